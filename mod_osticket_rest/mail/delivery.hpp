// SPDX-License-Identifier: MIT
// The ways out that a finished message may take, what becomes of it over them, and what is to be
// done with it then.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace ost::mail {

/// Whom a message comes from and goes to, whatever its headers say. ASCII, as `ascii_address`
/// gives.
struct Envelope {
  std::string sender;  ///< empty is the null path
  std::vector<std::string> recipients;
};

/// What became of a message for one recipient.
enum class Verdict {
  kAccepted,   ///< somebody else is responsible now
  kTemporary,  ///< not now; may be tried again
  kPermanent,  ///< never; trying again would be refused again
};

struct RecipientOutcome {
  Verdict verdict = Verdict::kTemporary;
  int code = 0;  ///< the reply's code, the program's exit status, or 0 when there was neither
  std::string reply{};  ///< what the server said; may hold addresses, so not for the log at info
};

/// One entry for each recipient of the envelope, in its order.
struct Outcome {
  std::vector<RecipientOutcome> recipients;
};

/// One way out. Not shared between threads.
class Transport {
 public:
  virtual ~Transport() = default;
  /// Hands `message` (CR LF, as `write_message` gives) over. An error means that the way itself is
  /// closed: server not reached, certificate wrong, login refused. Nothing was sent then, and the
  /// next message will fare no better. Its detail holds neither addresses nor passwords.
  virtual base::Result<Outcome> send(const Envelope& envelope, std::string_view message) = 0;
  /// True where the recipients are read from the message's headers, whatever the envelope says.
  virtual bool reads_headers() const { return false; }
};

/// What has come of one attempt to send a message by several ways in turn (Mailer::send). A way is
/// for those whom no way before it has reached. Two differences from osTicket, which sends once:
/// who may be accepted later is left to the next attempt, and nobody is given up while a way before
/// the one that refused him was closed.
class Tries {
 public:
  explicit Tries(std::size_t recipients) : judged_(recipients) {}

  /// Whom the next way is for, as places in the envelope.
  std::vector<std::size_t> left() const;
  /// What the way said of them.
  void add(const std::vector<std::size_t>& places, const base::Result<Outcome>& sent);
  /// An error, the first one, where all ways were closed.
  base::Result<Outcome> result() const;

 private:
  struct Judged {
    std::optional<RecipientOutcome> outcome;
    bool is_left = true;
  };
  std::vector<Judged> judged_;
  std::optional<base::Error> closed_;
};

/// How long a message is tried for: by default for most of a day.
struct DeliveryPolicy {
  int attempts = 12;
  std::int64_t first_pause = 60;  ///< seconds before the second attempt; doubles with each
  std::int64_t longest_pause = 4 * 3600;
};

enum class NextStep {
  kDone,    ///< every recipient's server has it
  kRetry,   ///< some may take it later
  kGiveUp,  ///< some will never get it, and the others have it
};

struct Decision {
  NextStep step = NextStep::kDone;
  std::int64_t pause = 0;                ///< seconds before the next attempt, for kRetry
  std::vector<std::size_t> remaining{};  ///< whom it goes to then, as places in the envelope
  std::vector<std::size_t> lost{};       ///< who will not get it, known by now
};

/// Decides after attempt number `attempt`, counted from 1. A refusal for good of one recipient
/// holds nobody else up. Ways that cannot be used are a refusal for now of all of them. A message
/// for nobody is given up.
Decision decide(const DeliveryPolicy& policy, const Envelope& envelope,
                const base::Result<Outcome>& sent, int attempt);

/// Seconds between attempt number `attempt` and the next.
std::int64_t pause_after(const DeliveryPolicy& policy, int attempt);

}  // namespace ost::mail
