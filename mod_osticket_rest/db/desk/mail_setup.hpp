// SPDX-License-Identifier: MIT
// What administrators set up for mail. Names and meanings are osTicket's columns.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// An address of the help desk's own.
struct EmailAccountRow {
  std::int64_t id = 0;
  std::string name;
  std::string address;
};

struct TemplateGroupRow {
  std::int64_t id = 0;
  std::string language;  ///< "en_US"
};

struct EmailTemplateRow {
  std::int64_t group_id = 0;
  std::string code;  ///< "ticket.autoresp"
  std::string subject;
  std::string body;  ///< markup
};

/// A mail server through which an address of the help desk sends, and its login.
struct SmtpAccountRow {
  std::int64_t id = 0;
  std::int64_t email_id = 0;
  std::string address;  ///< whose account it is
  std::string name;
  std::string host;
  int port = 0;
  bool may_send_for_others = false;
  std::int64_t login_id = 0;  ///< the account whose login it uses; itself, or the mailbox
  std::string auth_bk;        ///< of that one
  std::map<std::string, std::string> login;  ///< its settings by their keys
};

/// What sends mail. Empty for versions of osTicket before 1.17, which keep it elsewhere.
struct SmtpSetup {
  std::vector<SmtpAccountRow> accounts;  ///< the active ones
  std::int64_t default_id = 0;
};
base::Result<SmtpSetup> load_smtp_setup(Connection& connection);

base::Result<std::vector<EmailAccountRow>> load_email_accounts(Connection& connection);
base::Result<std::vector<TemplateGroupRow>> load_template_groups(Connection& connection);
base::Result<std::vector<EmailTemplateRow>> load_email_templates(Connection& connection);

}  // namespace ost::db
