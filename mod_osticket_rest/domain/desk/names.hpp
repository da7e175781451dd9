// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// A person's name, taken apart (PersonsName::splitName).
struct PersonName {
  std::string original{};
  std::string salutation{};
  std::string first{};
  std::string middle{};
  std::string last{};
  std::string suffix{};
};

/// Words with a full stop are a salutation in front and a suffix behind; the last of what remains
/// is the last name.
PersonName split_name(std::string_view name);

/// The name in one of osTicket's formats: first, last, full, legal, lastfirst, formal, short,
/// shortformal, complete; as it was entered for any other (PersonsName::__toString).
std::string format_name(const PersonName& name, std::string_view format);

/// What stands for a user without a name: his address up to the at sign (User::getName).
std::string name_or_mailbox(const std::string& name, const std::string& address);

/// A user's name in the format of the help desk's settings (UsersName).
std::string user_name_text(const HelpDesk& desk, const std::string& name,
                           const std::string& address);

/// The formats that names have, as templates call them (PersonsName::$formats).
constexpr const char* kNameFormats[] = {"first",  "last",  "full",        "legal",    "lastfirst",
                                        "formal", "short", "shortformal", "complete", "original"};

/// An agent's name, and the same in the format of the help desk's settings (AgentsName).
PersonName agent_name(const db::StaffRow& agent);
std::string agent_name_text(const HelpDesk& desk, const db::StaffRow& agent);

// Names of what lies below something else: "Hardware / Printers". Where parents go in a circle, a
// name ends where it began. "" for an id that there is not.

/// A help topic below its parents (Topic::getFullName).
std::string topic_path(const HelpDesk& desk, std::int64_t topic_id);

/// A department below its parents (Dept::getFullName).
std::string department_path(const HelpDesk& desk, std::int64_t dept_id);

}  // namespace ost::domain
