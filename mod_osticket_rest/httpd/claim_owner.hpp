// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace ost::httpd {

/// A name for claims that no other process has, here or on another machine.
std::string make_claim_owner();
/// True for the name of a process of this machine that has ended.
bool is_ended_owner(const std::string& owner);

}  // namespace ost::httpd
