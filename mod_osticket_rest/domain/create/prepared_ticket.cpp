// SPDX-License-Identifier: MIT
#include "domain/create/prepared_ticket.hpp"

#include "base/text.hpp"

namespace ost::domain {
namespace {

constexpr const char* kSources[] = {"Web", "Email", "Phone", "API", "Other"};

TicketSource choose_source(const NewTicket& request, std::vector<std::string>& warnings) {
  if (!request.source) return {};
  // The message has it as it was sent.
  for (const char* source : kSources)
    if (base::equal_ignoring_case(*request.source, source)) return {source, *request.source};
  warnings.emplace_back("source: is none of Web, Email, Phone, API and Other, so API is used");
  return {};
}

void append(std::vector<std::string>& warnings, const std::vector<std::string>& more) {
  warnings.insert(warnings.end(), more.begin(), more.end());
}

}  // namespace

base::Result<PreparedTicket> prepare_ticket(const HelpDesk& desk, const NewTicket& request) {
  std::vector<std::string> warnings = request.warnings;
  TicketSource source = choose_source(request, warnings);
  auto field_files = prepare_field_files(desk, request);
  if (!field_files) return field_files.error();
  for (const FieldFiles& field : *field_files) append(warnings, field.files.warnings);
  auto forms = fill_forms(desk, request, *field_files);
  if (!forms) return forms.error();
  auto post = prepare_message(desk, {request.subject, request.message, request.attachments});
  if (!post) return post.error();
  append(warnings, post->warnings);
  std::optional<EntryText> note;
  if (request.note) {
    SentFiles none;
    none.texts = request.attachments.texts;
    auto text = prepare_entry(desk, Writer::kPerson, "note", *request.note, none);
    if (!text) return text.error();
    note = std::move(text).value();
  }
  return PreparedTicket{desk,
                        request,
                        std::move(source),
                        typed_name(request),
                        std::move(field_files).value(),
                        std::move(forms).value(),
                        std::move(post).value(),
                        std::move(note),
                        std::move(warnings)};
}

}  // namespace ost::domain
