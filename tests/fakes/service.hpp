// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "api/service.hpp"
#include "fakes/fake_clock.hpp"
#include "fakes/fake_connection.hpp"
#include "fakes/fake_random.hpp"
#include "fakes/memory_sink.hpp"
#include "fakes/text_body.hpp"

namespace ost::fakes {

inline std::string joined(const std::vector<std::string>& log) {
  std::string text;
  for (const std::string& entry : log) text += (text.empty() ? "" : " ") + entry;
  return text;
}

/// Shared memory of a machine with one worker.
class FakeNumbers final : public api::SharedNumbers {
 public:
  std::map<std::string, api::SharedNumber> kept;

  std::optional<api::SharedNumber> find(std::string_view name) override {
    const auto found = kept.find(std::string(name));
    if (found == kept.end()) return std::nullopt;
    return found->second;
  }
  void keep(std::string_view name, const api::SharedNumber& number) override {
    kept[std::string(name)] = number;
  }
};

/// Lets everybody in, or makes everybody wait.
struct FakeGuard final : api::AuthGuard {
  std::int64_t seconds = 0;
  int failures = 0;
  std::int64_t seconds_to_wait() const override { return seconds; }
  void count_failure() override { ++failures; }
};

constexpr char kSignature[] = "5fb92bef17f3b603659e024c01cc7a59";  // osTicket 1.18

/// A router over a scripted database.
struct Service {
  FakeConnection connection;
  FakePool pool{connection};
  FakeClock clock;
  FakeRandom random{{}};
  api::Settings settings;
  std::shared_ptr<api::Caches> caches = api::make_caches();
  FakeNumbers numbers;
  FakeGuard guard;
  MemorySink sink;

  Service() {
    settings.key_milliseconds = 0;
    connection.rows["api_keys.find"] = {{"1", "1", "", "KEY", "1"}};
    connection.rows["schema.signature"] = {{kSignature}};
    connection.rows["config.all"] = {{"core", "schema_signature", kSignature}};
  }

  api::Request request(const char* method, const char* path = "/api/v1/tickets.php") const {
    api::Request made;
    made.method = method;
    made.path = path;
    made.headers = {{"X-API-Key", "KEY"}};
    made.client_address = "192.0.2.1";
    return made;
  }

  base::Status send(const char* method, const char* body = "", const char* id = nullptr,
                    const std::vector<std::pair<std::string, std::string>>& query = {}) {
    api::Request sent = request(method);
    TextBody text(body);
    sent.body = &text;
    sent.query = query;
    if (id) sent.query.emplace_back("id", id);
    return send(sent);
  }

  base::Status send(const api::Request& sent) {
    api::Services services{pool, clock, random, settings, *caches};
    services.numbers = &numbers;
    services.guard = &guard;
    return api::handle(sent, services, sink);
  }
};

}  // namespace ost::fakes
