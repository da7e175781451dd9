// SPDX-License-Identifier: MIT
// What may come along with tickets: one file for each word of the parameter `include`.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "api/auth/key_scope.hpp"
#include "api/json/json_writer.hpp"
#include "api/read/entry_files.hpp"
#include "api/read/moment.hpp"
#include "api/read/selection.hpp"
#include "db/desk/shown_names.hpp"
#include "db/tickets/thread_list.hpp"
#include "db/tickets/ticket_list.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::api {

/// How tickets are shown.
struct View {
  Selection selection{};
  TimeText times{};
  KeyScope scope{};
  std::string resource{};  ///< the address of the tickets, percent-encoded
  std::shared_ptr<EntryFiles> files = std::make_shared<EntryFiles>();
  std::shared_ptr<const db::ShownNames> names{};
  std::shared_ptr<const domain::HelpDesk> desk{};  ///< nullptr where nothing that is shown needs it
};

/// One thing that comes along with the tickets of a page.
class Include {
 public:
  virtual ~Include() = default;

  /// Reads it for all tickets of the page, in a number of statements that does not depend on them.
  virtual base::Status load(db::Connection&, const std::vector<db::ListedTicket>&) { return {}; }
  /// The members that it adds to a ticket.
  virtual void add_to_ticket(JsonWriter&, const db::ListedTicket&) const {}
  /// The members that it adds to an element of "responses".
  virtual void add_to_entry(JsonWriter&, const db::ListedEntry&) const {}
};

using MakeInclude = std::unique_ptr<Include> (*)(const View& view);

std::unique_ptr<Include> make_details(const View& view);
std::unique_ptr<Include> make_fields(const View& view);
std::unique_ptr<Include> make_collaborators(const View& view);
std::unique_ptr<Include> make_events(const View& view);
std::unique_ptr<Include> make_attachments(const View& view);

/// Says of a ticket by itself where it went, if it is a child of a merge.
std::unique_ptr<Include> make_merged();

/// True for the members that `details` adds; each of the others adds one of its own name.
bool is_details_member(std::string_view name);

/// A row of the table of all that may come along.
struct IncludeKind {
  std::string_view word;
  MakeInclude make;  ///< nullptr: the writer of pages does it itself
  Part part;
  bool needs_desk;
  bool needs_thread = true;  ///< it is kept with the ticket's thread
};

inline constexpr IncludeKind kIncludes[] = {
    {"responses", nullptr, Part::kResponses, false},
    {"attachments", make_attachments, Part::kAttachments, false},
    {"fields", make_fields, Part::kFields, true, false},
    {"collaborators", make_collaborators, Part::kCollaborators, false},
    {"events", make_events, Part::kEvents, true},
    {"details", make_details, Part::kDetails, true},
};

}  // namespace ost::api
