// SPDX-License-Identifier: MIT
// Whole requests over a database that answers anything: the answer is JSON with a status of the
// API's own.
#include <fuzzer/FuzzedDataProvider.h>

#include <set>

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/error_response.hpp"
#include "api/http/query_string.hpp"
#include "base/json.hpp"
#include "fakes/fake_clock.hpp"
#include "fakes/fake_random.hpp"
#include "fakes/memory_sink.hpp"
#include "fakes/text_body.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

const std::set<int> kStatuses{200, 201, 400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503};

/// A row whose cells come from the input: numbers, text or NULL, whatever the column is.
class AnyRow final : public db::Row {
 public:
  explicit AnyRow(FuzzedDataProvider& in) : in_(in) {}
  std::optional<std::string_view> text(int column) const override {
    const auto found = cells_.find(column);
    if (found != cells_.end()) return found->second;
    std::optional<std::string>& cell = cells_[column];
    const int kind = in_.ConsumeIntegralInRange(0, 7);
    if (kind == 0) return cell;
    cell = kind < 5 ? std::to_string(in_.ConsumeIntegralInRange(0, 3))
                    : in_.ConsumeRandomLengthString(40);
    return cell;
  }

 private:
  FuzzedDataProvider& in_;
  mutable std::map<int, std::optional<std::string>> cells_;
};

class KeyRow final : public db::Row {
 public:
  std::optional<std::string_view> text(int column) const override {
    constexpr const char* kCells[] = {"1", "1", "", "KEY", "1"};
    return kCells[column];
  }
};

/// Answers each statement with up to three rows, or an error now and then.
class AnyConnection final : public db::Connection {
 public:
  explicit AnyConnection(FuzzedDataProvider& in) : in_(in) {}

  base::Status select(const db::Statement& statement, const db::Values& values,
                      const db::RowReader& read) override {
    (void)db::expand(statement, "ost_", values);
    if (std::string_view(statement.label) == "api_keys.find") return read(KeyRow());
    if (in_.ConsumeIntegralInRange(0, 100) == 100) return failure();
    for (int rows = in_.ConsumeIntegralInRange(0, 3); rows > 0; --rows)
      if (base::Status done = read(AnyRow(in_)); !done) return done;
    return {};
  }
  base::Result<std::int64_t> execute(const db::Statement& statement,
                                     const db::Values& values) override {
    (void)db::expand(statement, "ost_", values);
    if (in_.ConsumeIntegralInRange(0, 100) == 100) return failure();
    return std::int64_t{1};
  }
  base::Result<std::int64_t> last_id() override { return std::int64_t{100}; }
  base::Status begin() override { return {}; }
  base::Status commit() override {
    return in_.ConsumeIntegralInRange(0, 20) == 20 ? base::Status(failure()) : base::Status();
  }
  void rollback() noexcept override {}

 private:
  base::Error failure() {
    constexpr base::Errc kCodes[] = {base::Errc::kRetryTransaction, base::Errc::kUnavailable,
                                     base::Errc::kCommitUnknown, base::Errc::kInternal};
    return {in_.PickValueInArray(kCodes), "sentence", "", {}};
  }
  FuzzedDataProvider& in_;
};

struct AnyPool final : db::Pool {
  explicit AnyPool(FuzzedDataProvider& in) : connection(in) {}
  struct Loan final : db::Lease {
    explicit Loan(db::Connection& lent) : lent_(lent) {}
    db::Connection& connection() override { return lent_; }
    db::Connection& lent_;
  };
  base::Result<std::unique_ptr<db::Lease>> lease() override {
    return std::unique_ptr<db::Lease>(std::make_unique<Loan>(connection));
  }
  AnyConnection connection;
};

// The database may hold a NUL, which answers escape and the module's own reader refuses.
std::string without_nul(std::string_view json) {
  std::string out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] != '\\') {
      out.push_back(json[i]);
    } else if (json.substr(i, 6) == "\\u0000") {
      i += 5;
    } else {
      out.append(json.substr(i, 2));
      ++i;
    }
  }
  return out;
}

api::Request request_of(FuzzedDataProvider& in) {
  constexpr const char* kMethods[] = {"GET",   "HEAD",   "POST",    "PUT",
                                      "PATCH", "DELETE", "OPTIONS", "TRACE"};
  constexpr const char* kPaths[] = {"/api/v1/tickets.php", "/api/v1/tickets.php/5", "/tickets"};
  api::Request request;
  request.method = in.PickValueInArray(kMethods);
  request.headers = {{"X-API-Key", "KEY"}};
  request.client_address = "192.0.2.1";
  request.path = in.ConsumeBool() ? in.PickValueInArray(kPaths) : in.ConsumeRandomLengthString(40);
  if (auto query = api::parse_query_string(in.ConsumeRandomLengthString(100)))
    request.query = std::move(query).value();
  return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider in(data, size);
  api::Request request = request_of(in);
  fakes::TextBody body(in.ConsumeRandomLengthString(400));
  request.body = &body;
  AnyPool pool(in);
  fakes::FakeClock clock;
  fakes::FakeRandom random({});
  const api::Settings settings;
  const auto caches = api::make_caches();
  fakes::MemorySink sink;
  api::Services services{pool, clock, random, settings, *caches, 0};
  const base::Status served = api::handle(request, services, sink);
  const api::ErrorAnswer refused =
      served ? api::ErrorAnswer{} : api::answer_of(served.error(), "id");
  const int status = served ? sink.status : refused.status;
  fuzz::require(kStatuses.count(status) == 1, "the status is the API's own");
  const std::string& answer = served ? sink.body : refused.body;
  fuzz::require(base::parse_json(without_nul(answer)).ok(),
                ("the answer is JSON: " + answer).c_str());
  return 0;
}
