// SPDX-License-Identifier: MIT
#include "domain/notify/access_link.hpp"

#include "domain/notify/message_id.hpp"
#include "domain/notify/template_objects.hpp"

namespace ost::domain {
namespace {

std::string url_encoded(const std::string& text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (is_plain) {
      out.push_back(c);
    } else {
      out += {'%', kDigits[byte >> 4u], kDigits[byte & 15u]};
    }
  }
  return out;
}

}  // namespace

std::string ticket_link(const TemplateScope& scope, std::int64_t user_id, bool has_collaborators) {
  const std::string page = base_url(scope.desk) + "/view.php?";
  const bool may_carry_token = !has_collaborators && !scope.secret_salt.empty() &&
                               scope.desk.setting_number("allow_auth_tokens") != 0;
  if (!may_carry_token) return page + "id=" + std::to_string(scope.ticket.id);
  const TicketAccess access{static_cast<std::uint32_t>(user_id),
                            static_cast<std::uint32_t>(scope.ticket.id), scope.ticket.created};
  const TicketReader reader =
      user_id == scope.ticket.user_id ? TicketReader::kOwner : TicketReader::kCollaborator;
  return page + "auth=" + url_encoded(ticket_token(access, reader, scope.secret_salt));
}

}  // namespace ost::domain
