// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/people/people.hpp"
#include "domain/filters/filters.hpp"
#include "domain/forms/form_entry.hpp"

namespace ost::domain {

/// What the forms say that are stored for a known user and for an organisation. Both are read only
/// when a rule asks for them, and once for both times that filters look at a ticket
/// (User::getFilterData, Organization::getFilterData).
struct StoredFilterData {
  FilterData user{};
  FilterData organization{};
};
/// Ids are 0 where there is no such user or organisation.
base::Result<StoredFilterData> load_stored_filter_data(db::Connection& connection,
                                                       const HelpDesk& desk, std::int64_t user_id,
                                                       std::int64_t organization_id);

/// A ticket that is to be, as filters look at it. What it refers to must outlive it.
struct FilteredTicket {
  const HelpDesk& desk;
  const TicketForms& forms;
  const std::string& message;  ///< its text as it came
  const db::UserRow& user;
  const FormEntry* new_user_form;  ///< nullptr where the user is known, or has no form
  const db::OrganizationRow& organization;
  std::optional<std::int64_t> topic_id;  ///< the one asked for
};

/// What ticket filters see of it: its topic, message and forms, the requester's name and address,
/// and what his and his organisation's forms say (Ticket::filterTicketData).
FilterData filter_data(const FilteredTicket& ticket, const StoredFilterData& stored);

/// What they see when osTicket asks them again, for the events of the ticket that is there: the
/// topic that it got, "0" for one that cannot be used, a new user's answers as they were stored,
/// and the forms as they were sent, without the priority that the ticket got (Ticket::create behind
/// postMessage).
FilterData filter_data_after_creation(const FilteredTicket& ticket, const StoredFilterData& stored);

}  // namespace ost::domain
