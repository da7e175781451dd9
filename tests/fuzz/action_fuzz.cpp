// SPDX-License-Identifier: MIT
// Bodies of an agent's actions, on a ticket that is there and by an agent who may do everything:
// the first line names the action, the rest is its body. An action is done and answered with a
// message, or refused with a reason and without a commit.
#include <set>

#include "api/error_response.hpp"
#include "base/json.hpp"
#include "fakes/service.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

constexpr const char* kFolders[] = {"replies", "notes",          "messages", "referrals",
                                    "merge",   "links",          "",         "collaborators",
                                    "links/6", "collaborators/2"};
const std::set<int> kRefusals{400, 403, 404, 409, 413, 422, 500, 501, 503};

constexpr char kPermissions[] =
    R"({"ticket.reply":1,"ticket.close":1,"ticket.create":1,"ticket.delete":1,"ticket.assign":1,)"
    R"("ticket.release":1,"ticket.transfer":1,"ticket.edit":1,"ticket.markanswered":1,)"
    R"("ticket.merge":1,"ticket.link":1})";
constexpr char kTime[] = "2026-02-02 10:00:00";

void fill(fakes::FakeConnection& connection) {
  connection.rows["reference.statuses"] = {
      {"1", "Open", "open", "3", "0", "{}"},
      {"3", "Closed", "closed", "3", "0", R"({"allowreopen":true,"reopenstatus":0})"},
      {"5", "Deleted", "deleted", "3", "0", "{}"}};
  connection.rows["reference.departments"] = {
      {"1", "0", "0", "0", "0", "0", "4", "Front Desk", "1", "1", "1", "0", "0", "", "/1/", "1"}};
  connection.rows["reference.roles"] = {{"1", kPermissions}};
  connection.rows["reference.staff"] = {
      {"7", "1", "1", "ines", "Ines", "Brandt", "ines@harbour.example", "1", "0", "0", "0", "", "",
       "", "", R"({"visibility.agents":1,"visibility.departments":1})", "{}"}};
  connection.rows["ticket_change.lock"] = {
      {"5", "0",          "100005",     "1",          "1",          "1",         "0",   "0",
       "7", "0",          "0",          "0",          "0",          "192.0.2.1", "API", "0",
       "0", std::nullopt, std::nullopt, std::nullopt, std::nullopt, kTime,       kTime}};
  connection.rows["ticket_change.thread"] = {{"9"}};
  connection.rows["clock.now"] = {{kTime}};
}

api::Request request_of(const fakes::Service& service, const std::string& folder) {
  const bool is_change = folder.empty();
  const bool is_removal = folder.find('/') != std::string::npos;
  api::Request request =
      service.request(is_change    ? "PATCH"
                      : is_removal ? "DELETE"
                                   : "POST",
                      ("/api/v1/tickets.php/5" + (is_change ? "" : "/" + folder)).c_str());
  request.headers.emplace_back("X-Staff-Id", "7");
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::vector<std::string> lines = fuzz::lines_of(data, size, 2);
  const std::set<std::string> known(std::begin(kFolders), std::end(kFolders));
  if (known.count(lines[0]) == 0) return 0;
  fakes::Service service;
  service.settings.key_agents.add(api::KeyAgents::kEveryKey, api::KeyAgents::kAny);
  fill(service.connection);
  api::Request request = request_of(service, lines[0]);
  fakes::TextBody body(lines[1]);
  request.body = &body;
  const base::Status done = service.send(request);
  const std::string log = fakes::joined(service.connection.log);
  const bool committed = log.find("commit") != std::string::npos;
  fuzz::require(service.pool.held == 0, "the connection goes back");
  if (done) {
    const auto answer = base::parse_json(service.sink.body);
    fuzz::require(answer && answer->find("message"), "what was done is told");
    fuzz::require(committed, "what is told was committed");
    return 0;
  }
  const api::ErrorAnswer refused = api::answer_of(done.error(), "id");
  fuzz::require(kRefusals.count(refused.status) == 1, "a refusal has a status of its own");
  fuzz::require(base::parse_json(refused.body).ok(), "a refusal is JSON");
  fuzz::require(!committed, "what is refused leaves nothing");
  return 0;
}
