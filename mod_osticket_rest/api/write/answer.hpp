// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/sink.hpp"

namespace ost::api {

/// The whole answer to a write, as a value: it is known before the transaction ends, and may be
/// kept in it.
struct WriteAnswer {
  int status = 200;
  std::string location{};  ///< "": no Location
  std::string body{};
  bool is_replayed = false;  ///< it was given before, to the same request
};

/// 200 with {"message":"…"}, and what the client should know in "warnings", where there is
/// anything.
WriteAnswer message_answer(std::string_view message, const std::vector<std::string>& warnings = {});

/// What has been made, and where it is.
struct Created {
  std::string_view message;
  std::int64_t id = 0;
  std::string location;
};

/// 201 with Location and {"message":"…","id":…}, and warnings as above.
WriteAnswer created_answer(const Created& created, const std::vector<std::string>& warnings = {});

void send(const WriteAnswer& answer, Sink& sink);

}  // namespace ost::api
