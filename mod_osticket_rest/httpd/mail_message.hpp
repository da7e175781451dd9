// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "db/tickets/outbox.hpp"
#include "domain/notify/queued_mail.hpp"
#include "mail/message.hpp"

namespace ost::httpd {

/// A message of the outbox as a mail, with its headers, still without its files
/// (osTicket\Mail\Mailer::send).
mail::Message message_of(const domain::QueuedMail& queued, const db::OutboxRow& row);

/// Reads the files of a message out of the database into it; how many have no content there, since
/// a plug-in keeps it or they are gone.
base::Result<int> attach_files(db::Connection& connection, const domain::QueuedMail& queued,
                               mail::Message& message);

}  // namespace ost::httpd
