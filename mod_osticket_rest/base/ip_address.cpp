// SPDX-License-Identifier: MIT
#include "base/ip_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>

namespace ost::base {
namespace {

constexpr std::size_t kMappedPrefix = 12;  // bytes of ::ffff:0:0/96

bool is_ipv4(std::string_view text) {
  return text.find(':') == std::string_view::npos;
}

// The prefix length in bits of an IPv6 address; empty when it is none.
std::optional<int> prefix_bits(std::string_view length, bool ipv4) {
  int bits = -1;
  const auto parsed = std::from_chars(length.data(), length.data() + length.size(), bits);
  if (parsed.ec != std::errc() || parsed.ptr != length.data() + length.size()) return std::nullopt;
  if (bits < 0 || bits > (ipv4 ? 32 : 128)) return std::nullopt;
  return ipv4 ? bits + 96 : bits;
}

bool share_bits(const IpAddress& a, const IpAddress& b, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(a.bytes.begin(), a.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  b.bytes.begin()))
    return false;
  const int rest = bits % 8;
  if (rest == 0) return true;
  const int mask = 0xFF & ~(0xFF >> rest);
  return ((a.bytes[whole] ^ b.bytes[whole]) & mask) == 0;
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  const std::string owned(text);
  // inet_pton would read up to a NUL only.
  if (owned.find('\0') != std::string::npos) return std::nullopt;
  IpAddress address;
  if (!is_ipv4(text)) {
    if (inet_pton(AF_INET6, owned.c_str(), address.bytes.data()) != 1) return std::nullopt;
    return address;
  }
  address.bytes[10] = address.bytes[11] = 0xFF;
  if (inet_pton(AF_INET, owned.c_str(), address.bytes.data() + kMappedPrefix) != 1)
    return std::nullopt;
  return address;
}

bool is_in_range(const IpAddress& address, std::string_view range) {
  const std::size_t slash = range.find('/');
  const std::string_view base = range.substr(0, slash);
  const auto network = parse_ip_address(base);
  if (!network) return false;
  if (slash == std::string_view::npos) return address == *network;
  const auto bits = prefix_bits(range.substr(slash + 1), is_ipv4(base));
  return bits && share_bits(address, *network, *bits);
}

}  // namespace ost::base
