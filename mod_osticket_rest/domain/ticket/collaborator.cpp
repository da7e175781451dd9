// SPDX-License-Identifier: MIT
#include "domain/ticket/collaborator.hpp"

#include "domain/desk/person_name.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kActive = 0x0001;  // Collaborator::FLAG_ACTIVE
constexpr std::int64_t kCopied = 0x0002;  // Collaborator::FLAG_CC

}  // namespace

db::NewCollaboratorRow collaborator_row(std::int64_t user_id) {
  return {kActive | kCopied, user_id};
}

base::Json::Object naming(const db::ThreadPersonRow& person) {
  const base::Json::Object who{{"name", name_or_mailbox(person.name, person.address)}};
  return {{std::to_string(person.user_id), who}};
}

}  // namespace ost::domain
