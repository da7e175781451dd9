// SPDX-License-Identifier: MIT
#pragma once

#include "domain/ticket/action.hpp"

namespace ost::domain {

bool is_referred_to(const TicketAction& action, const db::ReferralRow& to);

/// Refers the ticket, unless it is already or has no thread (Thread::refer).
base::Status refer(TicketAction& action, const db::ReferralRow& to);

/// Takes a referral back, where there is one.
base::Status drop_referral(TicketAction& action, const db::ReferralRow& to);

}  // namespace ost::domain
