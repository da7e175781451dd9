// SPDX-License-Identifier: MIT
#include "mail/sendmail.hpp"

#include <sysexits.h>

#include <utility>

#include "mail/child_process.hpp"

namespace ost::mail {
namespace {

// Programs of the sendmail kind read lines as other programs of the system write them.
std::string with_line_feeds(std::string_view message) {
  std::string out;
  out.reserve(message.size());
  for (std::size_t i = 0; i < message.size(); ++i)
    if (message[i] != '\r' || i + 1 == message.size() || message[i + 1] != '\n')
      out.push_back(message[i]);
  return out;
}

// The statuses that say something about the message; any other one is about the program itself.
bool is_about_the_message(int status) {
  switch (status) {
    case EX_OK:
    case EX_DATAERR:
    case EX_NOUSER:
    case EX_NOHOST:
    case EX_UNAVAILABLE:
    case EX_TEMPFAIL:
      return true;
    default:
      return false;
  }
}

Verdict verdict_of(int status) {
  if (status == EX_OK) return Verdict::kAccepted;
  // Postfix says EX_UNAVAILABLE for a queue that is full as well as for a message that is too
  // large.
  const bool is_temporary = status == EX_TEMPFAIL || status == EX_UNAVAILABLE;
  return is_temporary ? Verdict::kTemporary : Verdict::kPermanent;
}

}  // namespace

SendmailTransport::SendmailTransport(std::vector<std::string> words, std::int64_t limit,
                                     const base::Clock& clock)
    : words_(std::move(words)), limit_(limit), clock_(clock) {}

base::Result<Outcome> SendmailTransport::send(const Envelope& envelope, std::string_view message) {
  std::vector<std::string> words = words_;
  words.insert(words.end(),
               {"-t", "-i", "-f" + (envelope.sender.empty() ? "<>" : envelope.sender)});
  const std::int64_t deadline = clock_.monotonic_microseconds() + limit_ * 1000;
  auto program = ChildProcess::start(words);
  if (!program) return program.error();
  const auto status = program->feed(with_line_feeds(message), clock_, deadline);
  if (!status) return status.error();
  if (!is_about_the_message(*status))
    return base::Error{base::Errc::kUnavailable,
                       "The mail program cannot be used",
                       "it ended with status " + std::to_string(*status),
                       {}};
  Outcome outcome;
  outcome.recipients.assign(envelope.recipients.size(), {verdict_of(*status), *status, {}});
  return outcome;
}

}  // namespace ost::mail
