// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "mail/message.hpp"

namespace ost::mail {

/// The body of a message with the headers that describe it, from `Content-Type` on: text and markup
/// as alternatives, with the parts that the markup shows beside them, with the attachments last.
std::string write_mime_tree(const Message& message);

}  // namespace ost::mail
