// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ost::api {

/// What may come along with tickets. kTicket is what the ticket itself says.
enum class Part { kTicket, kResponses, kAttachments, kFields, kCollaborators, kEvents, kDetails };

/// What an answer shows of tickets: what comes along, and which members.
class Selection {
 public:
  /// The ticket with its responses, as the published API has it.
  Selection() = default;
  /// One part by itself.
  explicit Selection(Part part) : included_{part} {}

  /// Take the value of a parameter over; they say what is wrong with it, "" when nothing is.
  std::string take_include(std::string_view value);
  std::string take_members(std::string_view value);

  /// True when something of it is shown. Attachments are shown in responses.
  bool has(Part part) const;
  bool shows(std::string_view member) const;

 private:
  std::set<Part> included_{Part::kResponses};
  std::set<std::string, std::less<>> members_{};  // empty: all of what is included
};

}  // namespace ost::api
