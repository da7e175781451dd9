// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/delivery.hpp"

namespace ost::mail {

/// A server's answer to one command: its code and text, the lines joined by blanks.
struct SmtpReply {
  int code = 0;
  std::string text{};
};

/// Follows the lines of one message's SMTP session and keeps which reply belonged to what. libcurl
/// itself tells only the last code.
class SmtpDialog {
 public:
  explicit SmtpDialog(std::size_t recipients) : recipients_(recipients) {}

  /// A command as it goes out.
  void sent(std::string_view command);
  /// A line of a reply as it comes in.
  void received(std::string_view line);

  /// What became of each recipient; empty when the server did not get as far as to judge the
  /// message, or asked for a login first.
  std::optional<Outcome> outcome() const;

  /// The code of the first refusal, 0 when nothing was refused.
  int refusal() const { return refusal_; }

  /// Whether the session may carry another message: not after one that was refused once it was
  /// being told, as not every server then forgets it.
  bool may_go_on() const { return may_go_on_; }

 private:
  enum class Stage { kOther, kSender, kRecipient, kData, kBody };

  void file(SmtpReply reply);
  RecipientOutcome outcome_of(const std::optional<SmtpReply>& recipient) const;

  Stage stage_ = Stage::kOther;
  std::size_t next_recipient_ = 0;
  std::string text_;
  std::optional<SmtpReply> sender_;
  std::vector<std::optional<SmtpReply>> recipients_;
  std::optional<SmtpReply> data_;
  std::optional<SmtpReply> body_;
  int refusal_ = 0;
  bool may_go_on_ = true;
};

}  // namespace ost::mail
