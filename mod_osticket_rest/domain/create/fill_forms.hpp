// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/create/new_ticket.hpp"
#include "domain/create/requester.hpp"
#include "domain/files/field_files.hpp"
#include "domain/forms/form_entry.hpp"

namespace ost::domain {

/// The forms as a request fills them, before anybody knows who asks.
struct FilledForms {
  TicketForms ticket;
  FormReport report{};
  std::optional<FormEntry> new_user{};  ///< for a requester who is not known
  FormReport new_user_report{};
  std::optional<FormEntry> blank_user{};  ///< for one who is: his form is not filled in again

  /// The user form that counts for the requester; nullptr when the help desk has none.
  const FormEntry* user_form(const Requester& requester) const;
  /// The same for a requester who is not known; nullptr for one who is.
  const FormEntry* new_user_form(const Requester& requester) const {
    return requester.is_new ? user_form(requester) : nullptr;
  }
  /// The user form without an answer; nullptr when the help desk has none.
  const FormEntry* blank_user_form() const { return blank_user ? &*blank_user : nullptr; }
};

/// The files that were sent for fields of type files of the ticket form and of the topic's own
/// forms. Needs no row. kInvalidFields for what is no list of files, or not encoded as it says.
base::Result<std::vector<FieldFiles>> prepare_field_files(const HelpDesk& desk,
                                                          const NewTicket& request);

/// Fills the forms of the topic that was asked for: the ticket form, with the fields that the topic
/// turns off, and the topic's own forms; then the user form (Topic::getForms). Fields of type files
/// get the names of theirs. Needs no row.
base::Result<FilledForms> fill_forms(const HelpDesk& desk, const NewTicket& request,
                                     const std::vector<FieldFiles>& files = {});

/// Gives the fields of type files the ids of theirs, once they are stored.
void name_files(TicketForms& forms, const std::vector<StoredFieldFiles>& files);

/// The warnings of the forms that count for the requester, and of what no form took.
/// kInvalidFields for what these forms could not take.
base::Result<std::vector<std::string>> check_filled(const FilledForms& forms,
                                                    const NewTicket& request,
                                                    const Requester& requester);

/// The topic's own forms: of a topic that cannot be used they are kept, but nothing is required.
enum class TopicForms { kAreKept, kCount };

/// kInvalidFields with all that is wrong with the requester and the forms.
base::Status validate_forms(const FilledForms& forms, const Requester& requester,
                            TopicForms topic_forms);

}  // namespace ost::domain
