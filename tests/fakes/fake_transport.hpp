// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "mail/delivery.hpp"

namespace ost::fakes {

/// Keeps what it is given and answers with the scripted results, then accepts everything.
class FakeTransport final : public mail::Transport {
 public:
  struct Sent {
    mail::Envelope envelope;
    std::string message;
  };

  explicit FakeTransport(std::vector<base::Result<mail::Outcome>> script = {})
      : script_(std::move(script)) {}

  base::Result<mail::Outcome> send(const mail::Envelope& envelope,
                                   std::string_view message) override {
    sent.push_back({envelope, std::string(message)});
    if (sent.size() <= script_.size()) return script_[sent.size() - 1];
    mail::Outcome accepted;
    accepted.recipients.assign(envelope.recipients.size(), {mail::Verdict::kAccepted, 250, "OK"});
    return accepted;
  }

  bool reads_headers() const override { return from_headers; }

  std::vector<Sent> sent;
  bool from_headers = false;

 private:
  std::vector<base::Result<mail::Outcome>> script_;
};

}  // namespace ost::fakes
