// SPDX-License-Identifier: MIT
#pragma once

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
