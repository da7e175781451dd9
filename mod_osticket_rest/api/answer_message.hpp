// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/sink.hpp"

namespace ost::api {

/// Answers 200 with {"message":"…"}, and what the client should know in "warnings", where there is
/// anything.
void answer_message(Sink& sink, std::string_view message,
                    const std::vector<std::string>& warnings = {});

/// What has been made, and where it is.
struct Created {
  std::string_view message;
  std::int64_t id = 0;
  std::string location;
};

/// Answers 201 with Location and {"message":"…","id":…}, and warnings as above.
void answer_created(Sink& sink, const Created& created,
                    const std::vector<std::string>& warnings = {});

}  // namespace ost::api
