// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "api/sink.hpp"

namespace ost::fakes {

/// Keeps the answer in memory.
class MemorySink final : public api::Sink {
 public:
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string body;
  int flushes = 0;
  std::size_t takes_at_once = 0;  ///< of what is sent, before the client has to be waited for

  void begin(int code) override {
    status = code;
    body.clear();
    headers.clear();
    passed_ = 0;
  }
  void header(std::string_view name, std::string_view value) override {
    headers[std::string(name)] = value;
  }
  void write(std::string_view bytes) override { body += bytes; }
  void send(std::string_view bytes) override {
    const std::size_t taken = pending() == 0 ? std::min(takes_at_once, bytes.size()) : 0;
    takes_at_once -= taken;
    body += bytes;
    passed_ += taken;
  }
  std::size_t pending() const override { return body.size() - passed_; }
  base::Status flush() override {
    ++flushes;
    passed_ = body.size();
    return {};
  }
  bool committed() const override { return flushes > 0; }

 private:
  std::size_t passed_ = 0;
};

}  // namespace ost::fakes
