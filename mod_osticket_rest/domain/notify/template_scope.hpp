// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/desk/help_desk.hpp"
#include "domain/notify/template_source.hpp"
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

/// Whom a message is for, as far as variables depend on it: %{recipient} and dates in his zone.
struct TemplateRecipient {
  enum class Kind { kNobody, kOwner, kCollaborator, kAgent, kNamed };
  Kind kind = Kind::kNobody;
  std::int64_t id = 0;  ///< of the user or the agent
  std::string name{};   ///< of kNamed: who has nothing but this name
};

/// What the variables of one message share. Reads of the database that fail are remembered here:
/// the variable is nothing then, and the message is not to be used.
class TemplateScope {
 public:
  TemplateScope(const HelpDesk& help_desk, TemplateSource& reader, TicketView view)
      : desk(help_desk), source(reader), ticket(std::move(view)) {}

  const HelpDesk& desk;
  TemplateSource& source;
  TicketView ticket;
  TemplateRecipient recipient{};
  std::string secret_salt{};               ///< of osTicket; "" where links carry no token
  std::vector<db::FileReference> files{};  ///< that variables ask to be attached
  std::int64_t now = 0;                    ///< UTC seconds, for dates such as "2 hours ago"

  /// The value, or an empty one where it could not be read.
  template <typename T>
  T read(base::Result<T> result) {
    if (result) return std::move(result).value();
    if (status_) status_ = result.error();
    return T();
  }
  const base::Status& status() const { return status_; }

 private:
  base::Status status_;
};

}  // namespace ost::domain
