// SPDX-License-Identifier: MIT
#include "api/error_response.hpp"

#include <iterator>
#include <set>

#include "api/json/json_writer.hpp"

namespace ost::api {
namespace {

using base::Errc;

struct Meaning {
  Errc code;
  int status;
  const char* name;
};

constexpr Meaning kMeanings[] = {
    {Errc::kMissingKey, 401, "missing_api_key"},
    {Errc::kInvalidKey, 403, "invalid_api_key"},
    {Errc::kUnauthorizedAddress, 403, "unauthorized_ip"},
    {Errc::kForbidden, 403, "forbidden"},
    {Errc::kAgentRequired, 403, "agent_required"},
    {Errc::kTooManyFailures, 429, "too_many_failures"},
    {Errc::kRefusedByHelpDesk, 403, "refused_by_help_desk"},
    {Errc::kTicketLimit, 403, "ticket_limit_reached"},
    {Errc::kInvalidParameter, 400, "invalid_parameter"},
    {Errc::kInvalidJson, 400, "invalid_json"},
    {Errc::kMissingFields, 422, "missing_fields"},
    {Errc::kInvalidFields, 422, "invalid_fields"},
    {Errc::kMissingTicketId, 400, "missing_ticket_id"},
    {Errc::kTicketNotFound, 404, "ticket_not_found"},
    {Errc::kNotFound, 404, "not_found"},
    {Errc::kFileNotFound, 404, "file_not_found"},
    {Errc::kConflict, 409, "conflict"},
    {Errc::kKeyInUse, 409, "idempotency_key_in_use"},
    {Errc::kKeyReused, 422, "idempotency_key_reused"},
    {Errc::kPreconditionFailed, 412, "precondition_failed"},
    {Errc::kBodyTooLarge, 413, "body_too_large"},
    {Errc::kRangeNotSatisfiable, 416, "range_not_satisfiable"},
    {Errc::kMethodNotAllowed, 405, "method_not_allowed"},
    {Errc::kNotAcceptable, 406, "not_acceptable"},
    {Errc::kUnsupportedMediaType, 415, "unsupported_media_type"},
    {Errc::kRetryTransaction, 503, "unavailable"},
    {Errc::kSchemaChanged, 503, "unavailable"},
    {Errc::kUnavailable, 503, "unavailable"},
    {Errc::kCommitUnknown, 503, "outcome_unknown"},
    {Errc::kClientGone, 400, "client_gone"},
    {Errc::kNotSupported, 501, "not_supported"},
    {Errc::kInternal, 500, "internal_error"},
};

const Meaning& meaning_of(Errc code) {
  for (const Meaning& meaning : kMeanings)
    if (meaning.code == code) return meaning;
  return kMeanings[std::size(kMeanings) - 1];
}

void write_fields(JsonWriter& json, const std::vector<base::FieldError>& fields) {
  json.name("fields").begin_object();
  std::string name;
  std::set<std::string_view> written;
  for (const base::FieldError& field : fields) {
    // A parameter may be wrong twice; an object holds each name once.
    if (!written.insert(field.field).second) continue;
    // A name is the client's own text here, so it is escaped like any string.
    name.clear();
    append_json_string(name, field.field);
    json.name(std::string_view(name).substr(1, name.size() - 2)).string(field.reason);
  }
  json.end_object();
}

}  // namespace

ErrorAnswer answer_of(const base::Error& error, std::string_view request_id) {
  const Meaning& meaning = meaning_of(error.code);
  ErrorAnswer answer;
  answer.status = meaning.status;
  JsonWriter json(answer.body);
  json.begin_object();
  json.name("error").string(error.message).name("code").string(std::string_view(meaning.name));
  if (!error.fields.empty()) write_fields(json, error.fields);
  if (meaning.status >= 500 && !request_id.empty()) json.name("request_id").string(request_id);
  json.end_object();
  if (!error.allow.empty()) answer.headers.emplace_back("Allow", error.allow);
  if (error.retry_after > 0)
    answer.headers.emplace_back("Retry-After", std::to_string(error.retry_after));
  return answer;
}

}  // namespace ost::api
