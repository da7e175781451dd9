// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "api/sink.hpp"
#include "httpd/block_pool.hpp"

namespace ost::httpd {

/// The answer of one request: collected in blocks, which become the buckets of its brigade.
class BrigadeSink final : public api::Sink {
 public:
  BrigadeSink(request_rec* request, std::shared_ptr<BlockPool> pool)
      : request_(request), pool_(std::move(pool)) {}

  void begin(int status) override;
  void header(std::string_view name, std::string_view value) override;
  void write(std::string_view bytes) override;
  void send(std::string_view bytes) override;
  std::size_t pending() const override { return pending_; }
  base::Status flush() override;
  bool committed() const override { return committed_; }

  /// Bytes that have been passed on.
  std::int64_t sent() const { return sent_; }
  /// Ends the answer: with its exact length when nothing has been passed on yet. Returns what a
  /// handler returns.
  int finish();
  /// Breaks a committed answer off so that the client sees a broken transfer, never a whole one.
  int abandon();

 private:
  struct FreeBlock {
    void operator()(char* bytes) const { BlockPool::give_back(bytes); }
  };
  struct Block {
    std::unique_ptr<char, FreeBlock> bytes;
    std::size_t used = 0;
  };
  void add_block();
  bool takes_more() const;
  base::Status pass(apr_bucket* last);
  base::Status pass(apr_bucket_brigade* brigade);

  request_rec* request_;
  std::shared_ptr<BlockPool> pool_;
  std::vector<Block> blocks_;
  std::size_t pending_ = 0;
  std::int64_t sent_ = 0;
  bool committed_ = false;
  bool has_length_ = false;
  std::vector<std::string> headers_;  // that begin() has not set
};

struct ChildState;

/// Puts the headers of OsTicketAllowOrigin into the answer to come. Before anything can fail: a
/// page has to be able to read an error too.
void allow_page(request_rec* request, const ChildState& child);

}  // namespace ost::httpd
