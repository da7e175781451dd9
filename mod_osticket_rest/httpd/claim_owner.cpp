// SPDX-License-Identifier: MIT
#include "httpd/claim_owner.hpp"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <string>

#include "base/crypto.hpp"
#include "base/random.hpp"
#include "base/text.hpp"

namespace ost::httpd {
namespace {

// The same for all processes that see each other's ids: this run of the kernel, and the name space
// of process ids.
std::string machine() {
  std::string boot;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
  char space[64] = "";
  if (readlink("/proc/self/ns/pid", space, sizeof(space) - 1) < 0) space[0] = '\0';
  return base::to_hex(base::md5(boot + space)).substr(0, 16);
}

}  // namespace

std::string make_claim_owner() {
  base::SystemRandom random;
  return machine() + "-" + std::to_string(getpid()) + "-" +
         std::to_string(random.below(UINT32_MAX));
}

bool is_ended_owner(const std::string& owner) {
  const auto parts = base::split(owner, '-');
  if (parts.size() != 3 || parts[0] != machine()) return false;
  const long pid = std::strtol(std::string(parts[1]).c_str(), nullptr, 10);
  if (pid <= 0) return false;
  return pid == getpid() || (kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH);
}

}  // namespace ost::httpd
