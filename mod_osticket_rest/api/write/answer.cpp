// SPDX-License-Identifier: MIT
#include "api/write/answer.hpp"

#include "api/json/json_writer.hpp"

namespace ost::api {
namespace {

void write_warnings(JsonWriter& json, const std::vector<std::string>& warnings) {
  if (warnings.empty()) return;
  json.name("warnings").begin_array();
  for (const std::string& warning : warnings) json.string(warning);
  json.end_array();
}

}  // namespace

WriteAnswer message_answer(std::string_view message, const std::vector<std::string>& warnings) {
  WriteAnswer answer;
  JsonWriter json(answer.body);
  json.begin_object().name("message").string(message);
  write_warnings(json, warnings);
  json.end_object();
  return answer;
}

WriteAnswer created_answer(const Created& created, const std::vector<std::string>& warnings) {
  WriteAnswer answer{201, created.location};
  JsonWriter json(answer.body);
  json.begin_object().name("message").string(created.message).name("id").number(created.id);
  write_warnings(json, warnings);
  json.end_object();
  return answer;
}

void send(const WriteAnswer& answer, Sink& sink) {
  sink.begin(answer.status);
  if (!answer.location.empty()) sink.header("Location", answer.location);
  if (answer.is_replayed) sink.header("Idempotency-Replayed", "true");
  sink.write(answer.body);
}

}  // namespace ost::api
