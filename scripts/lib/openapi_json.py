# SPDX-License-Identifier: MIT
"""Writes docs/openapi.yaml as JSON, or as the C++ source that carries the JSON into the module.
   openapi_json.py FILE.yaml json|cpp     the result goes to standard output
"""
import json
import sys

import yaml

PIECE = 4000


def as_json(path):
    with open(path, encoding="utf-8") as f:
        return json.dumps(yaml.safe_load(f), separators=(",", ":"))


def as_cpp(text):
    """ASCII only, so that backslash and quote are all there is to escape."""
    pieces = [text[i:i + PIECE].replace("\\", "\\\\").replace('"', '\\"') for i in range(0, len(text), PIECE)]
    return ('// SPDX-License-Identifier: MIT\n#include "api/description.hpp"\n\nnamespace ost::api {\n\n'
            "std::string_view description() {\n  return\n%s;\n}\n\n}  // namespace ost::api\n"
            % "\n".join('      "%s"' % piece for piece in pieces))


def main():
    text = as_json(sys.argv[1])
    sys.stdout.write(as_cpp(text) if sys.argv[2] == "cpp" else text)


if __name__ == "__main__":
    main()
