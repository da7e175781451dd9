// SPDX-License-Identifier: MIT
#include "api/stock/stock_ticket.hpp"

namespace ost::api {
namespace {

constexpr char kUnable[] = "Unable to create new ticket :";

// The field of a form that an error names: by its name, or "field_" and its id where it has none.
const domain::FieldDefinition* field_of(const domain::HelpDesk& desk, std::string_view form_type,
                                        const std::string& name) {
  const db::FormRow* form = desk.form_of_type(form_type);
  for (const domain::FieldDefinition& field : desk.form_fields) {
    const std::string known = field.name.empty() ? "field_" + std::to_string(field.id) : field.name;
    if (form && field.form_id == form->id && known == name) return &field;
  }
  return nullptr;
}

// Keys and sentences, each on a line of its own.
std::string complaints(const base::Error& error, const domain::HelpDesk& desk) {
  std::string user;
  std::string ticket;
  std::string topic;
  int number = 0;
  for (const base::FieldError& wrong : error.fields) {
    const domain::FieldDefinition* field = field_of(desk, "T", wrong.field);
    if (field)
      ticket += '\n' + std::to_string(field->id) + '\n' + wrong.reason;
    else if (wrong.field == "email" || field_of(desk, "U", wrong.field))
      user = "\nuser\nIncomplete client information";
    else
      topic += '\n' + std::to_string(number++) + '\n' + wrong.reason;
  }
  const std::string all = user + ticket + topic;
  return all.empty() ? "unknown error" : all.substr(1);
}

}  // namespace

StockAnswer creation_failed(const std::string& complaint) {
  return {500, kUnable + complaint};
}

StockAnswer creation_failed(const base::Error& error, const domain::NewTicket& ticket,
                            const domain::HelpDesk& desk) {
  if (error.code == base::Errc::kRefusedByHelpDesk)
    return {403, kUnable + ("Ticket denied: " + ticket.email + "\n\n" + error.message)};
  if (error.code == base::Errc::kTicketLimit) return creation_failed("err\n" + error.message);
  return creation_failed(complaints(error, desk));
}

void send(const StockAnswer& answer, Sink& sink) {
  sink.begin(answer.status);
  sink.header("Content-Type", "text/html; charset=UTF-8");
  sink.write(answer.text);
}

}  // namespace ost::api
