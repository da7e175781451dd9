// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace ost::mail {

/// Whom a message is from or for. `name` is UTF-8 and may be empty.
struct Mailbox {
  std::string name;
  std::string address;
};

/// The address as mail servers understand it: a domain of other letters in Punycode, a local part
/// with blanks or marks in quotes. Fails where there is no such form: no `@`, an empty side,
/// control characters, letters beyond ASCII before the `@`, more than 320 bytes.
base::Result<std::string> ascii_address(std::string_view address);

}  // namespace ost::mail
