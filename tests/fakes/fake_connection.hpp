// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::fakes {

using Cells = std::vector<std::optional<std::string>>;

/// A row of text.
class FakeRow final : public db::Row {
 public:
  explicit FakeRow(const Cells& cells) : cells_(cells) {}
  std::optional<std::string_view> text(int column) const override {
    const auto& cell = cells_.at(static_cast<std::size_t>(column));
    return cell ? std::optional<std::string_view>(*cell) : std::nullopt;
  }

 private:
  const Cells& cells_;
};

/// Answers statements by their label: rows, those of `turns` first, a number of changed rows, or an
/// error. What is not scripted answers no rows and one changed row. Remembers the labels, and the
/// transaction's fate, in order.
class FakeConnection final : public db::Connection {
 public:
  std::map<std::string, std::vector<Cells>> rows;
  std::map<std::string, std::deque<std::vector<Cells>>> turns;
  std::map<std::string, base::Error> errors;
  std::deque<base::Status> commits;
  std::vector<std::string> log;
  std::vector<std::string> sent;

  base::Status select(const db::Statement& statement, const db::Values& values,
                      const db::RowReader& read) override {
    if (base::Status noted = note(statement, values); !noted) return noted;
    std::vector<Cells> turn;
    auto& coming = turns[statement.label];
    if (!coming.empty()) {
      turn = std::move(coming.front());
      coming.pop_front();
    }
    for (const Cells& cells : turn.empty() ? rows[statement.label] : turn)
      if (base::Status done = read(FakeRow(cells)); !done) return done;
    return {};
  }

  base::Result<std::int64_t> execute(const db::Statement& statement,
                                     const db::Values& values) override {
    if (base::Status noted = note(statement, values); !noted) return noted.error();
    return std::int64_t{1};
  }

  base::Result<std::int64_t> last_id() override { return ++last_id_; }

  base::Status begin() override {
    log.emplace_back("begin");
    return {};
  }
  base::Status commit() override {
    log.emplace_back("commit");
    if (commits.empty()) return {};
    base::Status scripted = commits.front();
    commits.pop_front();
    return scripted;
  }
  void rollback() noexcept override { log.emplace_back("rollback"); }

 private:
  base::Status note(const db::Statement& statement, const db::Values& values) {
    log.emplace_back(statement.label);
    sent.push_back(db::expand(statement, "ost_", values));
    const auto error = errors.find(statement.label);
    return error == errors.end() ? base::Status() : base::Status(error->second);
  }

  std::int64_t last_id_ = 100;
};

/// Lends the one connection as often as it is asked.
class FakePool final : public db::Pool {
 public:
  explicit FakePool(FakeConnection& connection) : connection_(connection) {}
  int leases = 0;
  int held = 0;  ///< leases that have not been given back

  base::Result<std::unique_ptr<db::Lease>> lease() override {
    ++leases;
    return std::unique_ptr<db::Lease>(std::make_unique<Loan>(connection_, held));
  }

 private:
  struct Loan final : db::Lease {
    Loan(FakeConnection& lent, int& held) : connection_(lent), held_(held) { ++held_; }
    ~Loan() override { --held_; }
    db::Connection& connection() override { return connection_; }
    FakeConnection& connection_;
    int& held_;
  };
  FakeConnection& connection_;
};

}  // namespace ost::fakes
