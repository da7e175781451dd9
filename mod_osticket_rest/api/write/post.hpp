// SPDX-License-Identifier: MIT
// What replies, notes and messages have in common: how their body is read, and how they are
// answered.
#pragma once

#include <string>
#include <string_view>

#include "api/json/members.hpp"
#include "api/read/list_params.hpp"
#include "api/write/perform.hpp"

namespace ost::api {

/// The last step of reading a post's body: it takes no files. kMissingFields, kInvalidFields.
base::Status finish_reading(Members& members);

/// 201 for an entry that was posted, found on its ticket; or the error in its place.
base::Result<WriteAnswer> answer_of(const Call& call, std::string_view message,
                                    const domain::TicketAction& action,
                                    const base::Result<domain::EntryView>& entry);

/// The body of a post as `read(Members&)` makes it a Result; no query parameters are known.
template <typename Read>
auto read_post(const Call& call, const Services& services, Read&& read)
    -> decltype(read(std::declval<Members&>())) {
  if (base::Status known = check_parameters(call.request, {}); !known) return known.error();
  const auto body = read_body(call, services);
  if (!body) return body.error();
  auto members = Members::parse(*body);
  if (!members) return members.error();
  return read(*members);
}

}  // namespace ost::api
