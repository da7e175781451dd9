// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace ost::base {

/// An IPv4 or IPv6 address; IPv4 is kept as the IPv6 address it maps to, so that both forms are
/// equal.
struct IpAddress {
  std::array<unsigned char, 16> bytes{};
  bool operator==(const IpAddress& other) const { return bytes == other.bytes; }
};

/// Empty for what is no address.
std::optional<IpAddress> parse_ip_address(std::string_view text);

/// True when the address is in the range: an address, or an address and a prefix length
/// ("10.0.0.0/8", "2001:db8::/32"). False for a range that cannot be read.
bool is_in_range(const IpAddress& address, std::string_view range);

}  // namespace ost::base
