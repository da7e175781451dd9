// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/files/sent_files.hpp"
#include "domain/forms/field_input.hpp"

namespace ost::domain {

/// What a client asks for, once it has been read and found well formed.
struct NewTicket {
  std::string email;
  std::optional<std::string> name{};
  std::string subject;
  std::string message;
  std::optional<std::int64_t> topic_id{};
  std::optional<std::int64_t> priority_id{};
  std::optional<std::string> source{};
  std::optional<bool> alert{};
  std::optional<bool> autorespond{};
  std::vector<FieldInput> fields{};  ///< members that are no known member
  SentFiles attachments{};
  std::string client_address{};
  std::int64_t received_at = 0;         ///< UTC seconds
  std::vector<std::string> warnings{};  ///< what was left out while it was read
};

/// What the client is told of a ticket that has been created.
struct CreatedTicket {
  std::int64_t id = 0;
  std::string number;
  std::vector<std::string> warnings{};
};

}  // namespace ost::domain
