// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "domain/create/fill_forms.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/thread/entry.hpp"
#include "domain/thread/thread_post.hpp"

namespace ost::domain {

/// Where a ticket says it came from, and where its message says so.
struct TicketSource {
  std::string ticket = "API";
  std::string message = "API";
};

/// All that can be made of a request without the database. It refers to the help desk and the
/// request.
struct PreparedTicket {
  const HelpDesk& desk;
  const NewTicket& request;
  TicketSource source;
  std::string new_name;  ///< what the requester is called if he is not known
  std::vector<FieldFiles> field_files;
  FilledForms forms;
  PreparedPost post;
  std::optional<EntryText> note;
  std::vector<std::string> warnings;
};

/// Reads the files, fills the forms and cleans the texts of a request. Done once, before a
/// connection is taken. Errors: kInvalidFields for a message, note or file that is not encoded as
/// it says.
base::Result<PreparedTicket> prepare_ticket(const HelpDesk& desk, const NewTicket& request);

}  // namespace ost::domain
