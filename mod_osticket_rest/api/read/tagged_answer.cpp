// SPDX-License-Identifier: MIT
#include "api/read/tagged_answer.hpp"

#include "api/http/preconditions.hpp"

namespace ost::api {
bool is_known(const Request& request, const std::string& tag) {
  const std::string* header = request.header("If-None-Match");
  return header && names_tag(*header, tag, Comparison::kWeak);
}

base::Status answer_unchanged(const std::string& tag, Sink& sink) {
  sink.begin(304);
  sink.header("ETag", tag);
  sink.header("Cache-Control", kAskEachTime);
  return {};
}

base::Status answer_tagged(const Request& request, const std::string& body, Sink& sink) {
  const std::string tag = entity_tag(body);
  if (is_known(request, tag)) return answer_unchanged(tag, sink);
  sink.begin(200);
  sink.header("ETag", tag);
  sink.header("Cache-Control", kAskEachTime);
  sink.write(body);
  return {};
}

}  // namespace ost::api
