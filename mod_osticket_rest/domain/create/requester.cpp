// SPDX-License-Identifier: MIT
#include "domain/create/requester.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "domain/create/organization.hpp"
#include "domain/forms/field_validators.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

// Characters of ost_user_email.address and ost_user.name. An address that was cut would not be
// found again, and its row would stand in the way of the next request.
constexpr std::size_t kLongestAddress = 255;
constexpr std::size_t kLongestName = 128;

base::Status find_organization(db::Connection& connection, TicketDraft& draft) {
  auto found = draft.is_new_user
                   ? organization_for_domain(connection, domain_of_address(draft.email))
                   : db::find_organization(connection, draft.user.org_id);
  if (!found) return found.error();
  draft.organization = std::move(found).value();
  return {};
}

// The name as User::save writes it: "Last, First" turned round, of an address its mailbox.
std::string name_for_storage(const TicketDraft& draft) {
  std::string name = draft.name;
  if (name == "0") name = draft.email.substr(0, draft.email.find('@'));
  const auto parts = base::split(name, ',');
  const auto part = [&](std::size_t i) { return std::string(base::trim(parts[i])); };
  if (parts.size() == 2) return part(1) + " " + part(0);
  if (parts.size() == 3) return part(1) + " " + part(0) + " " + part(2);
  if (!is_email(name)) return name;
  std::string mailbox = base::lower_ascii(std::string_view(name).substr(0, name.find('@')));
  std::replace(mailbox.begin(), mailbox.end(), '.', ' ');
  bool in_word = false;
  for (char& c : mailbox) {
    const bool letter = c >= 'a' && c <= 'z';
    if (letter && !in_word) c = static_cast<char>(c - 'a' + 'A');
    in_word = letter || (in_word && std::string_view("'^`").find(c) != std::string_view::npos);
  }
  return mailbox;
}

base::Status write_user_form(db::Connection& connection, const TicketDraft& draft) {
  const FormEntry& form = *draft.user_form;
  const auto entry = db::insert_form_entry(
      connection, {form.form_id(), draft.user.id, 'U', 1, std::nullopt}, draft.now);
  if (!entry) return entry.error();
  if (base::Status written = db::insert_form_values(connection, form.rows(*entry)); !written)
    return written;
  const auto cdata = form.cdata("user__cdata");
  return cdata.empty() ? base::Status() : db::write_user_cdata(connection, {draft.user.id, cdata});
}

}  // namespace

std::string typed_name(const NewTicket& request) {
  // Cleaning encodes special characters, decoding brings them back: tags are what goes.
  const std::string typed = base::plain_text(request.name.value_or(""));
  return base::decode_special_characters(base::clean_markup(typed));
}

base::Status find_requester(db::Connection& connection, TicketDraft& draft) {
  draft.email = base::trim(draft.request.email);
  auto user = db::find_user_by_address(connection, draft.email);
  if (!user) return user.error();
  // The column's collation takes letters with and without an accent for one.
  draft.has_lookalike =
      user->email_id > 0 && !base::equal_but_for_case(user->found_by, draft.email);
  if (!draft.has_lookalike) draft.user = std::move(user).value();
  draft.is_new_user = draft.user.id == 0;
  if (draft.is_new_user) {
    draft.name = draft.new_user_name;
    if (base::count_characters(draft.name) > kLongestName) {
      draft.name = std::string(base::first_characters(draft.name, kLongestName));
      draft.warnings.push_back("name: ends at 128 characters");
    }
  } else {
    if (draft.request.name && base::trim(*draft.request.name) != draft.user.name)
      draft.warnings.push_back("name: not used, as the user is known already");
    draft.email = draft.user.address;
    draft.name = draft.user.name;
  }
  if (!draft.is_new_user && draft.user.org_id == 0) return {};
  return find_organization(connection, draft);
}

std::vector<base::FieldError> validate_requester(const TicketDraft& draft) {
  if (!draft.is_new_user) return {};
  std::vector<base::FieldError> errors;
  if (!is_email(draft.email))
    errors.push_back({"email", "Enter a valid email address"});
  else if (base::count_characters(draft.email) > kLongestAddress)
    errors.push_back({"email", "is too long: an address has at most 255 characters"});
  if (draft.has_lookalike)
    errors.push_back({"email", "is another user's address but for its accents"});
  if (draft.user_form)
    for (base::FieldError& error : draft.user_form->validate())
      if (error.field != "email") errors.push_back(std::move(error));
  if (draft.user_form)
    for (base::FieldError& error : draft.user_form->too_long()) errors.push_back(std::move(error));
  return errors;
}

base::Status write_requester(db::Connection& connection, TicketDraft& draft) {
  if (!draft.is_new_user) {
    // Filters that look for a known user's form make him one (User::getDynamicData).
    const bool lacks_form = draft.user_form && !draft.user.has_form_entry;
    return lacks_form ? write_user_form(connection, draft) : base::Status();
  }
  if (draft.user.email_id == 0) {
    const auto email = db::insert_address(connection, draft.email);
    if (!email) return email.error();
    draft.user.email_id = *email;
  }
  draft.user.org_id = draft.organization.id;
  draft.user.name = name_for_storage(draft);
  const auto id = db::insert_user(
      connection, {draft.user.org_id, draft.user.email_id, draft.user.name, draft.now});
  if (!id) return id.error();
  draft.user.id = *id;
  draft.user.address = draft.email;
  return draft.user_form ? write_user_form(connection, draft) : base::Status();
}

}  // namespace ost::domain
