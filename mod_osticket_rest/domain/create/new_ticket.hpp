// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/desk/help_desk.hpp"
#include "domain/files/sent_files.hpp"
#include "domain/forms/field_value.hpp"

namespace ost::domain {

/// Where a client wants a ticket to go, beside its topic.
struct Wishes {
  std::optional<std::int64_t> dept_id{};
  std::optional<std::int64_t> status_id{};
  std::optional<std::int64_t> staff_id{};
  std::optional<std::int64_t> team_id{};
  std::optional<std::int64_t> sla_id{};
  std::optional<std::int64_t> priority_id{};  ///< not in the form, so that filters count before it
  std::optional<std::string> due{};
};

/// Somebody who is to hear of the ticket too.
struct CopiedPerson {
  std::string email;
  std::string name;
};

/// Names that stand in the place of ids.
struct Names {
  std::optional<std::string> topic{};
  std::optional<std::string> department{};
  std::optional<std::string> priority{};
  std::optional<std::string> status{};
};

/// How a request came: what its body does not say.
struct Arrival {
  std::string client_address{};
  std::int64_t received_at = 0;    ///< UTC seconds
  std::int64_t note_agent_id = 0;  ///< who acts, and so writes the note; 0: nobody in particular
};

/// Who is to hear of a ticket.
struct Told {
  std::vector<CopiedPerson> cc{};
  std::optional<bool> alert{};
  std::optional<bool> autorespond{};
};

/// What a client asks for, once it has been read and found well formed.
struct NewTicket : Arrival, Told {
  std::string email;
  std::optional<std::string> name{};
  std::string subject;
  std::string message;
  std::optional<std::int64_t> topic_id{};
  std::optional<std::int64_t> priority_id{};
  Wishes wishes{};
  Names names{};
  std::optional<std::string> note{};  ///< for the agents
  std::optional<std::string> source{};
  std::vector<FieldInput> fields{};  ///< members that are no known member
  SentFiles attachments{};
  std::optional<std::string> ip{};      ///< of the requester, where the client names one
  std::vector<std::string> warnings{};  ///< what was left out while it was read

  /// The address that the ticket keeps; its message keeps an empty one, too.
  const std::string& address() const { return ip && !ip->empty() ? *ip : client_address; }
  const std::string& message_address() const { return ip ? *ip : client_address; }
};

/// What the client is told of a ticket that has been created.
struct CreatedTicket {
  std::int64_t id = 0;
  std::string number;
  std::vector<std::string> warnings{};
};

/// The request with ids in the place of the names of topic, department, priority and status, and
/// without what the help desk does not have: its warnings say so, as osTicket would quietly go on.
/// A name counts letter for letter, a topic's also with its parents' before it ("Boats / Engine").
/// kInvalidFields for a due date or an address that is none.
base::Result<NewTicket> settle_wishes(const HelpDesk& desk, NewTicket request);

}  // namespace ost::domain
