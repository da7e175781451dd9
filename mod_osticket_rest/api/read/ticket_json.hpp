// SPDX-License-Identifier: MIT
#pragma once

#include "api/json/json_writer.hpp"
#include "db/desk/read_reference.hpp"
#include "db/people/people.hpp"
#include "db/tickets/thread_list.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::api {

/// A ticket's own members, up to and with the opening of its "responses".
void begin_ticket(JsonWriter& json, const db::ListedTicket& ticket,
                  const db::ReadReference& reference);

/// One element of "responses". `user` is who wrote it where no agent did.
void write_entry(JsonWriter& json, const db::ListedEntry& entry, const db::Person& user,
                 const db::ReadReference& reference);

/// Closes "responses" and the ticket.
void end_ticket(JsonWriter& json);

}  // namespace ost::api
