// SPDX-License-Identifier: MIT
#include "domain/ticket/canned_text.hpp"

#include "db/desk/reference.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"

namespace ost::domain {
namespace {

base::Error wrong(const char* reason) {
  return base::Error{
      base::Errc::kInvalidFields, "Invalid fields: canned_id", "", {{"canned_id", reason}}};
}

}  // namespace

base::Result<EntryText> canned_text(const TicketAction& action, std::int64_t canned_id) {
  const auto response = db::find_canned_response(action.connection(), canned_id);
  if (!response) return response.error();
  if (!*response) return wrong("No such premade reply");
  StoredTemplateSource source(action.connection());
  TemplateScope scope(action.desk(), source, view_of(action));
  scope.recipient = {TemplateRecipient::Kind::kOwner, action.ticket.user_id};
  TemplateRoots roots = ticket_roots(scope);
  roots.emplace_back("recipient", recipient_value(scope));
  const std::string text = expand_template(**response, roots, TemplateContext::kMarkup);
  if (!scope.status()) return scope.status().error();
  return prepare_markup(action.desk(), "canned_id", text);
}

}  // namespace ost::domain
