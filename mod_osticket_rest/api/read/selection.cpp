// SPDX-License-Identifier: MIT
#include "api/read/selection.hpp"

#include <algorithm>

#include "api/read/include.hpp"
#include "api/read/ticket_json.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

const IncludeKind* kind_of(std::string_view word) {
  for (const IncludeKind& kind : kIncludes)
    if (kind.word == word) return &kind;
  return nullptr;
}

bool adds_member(const IncludeKind& kind, std::string_view name) {
  if (kind.part == Part::kDetails) return is_details_member(name);
  return kind.part != Part::kAttachments && kind.word == name;
}

/// The part that a member of a ticket belongs to; nullptr: there is no such member.
const Part* part_of(std::string_view member) {
  static constexpr Part kOwn = Part::kTicket;
  if (is_own_member(member)) return &kOwn;
  for (const IncludeKind& kind : kIncludes)
    if (adds_member(kind, member)) return &kind.part;
  return nullptr;
}

}  // namespace

std::string Selection::take_include(std::string_view value) {
  included_.clear();
  for (const std::string_view word : base::split(value, ',')) {
    if (word == "none") continue;
    const IncludeKind* kind = kind_of(word);
    if (!kind)
      return "must be of responses, attachments, fields, collaborators, events, details, none";
    included_.insert(kind->part);
  }
  if (base::split(value, ',').size() > 1 && value.find("none") != std::string_view::npos)
    return "none comes along with nothing else";
  if (included_.count(Part::kAttachments)) included_.insert(Part::kResponses);
  return "";
}

std::string Selection::take_members(std::string_view value) {
  for (const std::string_view member : base::split(value, ',')) {
    if (!part_of(member)) return "names a member that no ticket has";
    members_.emplace(member);
  }
  return "";
}

bool Selection::has(Part part) const {
  if (members_.empty() || part == Part::kAttachments)
    return included_.count(part) > 0 && (members_.empty() || has(Part::kResponses));
  return std::any_of(members_.begin(), members_.end(),
                     [&](const std::string& member) { return *part_of(member) == part; });
}

bool Selection::shows(std::string_view member) const {
  return members_.empty() || members_.find(member) != members_.end();
}

}  // namespace ost::api
