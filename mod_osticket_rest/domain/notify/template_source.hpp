// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "db/people/people.hpp"
#include "db/tickets/template_data.hpp"

namespace ost::domain {

/// What the variables of templates ask beyond the help desk's settings and the ticket in hand. Each
/// question is asked only when a template names what it is about. Ids of rows that are not there
/// give rows with id 0.
class TemplateSource {
 public:
  virtual ~TemplateSource() = default;
  virtual base::Result<db::UserRow> user(std::int64_t id) = 0;
  virtual base::Result<std::string> user_zone(std::int64_t user_id) = 0;
  virtual base::Result<db::OrganizationRow> organization(std::int64_t id) = 0;
  virtual base::Result<std::vector<db::UserRow>> members(std::int64_t organization_id) = 0;
  /// Asleep or not.
  virtual base::Result<std::vector<db::ParticipantRow>> collaborators(std::int64_t thread_id) = 0;
  /// The answers of an object's forms: T tickets, U users, O organisations, C the company.
  virtual base::Result<std::vector<db::FormValueRow>> answers(char type, std::int64_t id) = 0;
  virtual base::Result<std::vector<db::EntryViewRow>> entries(std::int64_t thread_id) = 0;
  virtual base::Result<db::EntryViewRow> original_message(std::int64_t thread_id) = 0;
  virtual base::Result<db::EntryViewRow> last_message(std::int64_t thread_id) = 0;
  virtual base::Result<std::vector<db::FileReference>> entry_files(std::int64_t entry_id) = 0;
  /// The agent of the last response but one, 0 where there is none (Ticket::getLastRespondent).
  virtual base::Result<std::int64_t> last_respondent(std::int64_t thread_id) = 0;
};

/// The source that reads the database, each answer once. What a caller knows already, as it has
/// just written it, need not be read.
class StoredTemplateSource final : public TemplateSource {
 public:
  explicit StoredTemplateSource(db::Connection& connection) : connection_(connection) {}

  void remember_user(const db::UserRow& user) { users_[user.id] = user; }
  void remember_organization(const db::OrganizationRow& row) { organizations_[row.id] = row; }
  void remember_answers(char type, std::int64_t id, std::vector<db::FormValueRow> values) {
    answers_[{type, id}] = std::move(values);
  }
  void remember_collaborators(std::int64_t thread_id, std::vector<db::ParticipantRow> users) {
    collaborators_[thread_id] = std::move(users);
  }

  base::Result<db::UserRow> user(std::int64_t id) override;
  base::Result<std::string> user_zone(std::int64_t user_id) override;
  base::Result<db::OrganizationRow> organization(std::int64_t id) override;
  base::Result<std::vector<db::UserRow>> members(std::int64_t organization_id) override;
  base::Result<std::vector<db::ParticipantRow>> collaborators(std::int64_t thread_id) override;
  base::Result<std::vector<db::FormValueRow>> answers(char type, std::int64_t id) override;
  base::Result<std::vector<db::EntryViewRow>> entries(std::int64_t thread_id) override;
  base::Result<db::EntryViewRow> original_message(std::int64_t thread_id) override;
  base::Result<db::EntryViewRow> last_message(std::int64_t thread_id) override;
  base::Result<std::vector<db::FileReference>> entry_files(std::int64_t entry_id) override;
  base::Result<std::int64_t> last_respondent(std::int64_t thread_id) override;

 private:
  db::Connection& connection_;
  std::map<std::int64_t, db::UserRow> users_;
  std::map<std::int64_t, std::string> zones_;
  std::map<std::int64_t, db::OrganizationRow> organizations_;
  std::map<std::int64_t, std::vector<db::UserRow>> members_;
  std::map<std::int64_t, std::vector<db::ParticipantRow>> collaborators_;
  std::map<std::pair<char, std::int64_t>, std::vector<db::FormValueRow>> answers_;
};

}  // namespace ost::domain
