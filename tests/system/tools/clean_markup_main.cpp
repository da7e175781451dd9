// SPDX-License-Identifier: MIT
// Cleans each line of standard input as the body of a thread entry; one line out for each line in.
#include <iostream>
#include <string>

#include "base/html.hpp"

int main() {
  for (std::string line; std::getline(std::cin, line);)
    std::cout << ost::base::clean_markup(line) << "\n";
  return 0;
}
