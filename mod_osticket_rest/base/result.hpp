// SPDX-License-Identifier: MIT
// The outcome of anything that may fail as part of normal life. Exceptions are for bugs.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ost::base {

/// Every kind of failure a caller can tell apart. `api/error_response` maps each to one status.
enum class Errc {
  kMissingKey,
  kInvalidKey,
  kUnauthorizedAddress,
  kForbidden,
  kAgentRequired,
  kTooManyFailures,
  kRefusedByHelpDesk,
  kTicketLimit,
  kInvalidParameter,
  kInvalidJson,
  kMissingFields,
  kInvalidFields,
  kMissingTicketId,
  kTicketNotFound,
  kNotFound,
  kFileNotFound,
  kConflict,
  kKeyInUse,
  kKeyReused,
  kPreconditionFailed,
  kBodyTooLarge,
  kRangeNotSatisfiable,
  kMethodNotAllowed,
  kNotAcceptable,
  kUnsupportedMediaType,
  kRetryTransaction,
  kSchemaChanged,
  kUnavailable,
  kCommitUnknown,
  kClientGone,
  kNotSupported,
  kInternal,
};

/// A field of the request that is at fault and why, in a sentence for people.
struct FieldError {
  std::string field;
  std::string reason;
};

/// `message` goes to the client, `detail` only to the log; neither holds a key or SQL text.
struct Error {
  Errc code = Errc::kInternal;
  std::string message{};
  std::string detail{};
  std::vector<FieldError> fields{};
  std::int64_t retry_after = 0;  ///< seconds, where the failure itself knows
  std::string allow{};           ///< the methods of the address, with kMethodNotAllowed
};

/// A value or the error that took its place.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T& value() & { return std::get<0>(held_); }
  const T& value() const& { return std::get<0>(held_); }
  T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::get<0>(std::move(held_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const { return std::get<1>(held_); }

 private:
  std::variant<T, Error> held_;
};

/// Success, or the error that prevented it.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : failed_(true), error_(std::move(error)) {}

  bool ok() const { return !failed_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const { return error_; }

 private:
  bool failed_ = false;
  Error error_{};
};

/// A bug or an answer of the database nobody foresaw: 500 for the client, `detail` for the log.
inline Error internal_error(std::string detail) {
  return Error{Errc::kInternal, "The request could not be completed", std::move(detail), {}};
}

/// The database is away, too slow or has no connection to spare: 503.
inline Error unavailable(std::string detail) {
  return Error{Errc::kUnavailable,
               "The help desk database is not available at the moment",
               std::move(detail),
               {}};
}

}  // namespace ost::base
