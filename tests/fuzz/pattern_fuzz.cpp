// SPDX-License-Identifier: MIT
// Filter patterns and subjects, one a line: each match ends, within the fuzzer's own time limit.
#include "base/regex.hpp"
#include "domain/filters/filters.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = fuzz::lines_of(data, size, 2);
  const std::string& pattern = lines[0];
  const std::string& subject = lines[1];
  const auto matched = base::preg_match(pattern, subject);
  fuzz::require(domain::matches_how("match", subject, pattern) == matched.value_or(false),
                "a filter matches as its pattern does");
  fuzz::require(domain::matches_how("contains", subject, subject), "a text contains itself");
  for (const char* how : {"equal", "not_equal", "dn_contain", "starts", "ends", "not_match", "?"})
    (void)domain::matches_how(how, subject, pattern);
  return 0;
}
