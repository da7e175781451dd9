// SPDX-License-Identifier: MIT
#include "api/write/answer.hpp"

#include "api/json/json_writer.hpp"

namespace ost::api {

WriteAnswer message_answer(std::string_view message) {
  WriteAnswer answer;
  JsonWriter(answer.body).begin_object().name("message").string(message).end_object();
  return answer;
}

void send(const WriteAnswer& answer, Sink& sink) {
  sink.begin(answer.status);
  if (!answer.location.empty()) sink.header("Location", answer.location);
  if (answer.is_replayed) sink.header("Idempotency-Replayed", "true");
  sink.write(answer.body);
}

}  // namespace ost::api
