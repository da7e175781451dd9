// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace ost::api {

/// Content-Disposition that makes a browser save a file under its name (RFC 6266, RFC 8187),
/// whatever script that is in. The name is made harmless first: no folders, no line ends or other
/// control characters, no characters that turn the direction of writing and so hide what a file is.
std::string content_disposition(std::string_view name);

/// The type under which a file is sent: the stored one, where it is a type and no browser runs its
/// contents or looks into them for markup; otherwise application/octet-stream.
std::string harmless_type(std::string_view type);

}  // namespace ost::api
