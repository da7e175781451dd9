// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace ost::base {

/// The media type that a file's first bytes tell, by libmagic, which is what osTicket asks too
/// (PHP's finfo); "application/octet-stream" for bytes that tell none.
std::string media_type_of(std::string_view beginning);

}  // namespace ost::base
