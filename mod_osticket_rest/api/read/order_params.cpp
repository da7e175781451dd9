// SPDX-License-Identifier: MIT
#include "api/read/order_params.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace ost::api {
namespace {

struct NamedKey {
  std::string_view name;
  db::TicketKey key;
};

constexpr NamedKey kKeys[] = {
    {"id", db::TicketKey::kId},
    {"created", db::TicketKey::kCreated},
    {"updated", db::TicketKey::kUpdated},
    {"number", db::TicketKey::kNumber},
    {"priority", db::TicketKey::kPriority},
    {"due", db::TicketKey::kDue},
};

}  // namespace

std::string take_order(const std::string& value, std::vector<db::TicketOrder>& order) {
  for (std::string_view name : base::split(value, ',')) {
    const bool is_descending = !name.empty() && name.front() == '-';
    if (is_descending) name.remove_prefix(1);
    const auto named = std::find_if(std::begin(kKeys), std::end(kKeys),
                                    [&](const NamedKey& key) { return key.name == name; });
    if (named == std::end(kKeys)) return "must be of id, created, updated, number, priority, due";
    if (std::any_of(order.begin(), order.end(),
                    [&](const db::TicketOrder& known) { return known.key == named->key; }))
      return "names a key twice";
    order.push_back({named->key, is_descending});
  }
  return "";
}

std::vector<db::TicketOrder> total_order(std::vector<db::TicketOrder> asked, bool is_search) {
  if (asked.empty() && is_search) asked = {{db::TicketKey::kRelevance, true}};
  // No two tickets have one id, so what comes behind it orders nothing.
  const auto id = std::find_if(asked.begin(), asked.end(), [](const db::TicketOrder& order) {
    return order.key == db::TicketKey::kId;
  });
  if (id != asked.end())
    asked.erase(id + 1, asked.end());
  else
    asked.push_back({db::TicketKey::kId, !asked.empty() && asked.back().is_descending});
  return asked;
}

}  // namespace ost::api
