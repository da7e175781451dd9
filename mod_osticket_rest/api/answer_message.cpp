// SPDX-License-Identifier: MIT
#include "api/answer_message.hpp"

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

void answer_message(Sink& sink, std::string_view message,
                    const std::vector<std::string>& warnings) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().name("message").string(message);
  write_warnings(json, warnings);
  json.end_object();
  sink.begin(200);
  sink.write(body);
}

void answer_created(Sink& sink, const Created& created, const std::vector<std::string>& warnings) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().name("message").string(created.message).name("id").number(created.id);
  write_warnings(json, warnings);
  json.end_object();
  sink.begin(201);
  sink.header("Location", created.location);
  sink.write(body);
}

}  // namespace ost::api
