// SPDX-License-Identifier: MIT
#include "domain/ticket/referral.hpp"

#include <algorithm>

namespace ost::domain {
namespace {

auto equals(const db::ReferralRow& to) {
  return [&to](const db::ReferralRow& referral) {
    return referral.type == to.type && referral.id == to.id;
  };
}

}  // namespace

bool is_referred_to(const TicketAction& action, const db::ReferralRow& to) {
  return std::any_of(action.referrals.begin(), action.referrals.end(), equals(to));
}

base::Status refer(TicketAction& action, const db::ReferralRow& to) {
  if (action.thread_id() == 0 || is_referred_to(action, to)) return {};
  base::Status written =
      db::insert_referral(action.connection(), action.thread_id(), to, action.now);
  if (written) action.referrals.push_back(to);
  return written;
}

base::Status drop_referral(TicketAction& action, const db::ReferralRow& to) {
  const auto found = std::find_if(action.referrals.begin(), action.referrals.end(), equals(to));
  if (found == action.referrals.end()) return {};
  action.referrals.erase(found);
  return db::delete_referral(action.connection(), action.thread_id(), to);
}

}  // namespace ost::domain
