// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "api/actions.hpp"
#include "api/auth/api_key.hpp"
#include "api/http/path.hpp"

namespace ost::api {

/// Whether an action reads the request's body, and whether it may bring files. One that does gets
/// no lease: it takes its own once the body is there.
enum class Takes { kNothing, kBody, kFiles };

/// Whether an action needs a key that acts for an agent.
enum class Acts { kAnybody, kAgent };

/// What an action answers with; errors are JSON all the same.
enum class Gives { kJson, kFile };

/// One row of the table of all that the API offers.
struct Route {
  std::string_view method;   ///< HEAD is served by the row of GET
  std::string_view pattern;  ///< see `matches`
  Permission permission;
  Takes takes;
  Action action;
  Gives gives = Gives::kJson;
  Acts acts = Acts::kAnybody;
};

/// Where an address leads.
struct Destination {
  const Route* route = nullptr;  ///< nullptr: the address has no such method
  std::string allowed{};         ///< the address's methods, as Allow lists them
  std::string resource{};        ///< the address up to its resource, percent-encoded
  PathNumbers numbers{};
};

/// The row of the table for an address and a method. The last segment of the path that names a
/// resource starts the route, whatever the handler is bound to. Empty when the path has none, or
/// goes on behind it as no row does.
std::optional<Destination> find_destination(std::string_view method, std::string_view path);

}  // namespace ost::api
