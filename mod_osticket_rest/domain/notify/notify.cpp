// SPDX-License-Identifier: MIT
#include "domain/notify/notify.hpp"

#include "domain/notify/announce.hpp"

namespace ost::domain {

base::Status notify(const Event& event, NotifyContext& context, const SendMail& send) {
  return std::visit([&](const auto& happened) { return announce(happened, context, send); }, event);
}

}  // namespace ost::domain
