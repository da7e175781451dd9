// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ost::mail {

/// What osTicket's Crypto::encrypt made of a text with `salt` and `subkey`, in clear again; empty
/// when it is damaged, of another salt, or of the mcrypt form that PHP itself no longer reads.
std::optional<std::string> open_secret(std::string_view sealed, std::string_view salt,
                                       std::string_view subkey);

}  // namespace ost::mail
