// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// Subject and body of a template, with their variables.
struct MailText {
  std::string subject;
  std::string body;  ///< markup
};

/// The text of that name ("ticket.autoresp") in the department's set of templates, or in the help
/// desk's where the department has none. What the set lacks is a short English text of our own, as
/// osTicket then takes one of its files. Empty when there is no set at all: osTicket sends nothing
/// then (Dept::getTemplate, EmailTemplateGroup::getMsgTemplate).
std::optional<MailText> mail_text(const HelpDesk& desk, const db::DepartmentRow& dept,
                                  std::string_view name);

}  // namespace ost::domain
