// SPDX-License-Identifier: MIT
// Templates: whatever they hold, what they give is bounded, values are expanded once, and as a
// subject it is one line. Also the plain text of what they give, and lists of mailboxes.
#include "base/text.hpp"
#include "domain/notify/filter_mail.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/text/plain_text.hpp"
#include "fakes/fake_connection.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

struct Desk : domain::HelpDesk {
  Desk() {
    forms = {{1, "T", "Ticket"}, {2, "L3", "Site"}};
    form_fields = {{1, 1, 1, "list-3", "Site", "site", ""},
                   {2, 2, 1, "list-3", "Next", "next", ""},
                   {3, 1, 1, "datetime", "Day", "day", "{\"time\":true}"}};
    list_items = {{1, 3, 1, "North", "N", R"({"2":{"1":"North","2":"South"}})"},
                  {2, 3, 1, "South", "S", R"({"2":{"1":"North"}})"}};
    departments.resize(1);
    departments[0].id = departments[0].parent_id = 1;
    departments[0].name = "Circle";
    departments[0].manager_id = 1;
    staff.resize(1);
    staff[0].id = staff[0].dept_id = 1;
    staff[0].first_name = "Ann";
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  const Desk desk;
  fakes::FakeConnection connection;
  connection.rows["template_data.user"] = {{"1", "1", text, "0", "0", "a@b.example", "1"}};
  connection.rows["forms.values"] = {{"1", "1", R"({"1":"North","2":"South"})", std::nullopt},
                                     {"1", "3", text, std::nullopt}};
  domain::StoredTemplateSource source(connection);
  domain::TicketView ticket;
  ticket.user_id = ticket.dept_id = ticket.staff_id = 1;
  ticket.created = "2026-07-01 10:00:00";
  domain::TemplateScope scope(desk, source, ticket);
  scope.secret_salt = "salt";
  scope.recipient = {domain::TemplateRecipient::Kind::kOwner, 1};
  domain::TemplateRoots roots = ticket_roots(scope);
  roots.emplace_back("recipient", recipient_value(scope));
  roots.emplace_back("itself", domain::TemplateValue::markup(text));
  const std::string html = expand_template(text, roots, domain::TemplateContext::kMarkup);
  fuzz::require(html.size() <= domain::kLongestExpansion, "what a template gives is bounded");
  const std::string line = expand_template("%{itself}", roots, domain::TemplateContext::kLine);
  fuzz::require(line.find_first_of("\r\n") == std::string::npos, "a subject is one line");
  const std::string once = expand_template("%{itself}", roots, domain::TemplateContext::kMarkup);
  fuzz::require(once == text, "a value is expanded once");
  fuzz::require(domain::text_of_markup(html).size() <= 2 * html.size() + 2, "text is bounded");
  for (const domain::Mailbox& mailbox : domain::read_mailboxes(text))
    fuzz::require(mailbox.address.find('@') != std::string::npos, "a mailbox has an address");
  return 0;
}
