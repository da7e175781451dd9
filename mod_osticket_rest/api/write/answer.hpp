// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

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

/// 200 with {"message":"…"}.
WriteAnswer message_answer(std::string_view message);

void send(const WriteAnswer& answer, Sink& sink);

}  // namespace ost::api
