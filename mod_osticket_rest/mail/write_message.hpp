// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.hpp"
#include "mail/message.hpp"

namespace ost::mail {

/// The message as RFC 5322 and MIME have it: ASCII, lines of at most 998 bytes that end in CR LF.
/// Line breaks and NUL inside a header's value are left out, as osTicket does with the subject.
/// Fails for an address, a header's name or a Message-ID that no header can hold; a reference that
/// is none is left out, as osTicket does. Needs a `Libraries` object.
base::Result<std::string> write_message(const Message& message);

}  // namespace ost::mail
