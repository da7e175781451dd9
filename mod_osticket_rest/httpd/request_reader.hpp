// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include "api/request.hpp"
#include "base/result.hpp"

namespace ost::httpd {

/// The body of a request as it comes through httpd's input filters. With the first call of `next`
/// httpd sends a client that waits for it `100 Continue`.
class RequestBody final : public api::BodyReader {
 public:
  explicit RequestBody(request_rec* request);

  std::optional<std::int64_t> announced() const override;
  base::Result<std::string_view> next() override;
  /// Bytes that have come so far.
  std::int64_t received() const { return received_; }
  /// True while bytes of the body may still be on their way.
  bool is_unread() const;

 private:
  base::Status fetch();
  base::Result<std::string_view> front();

  request_rec* request_;
  apr_bucket_brigade* brigade_;
  std::int64_t received_ = 0;
  bool has_ended_ = false;
};

/// The request as the API sees it, its body not read. kInvalidParameter for a query string that is
/// not well formed.
base::Result<api::Request> read_request(request_rec* request, RequestBody& body);

}  // namespace ost::httpd
