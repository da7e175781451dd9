// SPDX-License-Identifier: MIT
#include "domain/notify/template_source.hpp"

#include "db/tickets/ticket_change.hpp"

namespace ost::domain {
namespace {

// What is known under the key, else what `read` gives, which is known from then on.
template <typename Key, typename T, typename Read>
base::Result<T> once(std::map<Key, T>& known, const Key& key, Read read) {
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  base::Result<T> value = read();
  if (value) known[key] = *value;
  return value;
}

}  // namespace

base::Result<db::UserRow> StoredTemplateSource::user(std::int64_t id) {
  return once(users_, id, [&] { return db::find_user(connection_, id); });
}

base::Result<std::string> StoredTemplateSource::user_zone(std::int64_t user_id) {
  return once(zones_, user_id, [&] { return db::find_user_zone(connection_, user_id); });
}

base::Result<db::OrganizationRow> StoredTemplateSource::organization(std::int64_t id) {
  return once(organizations_, id, [&] { return db::find_organization(connection_, id); });
}

base::Result<std::vector<db::UserRow>> StoredTemplateSource::members(std::int64_t organization_id) {
  return once(members_, organization_id,
              [&] { return db::load_organization_members(connection_, organization_id); });
}

base::Result<std::vector<db::ParticipantRow>> StoredTemplateSource::collaborators(
    std::int64_t thread_id) {
  return once(collaborators_, thread_id,
              [&] { return db::load_collaborators(connection_, thread_id); });
}

base::Result<std::vector<db::FormValueRow>> StoredTemplateSource::answers(char type,
                                                                          std::int64_t id) {
  return once(answers_, std::pair(type, id), [&] {
    return type == 'C' ? db::load_company_values(connection_)
                       : db::load_form_values(connection_, type, id);
  });
}

base::Result<std::vector<db::EntryViewRow>> StoredTemplateSource::entries(std::int64_t thread_id) {
  return db::load_entries(connection_, thread_id);
}

base::Result<db::EntryViewRow> StoredTemplateSource::original_message(std::int64_t thread_id) {
  return db::find_original_message(connection_, thread_id);
}

base::Result<db::EntryViewRow> StoredTemplateSource::last_message(std::int64_t thread_id) {
  return db::find_last_message(connection_, thread_id);
}

base::Result<std::vector<db::FileReference>> StoredTemplateSource::entry_files(
    std::int64_t entry_id) {
  return db::load_entry_files(connection_, entry_id);
}

base::Result<std::int64_t> StoredTemplateSource::last_respondent(std::int64_t thread_id) {
  return db::last_respondent(connection_, thread_id);
}

}  // namespace ost::domain
