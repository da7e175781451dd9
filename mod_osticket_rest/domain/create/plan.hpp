// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/create/admission.hpp"
#include "domain/create/collaborators.hpp"
#include "domain/create/placement.hpp"
#include "domain/create/requester.hpp"
#include "domain/files/field_files.hpp"
#include "domain/thread/canned_reply.hpp"

namespace ost::domain {

/// What is known of a ticket that the help desk takes.
struct Accepted {
  std::string now;  ///< database time of every row
  Requester requester{};
  Admission admission{};
  db::UserRow user{};  ///< the requester, with the ids of his rows
  std::vector<StoredFieldFiles> field_files{};
  std::vector<std::string> warnings{};
};

/// What the ticket will be.
struct Plan {
  TicketForms forms;  ///< with the priority that counts
  Routing routing;
  std::vector<NewCollaborator> collaborators{};
  MatchingFilters filters{};  ///< those that match the ticket with what it is to get
  Placement placement{};
  std::string number{};
  std::optional<CannedReply> canned_reply{};
  std::vector<std::string> warnings{};
};

/// Steps 9 to 14 of the pipeline: decides it all, before a row of the ticket is written.
base::Result<Plan> make_plan(db::Connection& connection, const PreparedTicket& prepared,
                             const Accepted& accepted, base::Random& random);

/// The value of a step goes to its place, unless the step has failed.
template <typename T>
base::Status take(base::Result<T> result, T& place) {
  if (!result) return result.error();
  place = std::move(result).value();
  return {};
}

}  // namespace ost::domain
