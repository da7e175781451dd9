// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket_draft.hpp"

namespace ost::domain {

/// What the help desk says of its company, by the names of the fields of that form.
using CompanyAnswers = std::vector<std::pair<std::string, std::string>>;

/// Text of a template, encoded for markup, with what its variables stand for: %{ticket.…},
/// %{company.…} and %{url}. Of these three, what is not known becomes nothing; any other variable
/// stays as it is (VariableReplacer, Ticket::getVar, User::getVar, Company::getVar).
std::string replace_variables(const std::string& text, const TicketDraft& draft,
                              const CompanyAnswers& company);

}  // namespace ost::domain
