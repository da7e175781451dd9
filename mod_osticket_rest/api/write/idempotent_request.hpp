// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "api/http/multipart.hpp"
#include "api/request.hpp"
#include "base/crypto.hpp"

namespace ost::api {

/// A POST with an Idempotency-Key: its name, and the digest of what it asks for. The digest is
/// taken of the body as it goes by, so the body has to be read through this object. Of one that
/// comes in parts only the parts count: clients draw another boundary for each try.
class IdempotentRequest final : public BodyReader {
 public:
  /// Empty without the header. kInvalidParameter when it is not 1 to 255 visible characters.
  /// `address` is the route and its numbers, however the client wrote them.
  static base::Result<std::optional<IdempotentRequest>> of(const Request& request,
                                                           const std::string& address);

  std::optional<std::int64_t> announced() const override;
  base::Result<std::string_view> next() override;

  /// A part of a body that comes in parts, and the digest of its content.
  void add_part(const PartHead& head, std::string_view content_digest);

  std::string name_digest() const { return base::sha256(name_); }
  /// Of the address, the parameters, the acting agent and as much of the body as has been read.
  std::string request_digest() const { return digest_.digest(); }

 private:
  IdempotentRequest(std::string name, const Request& request)
      : name_(std::move(name)), body_(request.body), is_multipart_(request.is_multipart()) {}

  std::string name_;
  BodyReader* body_;
  bool is_multipart_;
  base::Sha256 digest_;
};

}  // namespace ost::api
