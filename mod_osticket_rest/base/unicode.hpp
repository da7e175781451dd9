// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace ost::base {

/// Well-formed UTF-8 in Unicode's normal form C: letters and their accents as one character where
/// there is one. Anything else comes back as it is.
std::string compose(std::string_view text);

}  // namespace ost::base
