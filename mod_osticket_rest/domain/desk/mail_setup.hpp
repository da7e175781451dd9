// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace ost::domain {

/// What the operator has set up for mail; nothing is mailed by default.
struct MailSetup {
  bool is_on = false;
  std::string secret_salt{};  ///< of osTicket: signs Message-IDs and links
};

}  // namespace ost::domain
