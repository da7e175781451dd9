// SPDX-License-Identifier: MIT
// What both load programs share: numbered requests on several connections for a while, and the
// line of JSON that says how it went.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace ost::bench {

using Steady = std::chrono::steady_clock;

/// Which requests to send, by number, and for how long.
struct Plan {
  int connections = 1;
  double seconds = 1;
  std::uint64_t first = 0;
  std::uint64_t count = 0;  ///< 0: as many as the time allows
};

/// What one connection, or all of them together, did.
struct Tally {
  std::vector<std::uint32_t> microseconds;
  std::uint64_t errors = 0;
  std::uint64_t bytes = 0;
};

/// The outcome of one request.
struct Outcome {
  bool good = true;
  std::uint64_t bytes = 0;
};

using Send = std::function<Outcome(std::uint64_t number)>;

inline std::string read_file(const char* path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(std::string("cannot read ") + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Sends requests until the time or the numbers are used up.
inline Tally drive(const Send& send, const Plan& plan, std::atomic<std::uint64_t>& next,
                   Steady::time_point end) {
  Tally tally;
  while (Steady::now() < end) {
    const std::uint64_t number = next++;
    if (plan.count != 0 && number >= plan.first + plan.count) break;
    const auto started = Steady::now();
    const Outcome outcome = send(number);
    const auto took =
        std::chrono::duration_cast<std::chrono::microseconds>(Steady::now() - started);
    tally.microseconds.push_back(static_cast<std::uint32_t>(took.count()));
    tally.bytes += outcome.bytes;
    if (!outcome.good) ++tally.errors;
  }
  return tally;
}

inline void print(const Tally& all, double seconds, std::uint64_t used) {
  const auto& sorted = all.microseconds;
  const auto at = [&](double part) {
    return sorted.empty()
               ? 0U
               : sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1))];
  };
  std::printf(
      "{\"requests\":%zu,\"seconds\":%.6f,\"p50_us\":%u,\"p99_us\":%u,\"errors\":%llu,"
      "\"bytes\":%llu,\"used\":%llu}\n",
      sorted.size(), seconds, at(0.5), at(0.99), static_cast<unsigned long long>(all.errors),
      static_cast<unsigned long long>(all.bytes), static_cast<unsigned long long>(used));
}

/// Runs the plan with one sender for each connection, which must be ready, and prints the result.
inline void run(const Plan& plan, const std::vector<Send>& senders) {
  std::atomic<std::uint64_t> next{plan.first};
  std::vector<Tally> tallies(senders.size());
  std::vector<std::thread> threads;
  const auto started = Steady::now();
  const auto end = started + std::chrono::duration_cast<Steady::duration>(
                                 std::chrono::duration<double>(plan.seconds));
  for (std::size_t i = 0; i < senders.size(); ++i)
    threads.emplace_back([&, i] { tallies[i] = drive(senders[i], plan, next, end); });
  for (auto& thread : threads) thread.join();
  const std::chrono::duration<double> seconds = Steady::now() - started;
  Tally all;
  for (const Tally& t : tallies) {
    all.microseconds.insert(all.microseconds.end(), t.microseconds.begin(), t.microseconds.end());
    all.errors += t.errors;
    all.bytes += t.bytes;
  }
  std::sort(all.microseconds.begin(), all.microseconds.end());
  print(all, seconds.count(), next - plan.first);
}

/// Connections, seconds, first number and how many, from the command line.
inline Plan plan_of(char** arguments) {
  Plan plan;
  plan.connections = std::stoi(arguments[0]);
  plan.seconds = std::stod(arguments[1]);
  plan.first = std::stoull(arguments[2]);
  plan.count = std::stoull(arguments[3]);
  return plan;
}

}  // namespace ost::bench
