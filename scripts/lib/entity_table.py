#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints the table of HTML5's named characters, from Python's own, as C++ for domain/text/html_entities."""
import html.entities


def literal(text):
    return '"%s"' % "".join("\\%03o" % byte for byte in text.encode())


print("""#include "domain/text/html_entities.hpp"

namespace ost::domain {

extern const NamedCharacter kNamedCharacters[] = {""")
for name, text in sorted(html.entities.html5.items()):
    print('    {"%s", %s},' % (name, literal(text)))
print("""};

extern const std::size_t kNamedCharacterCount = %d;

}  // namespace ost::domain""" % len(html.entities.html5))
