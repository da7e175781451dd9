// SPDX-License-Identifier: MIT
// The ways out that a finished message may take.
#pragma once

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
};

}  // namespace ost::mail
