// SPDX-License-Identifier: MIT
#include "domain/notify/mailing_list.hpp"

#include "base/json.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"

namespace ost::domain {
namespace {

std::pair<std::string, base::Json> address(const HelpDesk& desk, std::int64_t id,
                                           const db::UserRow& user) {
  return {std::to_string(id),
          user_name_text(desk, user.name, user.address) + " <" + user.address + ">"};
}

}  // namespace

std::optional<std::string> recipients_json(const HelpDesk& desk, const MailingList& list) {
  if (list.size() == 0) return std::nullopt;
  base::Json::Object all;
  if (list.owner)
    all.emplace_back("to", base::Json::Object{address(desk, list.owner->id, *list.owner)});
  base::Json::Object copies;
  for (const db::ParticipantRow& row : list.collaborators)
    copies.push_back(address(desk, row.id, row.user));
  if (!copies.empty()) all.emplace_back("cc", std::move(copies));
  return base::encode_json(std::move(all));
}

std::int64_t recipients_flag(const MailingList& list) {
  if (list.size() == 0) return 0;
  return list.size() > 1 ? kEntryReplyAll : kEntryReplyUser;
}

}  // namespace ost::domain
