// SPDX-License-Identifier: MIT
#include "domain/create/requester.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/desk/flags.hpp"
#include "domain/forms/field_validators.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

// Characters of ost_user_email.address and ost_user.name. An address that was cut would not be
// found again, and its row would stand in the way of the next request.
constexpr std::size_t kLongestAddress = 255;
constexpr std::size_t kLongestName = 128;

base::Result<db::OrganizationRow> find_organization(db::Connection& connection,
                                                    const Requester& requester) {
  if (requester.is_new)
    return organization_for_domain(connection, domain_of_address(requester.user.address));
  if (requester.user.org_id == 0) return db::OrganizationRow{};
  return db::find_organization(connection, requester.user.org_id);
}

// The name as User::save writes it: "Last, First" turned round, of an address its mailbox.
std::string name_for_storage(const db::UserRow& user) {
  std::string name = user.name;
  if (name == "0") name = user.address.substr(0, user.address.find('@'));
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

base::Status write_user_form(db::Connection& connection, const FormEntry& form,
                             std::int64_t user_id, const std::string& now) {
  const auto entry =
      db::insert_form_entry(connection, {form.form_id(), user_id, 'U', 1, std::nullopt}, now);
  if (!entry) return entry.error();
  if (base::Status written = db::insert_form_values(connection, form.rows(*entry)); !written)
    return written;
  const auto cdata = form.cdata("user__cdata");
  return cdata.empty() ? base::Status() : db::write_user_cdata(connection, {user_id, cdata});
}

// The user with the ids of his rows; his form is not written yet.
base::Result<db::UserRow> write_user(db::Connection& connection, const Requester& requester,
                                     const std::string& now) {
  db::UserRow user = requester.user;
  if (user.email_id == 0) {
    const auto email = db::insert_address(connection, user.address);
    if (!email) return email.error();
    user.email_id = *email;
  }
  user.org_id = requester.organization.id;
  user.name = name_for_storage(user);
  const auto id = db::insert_user(connection, {user.org_id, user.email_id, user.name, now});
  if (!id) return id.error();
  user.id = *id;
  return user;
}

}  // namespace

std::string typed_name(const NewTicket& request) {
  // Cleaning encodes special characters, decoding brings them back: tags are what goes.
  const std::string typed = plain_text(request.name.value_or(""));
  return decode_special_characters(clean_markup(typed));
}

base::Result<Requester> find_requester(db::Connection& connection, const NewTicket& request,
                                       const std::string& new_name) {
  Requester requester;
  const std::string email(base::trim(request.email));
  auto user = db::find_user_by_address(connection, email);
  if (!user) return user.error();
  // The column's collation takes letters with and without an accent for one.
  requester.has_lookalike = user->email_id > 0 && !base::equal_but_for_case(user->found_by, email);
  if (!requester.has_lookalike) requester.user = std::move(user).value();
  requester.is_new = requester.user.id == 0;
  if (requester.is_new) {
    requester.user.address = email;
    requester.user.name = new_name;
    if (base::count_characters(new_name) > kLongestName) {
      requester.user.name = std::string(base::first_characters(new_name, kLongestName));
      requester.warnings.push_back("name: ends at 128 characters");
    }
  } else if (request.name && base::trim(*request.name) != requester.user.name) {
    requester.warnings.push_back("name: not used, as the user is known already");
  }
  auto organization = find_organization(connection, requester);
  if (!organization) return organization.error();
  requester.organization = std::move(organization).value();
  return requester;
}

std::vector<base::FieldError> validate_requester(const Requester& requester,
                                                 const FormEntry* user_form) {
  if (!requester.is_new) return {};
  std::vector<base::FieldError> errors;
  if (!is_email(requester.user.address))
    errors.push_back({"email", "Enter a valid email address"});
  else if (base::count_characters(requester.user.address) > kLongestAddress)
    errors.push_back({"email", "is too long: an address has at most 255 characters"});
  if (requester.has_lookalike)
    errors.push_back({"email", "is another user's address but for its accents"});
  if (!user_form) return errors;
  for (base::FieldError& error : user_form->validate())
    if (error.field != "email") errors.push_back(std::move(error));
  for (base::FieldError& error : user_form->too_long()) errors.push_back(std::move(error));
  return errors;
}

base::Result<db::UserRow> write_requester(db::Connection& connection, const Requester& requester,
                                          const FormEntry* user_form, const std::string& now) {
  db::UserRow user = requester.user;
  if (requester.is_new) {
    auto written = write_user(connection, requester, now);
    if (!written) return written.error();
    user = std::move(written).value();
  }
  // Filters that look for a known user's form make him one (User::getDynamicData).
  if (user_form && (requester.is_new || !user.has_form_entry))
    if (base::Status written = write_user_form(connection, *user_form, user.id, now); !written)
      return written.error();
  return user;
}

namespace {

bool matches(std::string_view entry, std::string_view domain) {
  if (entry.empty()) return false;
  if (entry.front() != '.') return base::equal_ignoring_case(entry, domain);
  return domain.size() >= entry.size() &&
         base::equal_ignoring_case(domain.substr(domain.size() - entry.size()), entry);
}

}  // namespace

bool adds_members_as_collaborators(const db::OrganizationRow& organization) {
  return (organization.status & kOrganizationAddsMembers) != 0;
}

bool adds_primary_contacts_as_collaborators(const db::OrganizationRow& organization) {
  return (organization.status & kOrganizationAddsContacts) != 0;
}

bool assigns_account_manager(const db::OrganizationRow& organization) {
  return (organization.status & kOrganizationAssignsManager) != 0;
}

bool is_mapped_to_domain(std::string_view domains, std::string_view domain) {
  if (domain.empty()) return false;
  for (std::string_view entry : base::split(domains, ','))
    if (matches(base::trim(entry), domain)) return true;
  return false;
}

std::string_view domain_of_address(std::string_view address) {
  const std::size_t at = address.find('@');
  return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

base::Result<db::OrganizationRow> organization_for_domain(db::Connection& connection,
                                                          std::string_view domain) {
  if (domain.empty()) return db::OrganizationRow{};
  auto candidates = db::find_organizations_by_domain(connection, std::string(domain));
  if (!candidates) return candidates.error();
  for (db::OrganizationRow& candidate : *candidates)
    if (is_mapped_to_domain(candidate.domain, domain)) return std::move(candidate);
  return db::OrganizationRow{};
}

}  // namespace ost::domain
