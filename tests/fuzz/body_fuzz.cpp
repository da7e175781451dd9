// SPDX-License-Identifier: MIT
// JSON bodies: read or refused with a field or a sentence; what is encoded reads the same again.
#include "api/write/body.hpp"
#include "api/write/change_body.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view body = fuzz::text_of(data, size);
  api::Submission submission;
  submission.json = body;
  const auto ticket = api::parse_new_ticket(std::move(submission));
  fuzz::require(ticket || !ticket.error().message.empty(), "a refusal has a sentence");
  if (ticket) {
    fuzz::require(base::is_utf8(ticket->message) && base::is_utf8(ticket->subject), "UTF-8");
    fuzz::require(ticket->message.find('\0') == std::string::npos, "no NUL");
  }
  const auto change = api::parse_change(body);
  fuzz::require(change || !change.error().message.empty(), "a refusal has a sentence");
  const auto json = base::parse_json(body);
  if (!json) return 0;
  const std::string encoded = base::encode_json(*json);
  const auto again = base::parse_json(encoded);
  fuzz::require(again && base::encode_json(*again) == encoded, "encoded JSON reads the same");
  return 0;
}
