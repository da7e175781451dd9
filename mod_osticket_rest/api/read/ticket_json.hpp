// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "api/json/json_writer.hpp"
#include "api/read/entry_files.hpp"
#include "api/read/include.hpp"
#include "db/people/people.hpp"
#include "db/tickets/thread_list.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::api {

using Includes = std::vector<std::unique_ptr<Include>>;

/// True for the members of a ticket that its own row, subject and owner give.
bool is_own_member(std::string_view name);

/// A ticket's members, up to and with the opening of its "responses" where they are shown.
void begin_ticket(JsonWriter& json, const db::ListedTicket& ticket, const View& view,
                  const Includes& includes);

/// An element of "responses".
struct ShownEntry {
  const db::ListedEntry& entry;
  const db::Person& user;  ///< who wrote it where no agent did
  std::int64_t ticket_id;
};

/// Writes it, in two parts: up to its "body", which is not written, and what comes behind it.
void begin_entry(JsonWriter& json, const db::ListedEntry& entry, const View& view);
void end_entry(JsonWriter& json, const ShownEntry& shown, const View& view,
               const Includes& includes);
/// Writes it whole.
void write_entry(JsonWriter& json, const ShownEntry& shown, const View& view,
                 const Includes& includes);

/// What puts the addresses of an entry's pictures into its text, where that is markup.
ImageAddresses addresses_in(const db::ListedEntry& entry, std::int64_t ticket_id, const View& view);

/// Closes "responses" and the ticket.
void end_ticket(JsonWriter& json, const View& view);

/// The number that a text starts with, as priorities are kept; empty when it starts with none.
std::optional<std::int64_t> leading_number(const std::optional<std::string_view>& text);

}  // namespace ost::api
