// SPDX-License-Identifier: MIT
// Standard input is a JSON array of markup; each as plain text, which ends with a NUL.
#include <iostream>
#include <iterator>
#include <string>

#include "base/json.hpp"
#include "domain/text/plain_text.hpp"

int main() {
  const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
  const auto markup = ost::base::parse_json(input);
  if (!markup) return 1;
  for (const ost::base::Json& html : *markup->array())
    std::cout << ost::domain::text_of_markup(html.to_string()) << '\0';
  return 0;
}
