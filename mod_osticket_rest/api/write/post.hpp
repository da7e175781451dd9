// SPDX-License-Identifier: MIT
// What replies, notes and messages have in common: how their body is read, and how they are
// answered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/auth/key_scope.hpp"
#include "api/json/members.hpp"
#include "api/read/list_params.hpp"
#include "api/write/perform.hpp"
#include "api/write/submission.hpp"

namespace ost::api {

/// The files of a post: its member `attachments`, then those that came as parts of a form. What is
/// no list of files is remembered by the members.
domain::SentFiles read_attachments(Members& members, Submission& submission);

/// kForbidden where a post gives the ticket a status as well and its key may not.
base::Status check_status_scope(std::optional<std::int64_t> status_id, const KeyScope& scope);

/// 201 for an entry that was posted, found on its ticket; or the error in its place.
base::Result<WriteAnswer> answer_of(const Call& call, std::string_view message,
                                    const domain::TicketAction& action,
                                    const base::Result<domain::EntryView>& entry);

/// The body of a post as `read(Members&)` makes it a Result, which then gets its files; no query
/// parameters are known.
template <typename Read>
auto read_post(const Call& call, const Services& services, Read&& read)
    -> decltype(read(std::declval<Members&>())) {
  if (base::Status known = check_parameters(call.request, {}); !known) return known.error();
  auto submission = read_submission(call, services);
  if (!submission) return submission.error();
  auto members = Members::parse(submission->json);
  if (!members) return members.error();
  domain::SentFiles files = read_attachments(*members, *submission);
  auto post = read(*members);
  if (post) post->files = std::move(files);
  return post;
}

}  // namespace ost::api
