// SPDX-License-Identifier: MIT
#include "api/stock/stock.hpp"

#include "api/auth/api_key.hpp"
#include "api/caches.hpp"
#include "api/read/list_memory.hpp"
#include "api/request.hpp"
#include "api/stock/stock_ticket.hpp"
#include "api/write/submission.hpp"
#include "base/text.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/desk/run_transaction.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using base::Result;
using base::Status;

constexpr char kKeyRequired[] = "Valid API key required";
constexpr char kKeyInactive[] = "API key not found/active or source IP not authorized";
constexpr char kKeyNotAuthorized[] = "API key not authorized";
// A body of nothing but unknown names is not to fill the system log.
constexpr std::size_t kMostUnexpected = 100;

/// One request under way, and the help desk as it is then.
struct StockCall {
  const Request& request;
  Services& services;
  const domain::HelpDesk& desk;
  db::Connection& connection;
};

// Whether osTicket serves this address (http.php, Dispatcher::resolve).
std::optional<StockFormat> format_of(const Request& request) {
  std::string method = request.method;
  for (const auto& [name, value] : request.query)
    if (name == "_method") method = base::upper_ascii(value);
  const std::string_view path = request.path;
  const std::string_view last = path.substr(path.rfind('/') + 1);
  if (method != "POST") return std::nullopt;
  if (last == "tickets.json") return StockFormat::kJson;
  if (last == "tickets.xml") return StockFormat::kXml;
  return std::nullopt;
}

// osTicket would add the key to the line.
Result<StockAnswer> refuse(const StockCall& call, StockAnswer answer) {
  const Status logged =
      domain::log_warning(call.connection, call.desk,
                          {"API Error (" + std::to_string(answer.status) + ")", answer.text},
                          call.request.client_address);
  if (!logged) return logged.error();
  return answer;
}

// Whether a key is there and only switched off.
bool is_inactive(const std::vector<db::ApiKeyRow>& candidates, const KeyUse& use) {
  for (const db::ApiKeyRow& row : candidates)
    if (!row.is_active && row.key == use.key && admits(row.ip_address, use.client_address))
      return true;
  return false;
}

// What osTicket says of the key; "" where it may create tickets (ApiController::requireApiKey).
Result<std::string> check_key(const Request& request, Services& services,
                              db::Connection& connection) {
  const std::string* key = request.header("X-API-Key");
  if (!key || key->empty()) return std::string(kKeyRequired);
  const auto candidates = db::find_api_keys(connection, *key);
  if (!candidates) return candidates.error();
  const KeyUse use{*key, request.client_address, Permission::kCreate};
  const KeyDecision decision = decide(*candidates, use, services.settings.key_scopes);
  services.key_id = decision.key_id;
  services.scope = services.settings.key_scopes.of(decision.key_id);
  if (decision.status) return std::string();
  if (decision.status.error().code == Errc::kForbidden) return std::string(kKeyNotAuthorized);
  if (services.guard) services.guard->count_failure();
  return std::string(is_inactive(*candidates, use) ? kKeyInactive : kKeyRequired);
}

Status log_unexpected(const StockCall& call, const StockBody& body) {
  std::vector<std::string> names = unexpected_members(body, call.desk);
  if (names.size() > kMostUnexpected) {
    const std::size_t left_out = names.size() - kMostUnexpected;
    names.resize(kMostUnexpected);
    names.push_back(std::to_string(left_out) + " more");
  }
  for (const std::string& name : names) {
    const Status logged = domain::log_error(
        call.connection, call.desk,
        {"Unexpected Data (400)", name + ": Unexpected data received in API request"},
        call.request.client_address);
    if (!logged) return logged;
  }
  return {};
}

bool is_of_request(Errc code) {
  return code == Errc::kInvalidFields || code == Errc::kRefusedByHelpDesk ||
         code == Errc::kTicketLimit;
}

Error with(const base::FieldError& wrong, Error error) {
  error.fields.push_back(wrong);
  return error;
}

// The message has no answer in the form, so that the form does not miss it.
std::optional<base::FieldError> missing_message(const domain::NewTicket& ticket,
                                                const domain::HelpDesk& desk) {
  if (!ticket.message.empty()) return std::nullopt;
  const db::FormRow* form = desk.form_of_type("T");
  for (const domain::FieldDefinition& field : desk.form_fields)
    if (form && field.form_id == form->id && field.name == "message")
      return base::FieldError{field.name, field.label + " is a required field"};
  return std::nullopt;
}

Result<StockAnswer> create(const StockCall& call, const domain::NewTicket& asked) {
  const auto ticket = domain::settle_wishes(call.desk, asked);
  if (!ticket) return ticket.error();
  const auto prepared = domain::prepare_ticket(call.desk, *ticket);
  if (!prepared) return prepared.error();
  const auto missing = missing_message(asked, call.desk);
  std::optional<domain::Refusal> refused;
  const auto created = domain::run_transaction(
      call.connection, call.services.settings.transaction_retries,
      [&]() -> Result<domain::Creation> {
        auto creation = domain::create_ticket(call.connection, *prepared,
                                              {call.services.random, call.services.settings.mail});
        const bool is_wrong = !creation && creation.error().code == Errc::kInvalidFields;
        if (missing && (creation ? !creation->refusal : is_wrong))
          return with(*missing,
                      creation ? Error{Errc::kInvalidFields, "", "", {}} : creation.error());
        if (!creation || !creation->refusal) return creation;
        refused = creation->refusal;
        return refused->error;
      });
  if (refused) {
    const Status logged =
        domain::log_warning(call.connection, call.desk, refused->log, call.request.client_address);
    if (!logged) return logged.error();
  }
  if (!created) return created.error();
  if (call.services.bell) call.services.bell->ring();
  return StockAnswer{201, created->ticket.number};
}

bool is_beyond_scope(const domain::Wishes& wishes, KeyScope scope) {
  return (wishes.dept_id && !scope.allows(Permission::kTransfer)) ||
         (wishes.status_id && !scope.allows(Permission::kUpdate)) ||
         ((wishes.staff_id || wishes.team_id) && !scope.allows(Permission::kAssign)) ||
         (wishes.sla_id && !scope.allows(Permission::kEdit));
}

Result<StockAnswer> answer(const StockCall& call, const StockBody& body) {
  if (Status logged = log_unexpected(call, body); !logged) return logged.error();
  auto ticket = stock_ticket(body);
  if (!ticket) return refuse(call, creation_failed(ticket.error(), {}, call.desk));
  ticket->client_address = call.request.client_address;
  ticket->received_at = call.services.clock.now_utc();
  if (is_beyond_scope(ticket->wishes, call.services.scope))
    return refuse(call, {401, kKeyNotAuthorized});
  if (std::string complaint = origin_complaint(body.members); !complaint.empty())
    return refuse(call, creation_failed(complaint));
  if (std::string complaint = due_complaint(body.members, ticket->received_at); !complaint.empty())
    return refuse(call, creation_failed(complaint));
  auto created = create(call, *ticket);
  if (created || !is_of_request(created.error().code)) return created;
  return refuse(call, creation_failed(created.error(), *ticket, call.desk));
}

// Calls `work` with the help desk as it is, over a connection of its own.
template <typename Work>
Result<StockAnswer> with_call(const Request& request, Services& services, Work&& work) {
  const auto lease = services.pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  return with_help_desk(services, &connection, [&](const domain::HelpDesk& desk) {
    return work(StockCall{request, services, desk, connection});
  });
}

// "" where the body may be read.
Result<StockAnswer> admit(const Request& request, Services& services) {
  return with_call(request, services, [&](const StockCall& call) -> Result<StockAnswer> {
    const auto complaint = check_key(request, services, call.connection);
    if (!complaint) return complaint.error();
    if (complaint->empty()) return StockAnswer{};
    return refuse(call, {401, *complaint});
  });
}

// Its content type means nothing. Files of JSON are kept out of memory.
Result<StockBody> read_body(const Request& request, const Services& services, StockFormat format) {
  StockBody body{format};
  std::string text;
  if (format == StockFormat::kJson) {
    Request untyped = request;
    for (auto& [name, value] : untyped.headers)
      if (base::equal_ignoring_case(name, "Content-Type")) value.clear();
    auto submission = read_submission(Call{untyped, "", {}, nullptr}, services);
    if (!submission && submission.error().code == Errc::kInvalidJson)
      return Error{Errc::kInvalidJson, json_complaint(""), "", {}};
    if (!submission) return submission.error();
    text = std::move(submission->json);
    body.texts = std::move(submission->texts);
  } else if (request.body) {
    auto whole = read_whole(*request.body, services.settings.max_body_bytes);
    if (!whole) return whole.error();
    text = std::move(*whole);
  }
  auto members = read_stock_body(format, text);
  if (!members) return members.error();
  body.members = std::move(members).value();
  return body;
}

Result<StockAnswer> serve(const Request& request, Services& services, StockFormat format) {
  auto admitted = admit(request, services);
  if (!admitted || !admitted->text.empty()) return admitted;
  // No connection is held while the body comes in.
  const auto body = read_body(request, services, format);
  if (!body && body.error().code != Errc::kInvalidJson) return body.error();
  return with_call(request, services, [&](const StockCall& call) {
    return body ? answer(call, *body) : refuse(call, {400, body.error().message});
  });
}

}  // namespace

Status handle_stock(const Request& request, Services& services, Sink& sink) {
  const auto format = format_of(request);
  if (!format) {
    send({400, "URL not supported"}, sink);
    return {};
  }
  if (const std::int64_t seconds = services.guard ? services.guard->seconds_to_wait() : 0) {
    Error error{Errc::kTooManyFailures, "Too many refused API keys from this address", "", {}};
    error.retry_after = seconds;
    return error;
  }
  const auto answered = serve(request, services, *format);
  if (!answered) return answered.error();
  if (answered->status == 201) ListMemory(services).forget();
  send(*answered, sink);
  return {};
}

}  // namespace ost::api
