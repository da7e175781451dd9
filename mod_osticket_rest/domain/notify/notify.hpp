// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "domain/desk/help_desk.hpp"
#include "domain/notify/event.hpp"
#include "domain/notify/outgoing.hpp"
#include "domain/notify/template_source.hpp"

namespace ost::domain {

/// What deciding about an event needs besides it.
struct NotifyContext {
  const HelpDesk& desk;
  TemplateSource& source;
  std::string secret_salt;  ///< of osTicket; "" where links carry no token
  std::int64_t now = 0;     ///< UTC seconds
};

/// Takes one message at a time, so that a department of thousands needs the memory of one.
using SendMail = std::function<base::Status(Outgoing)>;

/// Calls with each message that osTicket would send for the event, in its order. Within one event
/// an address gets one message. Stops with the first error of `send` or of the database.
base::Status notify(const Event& event, NotifyContext& context, const SendMail& send);

}  // namespace ost::domain
