// SPDX-License-Identifier: MIT
#include "domain/ticket/collaborator.hpp"

#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"

namespace ost::domain {

db::NewCollaboratorRow collaborator_row(std::int64_t user_id) {
  return {kCollaboratorActive | kCollaboratorCopied, user_id};
}

base::Json::Object naming(const db::ThreadPersonRow& person) {
  const base::Json::Object who{{"name", name_or_mailbox(person.name, person.address)}};
  return {{std::to_string(person.user_id), who}};
}

}  // namespace ost::domain
