// SPDX-License-Identifier: MIT
// One function for each kind of event; notify() picks it.
#pragma once

#include "domain/notify/notify.hpp"

namespace ost::domain {

base::Status announce(const TicketCreated& event, NotifyContext& context, const SendMail& send);
base::Status announce(const TicketAssigned& event, NotifyContext& context, const SendMail& send);
base::Status announce(const TicketActivity& event, NotifyContext& context, const SendMail& send);
base::Status announce(const TicketReplied& event, NotifyContext& context, const SendMail& send);
base::Status announce(const MessagePosted& event, NotifyContext& context, const SendMail& send);
base::Status announce(const TicketTransferred& event, NotifyContext& context, const SendMail& send);
base::Status announce(const TicketOverdue& event, NotifyContext& context, const SendMail& send);

}  // namespace ost::domain
