// SPDX-License-Identifier: MIT
// What administrators set up for mail. Names and meanings are osTicket's columns.
#pragma once

#include <cstdint>
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

base::Result<std::vector<EmailAccountRow>> load_email_accounts(Connection& connection);
base::Result<std::vector<TemplateGroupRow>> load_template_groups(Connection& connection);
base::Result<std::vector<EmailTemplateRow>> load_email_templates(Connection& connection);

}  // namespace ost::db
