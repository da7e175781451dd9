// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "api/json/json_writer.hpp"
#include "api/sink.hpp"

namespace ost::api {

/// Answers 200 with {"message":"…"}.
inline void answer_message(Sink& sink, std::string_view message) {
  std::string body;
  JsonWriter(body).begin_object().name("message").string(message).end_object();
  sink.begin(200);
  sink.write(body);
}

}  // namespace ost::api
