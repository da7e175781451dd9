// SPDX-License-Identifier: MIT
// Replays recorded statements on persistent connections: what the database alone allows.
//   sql_floor OPTION_FILE SCRIPT CONNECTIONS SECONDS FIRST COUNT
// SCRIPT: lines `setup`, `query` with a length in bytes, each followed by a statement of that
// length and a line end, and `request`, which begins the next request. Requests are sent in turn.
#include <mysql.h>

#include <cstdlib>
#include <memory>

#include "bench/load.hpp"
#include "bench/template.hpp"

namespace ost::bench {
namespace {

using Request = std::vector<Template>;

struct Script {
  std::vector<std::string> setup;
  std::vector<Request> requests;
};

Script parse(const std::string& text) {
  Script script;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = text.find('\n', at);
    const std::string line = text.substr(at, line_end - at);
    at = line_end + 1;
    if (line == "request") {
      script.requests.emplace_back();
      continue;
    }
    const std::size_t length = std::stoul(line.substr(6));
    const std::string sql = text.substr(at, length);
    at += length + 1;
    if (line[0] == 's')
      script.setup.push_back(sql);
    else
      script.requests.back().emplace_back(sql);
  }
  if (script.requests.empty()) throw std::runtime_error("the script has no request");
  return script;
}

class Session {
 public:
  Session(const char* option_file, const std::vector<std::string>& setup)
      : handle_(mysql_init(nullptr)) {
    mysql_options(handle_.get(), MYSQL_READ_DEFAULT_FILE, option_file);
    mysql_options(handle_.get(), MYSQL_READ_DEFAULT_GROUP, "osticket-rest");
    if (!mysql_real_connect(handle_.get(), nullptr, nullptr, nullptr, nullptr, 0, nullptr, 0))
      throw std::runtime_error(mysql_error(handle_.get()));
    Outcome outcome;
    for (const std::string& sql : setup) run(sql, outcome);
    if (!outcome.good) throw std::runtime_error(mysql_error(handle_.get()));
  }

  /// Sends the statements of one request, each after the answer to the one before.
  Outcome send(const Request& request, std::uint64_t number) {
    Outcome outcome;
    ids_.clear();
    for (const Template& statement : request) {
      statement.fill(sql_, number, ids_);
      ids_.push_back(run(sql_, outcome));
      if (!outcome.good) break;
    }
    if (!outcome.good) give_up();
    return outcome;
  }

 private:
  struct Close {
    void operator()(MYSQL* handle) const { mysql_close(handle); }
  };

  std::uint64_t run(const std::string& sql, Outcome& outcome) {
    if (mysql_real_query(handle_.get(), sql.data(), sql.size()) != 0) {
      outcome.good = false;
      return 0;
    }
    MYSQL_RES* result = mysql_use_result(handle_.get());
    if (!result) return mysql_insert_id(handle_.get());
    const unsigned columns = mysql_num_fields(result);
    while (mysql_fetch_row(result) != nullptr) {
      const unsigned long* lengths = mysql_fetch_lengths(result);
      for (unsigned i = 0; i < columns; ++i) outcome.bytes += lengths[i];
    }
    mysql_free_result(result);
    if (mysql_errno(handle_.get()) != 0) outcome.good = false;
    return 0;
  }

  void give_up() {
    if (!told_) std::fprintf(stderr, "sql_floor: %s\n", mysql_error(handle_.get()));
    told_ = true;
    Outcome ignored;
    run("ROLLBACK", ignored);
    run("SET autocommit=1", ignored);
  }

  std::unique_ptr<MYSQL, Close> handle_;
  std::string sql_;
  std::vector<std::uint64_t> ids_;
  bool told_ = false;
};

void measure(char** arguments) {
  const Plan plan = plan_of(arguments + 3);
  const Script script = parse(read_file(arguments[2]));
  std::vector<std::unique_ptr<Session>> sessions;
  std::vector<Send> senders;
  for (int i = 0; i < plan.connections; ++i) {
    sessions.push_back(std::make_unique<Session>(arguments[1], script.setup));
    senders.emplace_back([session = sessions.back().get(), &script](std::uint64_t number) {
      return session->send(script.requests[number % script.requests.size()], number);
    });
  }
  run(plan, senders);
}

}  // namespace
}  // namespace ost::bench

int main(int count, char** arguments) try {
  if (count != 7) throw std::runtime_error("needs six arguments");
  ost::bench::measure(arguments);
  return EXIT_SUCCESS;
} catch (const std::exception& e) {
  std::fprintf(stderr, "sql_floor: %s\n", e.what());
  return EXIT_FAILURE;
}
