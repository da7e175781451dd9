// SPDX-License-Identifier: MIT
#include "api/write/change_body.hpp"

#include <algorithm>
#include <iterator>

#include "api/json/members.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using base::FieldError;
using base::Json;
using domain::TicketChange;

constexpr std::int64_t kLargestId = 4294967295;

// Members of a ticket as GET shows it that may not be changed (ticket_json.cpp).
constexpr std::string_view kShownMembers[] = {"id",      "number",     "status",    "created",
                                              "updated", "user_email", "user_name", "responses"};

bool is_shown(std::string_view name) {
  return std::find(std::begin(kShownMembers), std::end(kShownMembers), name) !=
         std::end(kShownMembers);
}

/// A member that is a number, and where it goes.
struct IdMember {
  std::string_view name;
  std::optional<std::int64_t> TicketChange::*into;
};
constexpr IdMember kIds[] = {
    {"topic_id", &TicketChange::topic_id},       {"dept_id", &TicketChange::dept_id},
    {"user_id", &TicketChange::user_id},         {"sla_id", &TicketChange::sla_id},
    {"priority_id", &TicketChange::priority_id}, {"status_id", &TicketChange::status_id}};
// Of these null is 0.
constexpr IdMember kAssignees[] = {{"staff_id", &TicketChange::staff_id},
                                   {"team_id", &TicketChange::team_id}};

struct FlagMember {
  std::string_view name;
  std::optional<bool> TicketChange::*into;
};
constexpr FlagMember kFlags[] = {{"is_answered", &TicketChange::is_answered},
                                 {"is_overdue", &TicketChange::is_overdue}};

struct SwitchMember {
  std::string_view name;
  bool TicketChange::*into;
};
constexpr SwitchMember kSwitches[] = {{"alert", &TicketChange::alert},
                                      {"keep_referral", &TicketChange::keep_referral}};

template <typename Member, std::size_t N>
const Member* find(const Member (&members)[N], std::string_view name) {
  const auto found = std::find_if(std::begin(members), std::end(members),
                                  [&](const Member& member) { return member.name == name; });
  return found == std::end(members) ? nullptr : &*found;
}

/// Takes members over one by one and collects what is wrong with them.
class ChangeReader {
 public:
  void take(const std::string& name, const Json& value) {
    if (is_shown(name)) return;
    if (const IdMember* member = find(kAssignees, name)) return assignee(*member, value);
    if (name == "due") return due(value);
    // GET shows null for what is missing; a field of a form loses its answer.
    const IdMember* id_member = find(kIds, name);
    const bool is_field = !id_member && name != "subject" && !is_known(name);
    if (value.is_null() && !is_field) return;
    if (id_member) return id(*id_member, value);
    if (const FlagMember* member = find(kFlags, name))
      return flag(name, value, change_.*member->into);
    if (const SwitchMember* member = find(kSwitches, name)) return set(*member, value);
    if (name == "source") return text(name, value, change_.source.emplace());
    if (name == "comments") return text(name, value, change_.comments);
    change_.fields.push_back({name, value});
    has_change_ = true;
  }

  base::Result<TicketChange> done() {
    if (!wrong_.empty()) return wrong_fields(std::move(wrong_));
    if (has_change_) return std::move(change_);
    return Error{Errc::kInvalidFields,
                 "Nothing to change: give status_id, topic_id or another member of a ticket",
                 "",
                 {{"status_id", "or another member that may be changed is required"}}};
  }

 private:
  static bool is_known(std::string_view name) {
    return find(kFlags, name) || find(kSwitches, name) || name == "source" || name == "comments";
  }

  void id(const IdMember& member, const Json& value) {
    const auto number = value.number(0, kLargestId);
    change_.*member.into = number;
    has_change_ = true;
    if (!number) wrong_.push_back({std::string(member.name), "must be the number of an id"});
  }

  void assignee(const IdMember& member, const Json& value) {
    if (value.is_null()) {
      change_.*member.into = 0;
      has_change_ = true;
    } else {
      id(member, value);
    }
  }

  void due(const Json& value) {
    if (value.is_null())
      change_.due = "";
    else
      text("due", value, change_.due.emplace());
    has_change_ = true;
  }

  void flag(const std::string& name, const Json& value, std::optional<bool>& into) {
    into = flag_of(value);
    has_change_ = true;
    if (!into) wrong_.push_back({name, "must be true or false"});
  }

  void set(const SwitchMember& member, const Json& value) {
    const auto wanted = flag_of(value);
    if (wanted)
      change_.*member.into = *wanted;
    else
      wrong_.push_back({std::string(member.name), "must be true or false"});
  }

  void text(const std::string& name, const Json& value, std::string& into) {
    if (name == "source") has_change_ = true;
    if (value.string() || value.integer() || value.real())
      into = value.to_string();
    else
      wrong_.push_back({name, "must be a string"});
  }

  TicketChange change_;
  bool has_change_ = false;
  std::vector<FieldError> wrong_;
};

}  // namespace

base::Result<TicketChange> parse_change(std::string_view body) {
  const auto parsed = parse_object(body);
  if (!parsed) return parsed.error();
  ChangeReader reader;
  for (const auto& [name, value] : *parsed->object()) reader.take(name, value);
  return reader.done();
}

base::Result<domain::Referral> parse_referral(std::string_view body) {
  auto members = Members::parse(body);
  if (!members) return members.error();
  domain::Referral referral;
  constexpr std::pair<const char*, char> kWhom[] = {
      {"staff_id", 'S'}, {"team_id", 'E'}, {"dept_id", 'D'}};
  int named = 0;
  for (const auto& [name, type] : kWhom) {
    const auto id = members->id(name);
    if (!id) continue;
    ++named;
    referral.member = name;
    referral.to = {type, *id};
  }
  if (named != 1) members->refuse("staff_id", "one of staff_id, team_id and dept_id is required");
  referral.comments = members->text("comments").value_or("");
  referral.alert = members->flag("alert").value_or(true);
  if (base::Status read = members->done(); !read) return read.error();
  return referral;
}

}  // namespace ost::api
