// SPDX-License-Identifier: MIT
// Cleans each line of standard input as the body of a thread entry; each ends with a NUL, as it may
// have several lines.
#include <iostream>
#include <string>

#include "domain/text/html.hpp"

int main() {
  for (std::string line; std::getline(std::cin, line);)
    std::cout << ost::domain::clean_markup(line) << '\0';
  return 0;
}
