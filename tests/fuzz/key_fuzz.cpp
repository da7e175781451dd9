// SPDX-License-Identifier: MIT
// A key, a key of the database, its list of addresses and a client, one a line.
#include "api/auth/api_key.hpp"
#include "api/auth/failure_table.hpp"
#include "base/ip_address.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = fuzz::lines_of(data, size, 4);
  const db::ApiKeyRow row{7, true, lines[2], lines[1], true};
  const api::KeyUse use{lines[0], lines[3], api::Permission::kRead};
  const api::KeyDecision decided = api::decide({row}, use, {});
  fuzz::require(!decided.status || (lines[0] == lines[1] && api::admits(lines[2], lines[3])),
                "only an equal key of an admitted address is let in");
  fuzz::require(api::admits("10.0.0.1, 0.0.0.0", lines[3]), "0.0.0.0 admits any");
  const auto address = base::parse_ip_address(lines[3]);
  (void)api::counted_address(lines[3]);
  if (!address) return 0;
  fuzz::require(base::is_in_range(*address, lines[3]), "an address is its own range");
  const bool is_ipv6 = lines[3].find(':') != std::string::npos;
  fuzz::require(base::is_in_range(*address, is_ipv6 ? "::/0" : "0.0.0.0/0"), "/0 holds all");
  fuzz::require(base::is_in_range(*address, lines[3] + (is_ipv6 ? "/128" : "/32")),
                "the longest prefix is the address");
  return 0;
}
