// SPDX-License-Identifier: MIT
#include "httpd/statistics_text.hpp"

namespace ost::httpd {
namespace {

struct Quantile {
  const char* name;
  double share;
};
constexpr Quantile kQuantiles[] = {{"50", 0.5}, {"90", 0.9}, {"99", 0.99}};

struct PoolUse {
  std::int64_t in_use = 0;
  std::int64_t capacity = 0;
};

std::uint64_t value(const Counter& counter) {
  return counter.load(std::memory_order_relaxed);
}

std::string seconds(std::uint64_t microseconds) {
  const std::string fraction = std::to_string(microseconds % 1000000);
  std::string text = std::to_string(microseconds / 1000000);
  text.append(".").append(6 - fraction.size(), '0').append(fraction);
  return text;
}

std::uint64_t request_count(const Statistics& statistics) {
  std::uint64_t count = 0;
  for (const Counter& bucket : statistics.durations) count += value(bucket);
  return count;
}

PoolUse pool_use(const Statistics& statistics) {
  PoolUse use;
  for (const PoolSlot& slot : statistics.pools) {
    if (!is_alive(slot)) continue;
    use.in_use += slot.in_use.load();
    use.capacity += slot.capacity.load();
  }
  return use;
}

std::string status_name(std::size_t slot) {
  return kStatuses[slot] == 0 ? "other" : std::to_string(kStatuses[slot]);
}

// Calls `take` with method, status and number of what was counted at all.
template <typename Take>
void for_each_kind(const Statistics& statistics, Take&& take) {
  for (std::size_t method = 0; method < kMethods.size(); ++method)
    for (std::size_t status = 0; status < kStatuses.size(); ++status)
      if (const std::uint64_t count = value(statistics.requests[method][status]))
        take(kMethods[method], status_name(status), std::to_string(count));
}

void head(std::string& text, const char* name, const char* type, const char* help) {
  text += std::string("# HELP ") + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

void single(std::string& text, const char* name, const char* type, const char* help,
            const std::string& number) {
  head(text, name, type, help);
  text += std::string(name) + " " + number + "\n";
}

void append_requests(std::string& text, const Statistics& statistics) {
  head(text, "osticket_rest_requests_total", "counter", "Requests answered.");
  for_each_kind(statistics,
                [&](const char* method, const std::string& status, const std::string& count) {
                  text += std::string("osticket_rest_requests_total{method=\"") + method +
                          "\",status=\"" + status + "\"} " + count + "\n";
                });
}

void append_durations(std::string& text, const Statistics& statistics) {
  const std::string name = "osticket_rest_request_duration_seconds";
  head(text, name.c_str(), "histogram", "Time from the request's head to the end of its answer.");
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < statistics.durations.size(); ++i) {
    below += value(statistics.durations[i]);
    const std::string bound =
        i < kBounds.size() ? seconds(static_cast<std::uint64_t>(kBounds[i])) : "+Inf";
    text.append(name).append("_bucket{le=\"").append(bound).append("\"} ");
    text.append(std::to_string(below)).append("\n");
  }
  text += name + "_sum " + seconds(value(statistics.duration_microseconds)) + "\n";
  text += name + "_count " + std::to_string(below) + "\n";
}

void append_refusals(std::string& text, const Statistics& statistics) {
  head(text, "osticket_rest_refused_keys_total", "counter", "API keys refused, by reason.");
  for (std::size_t i = 0; i < kRefusals.size(); ++i)
    text += std::string("osticket_rest_refused_keys_total{reason=\"") + kRefusals[i] + "\"} " +
            std::to_string(value(statistics.refused_keys[i])) + "\n";
}

std::string quantile_text(const Statistics& statistics, double share) {
  const auto bound = duration_quantile(statistics, share);
  if (!bound) return request_count(statistics) == 0 ? "-" : "more";
  return std::to_string(*bound / 1000) + (*bound % 1000 == 500 ? ".5" : "");
}

std::uint64_t refused_keys(const Statistics& statistics) {
  std::uint64_t count = 0;
  for (const Counter& counter : statistics.refused_keys) count += value(counter);
  return count;
}

}  // namespace

std::optional<std::int64_t> duration_quantile(const Statistics& statistics, double share) {
  const std::uint64_t all = request_count(statistics);
  std::uint64_t below = 0;
  for (std::size_t i = 0; all != 0 && i < kBounds.size(); ++i) {
    below += value(statistics.durations[i]);
    if (static_cast<double>(below) >= share * static_cast<double>(all)) return kBounds[i];
  }
  return std::nullopt;
}

std::string prometheus_text(const Statistics& statistics) {
  std::string text;
  append_requests(text, statistics);
  append_durations(text, statistics);
  append_refusals(text, statistics);
  single(text, "osticket_rest_sql_statements_total", "counter", "SQL statements run.",
         std::to_string(value(statistics.statements)));
  single(text, "osticket_rest_sql_seconds_total", "counter", "Time spent in SQL statements.",
         seconds(value(statistics.sql_microseconds)));
  single(text, "osticket_rest_transaction_retries_total", "counter",
         "Transactions repeated after a deadlock or conflict.",
         std::to_string(value(statistics.retries)));
  const PoolUse use = pool_use(statistics);
  single(text, "osticket_rest_pool_connections_in_use", "gauge",
         "Connections in use at the moment.", std::to_string(use.in_use));
  single(text, "osticket_rest_pool_connections_max", "gauge", "Connections that may be in use.",
         std::to_string(use.capacity));
  return text;
}

std::string status_html(const Statistics& statistics) {
  const PoolUse use = pool_use(statistics);
  std::string text = "<hr />\n<h2>osTicket REST</h2>\n<dl>\n<dt>Latency (ms):";
  for (const Quantile& quantile : kQuantiles)
    text += std::string(" ") + quantile.name + "% below " +
            quantile_text(statistics, quantile.share) + ";";
  text += " SQL " + seconds(value(statistics.sql_microseconds)) + " s in " +
          std::to_string(value(statistics.statements)) + " statements</dt>\n";
  text += "<dt>Connections: " + std::to_string(use.in_use) + " of " + std::to_string(use.capacity) +
          " in use; transaction retries: " + std::to_string(value(statistics.retries)) +
          "; refused keys: " + std::to_string(refused_keys(statistics)) + "</dt>\n</dl>\n";
  text += "<table border=\"0\"><tr><th>Method</th><th>Status</th><th>Requests</th></tr>\n";
  for_each_kind(statistics,
                [&](const char* method, const std::string& status, const std::string& count) {
                  text += std::string("<tr><td>") + method + "</td><td>" + status + "</td><td>" +
                          count + "</td></tr>\n";
                });
  return text + "</table>\n";
}

std::string status_lines(const Statistics& statistics) {
  const PoolUse use = pool_use(statistics);
  std::string text;
  for_each_kind(
      statistics, [&](const char* method, const std::string& status, const std::string& count) {
        text += std::string("OsTicketRequests-") + method + "-" + status + ": " + count + "\n";
      });
  for (const Quantile& quantile : kQuantiles)
    text += std::string("OsTicketLatency") + quantile.name +
            "Ms: " + quantile_text(statistics, quantile.share) + "\n";
  text += "OsTicketConnectionsInUse: " + std::to_string(use.in_use) + "\n";
  text += "OsTicketConnectionsMax: " + std::to_string(use.capacity) + "\n";
  text += "OsTicketTransactionRetries: " + std::to_string(value(statistics.retries)) + "\n";
  text += "OsTicketRefusedKeys: " + std::to_string(refused_keys(statistics)) + "\n";
  return text;
}

}  // namespace ost::httpd
