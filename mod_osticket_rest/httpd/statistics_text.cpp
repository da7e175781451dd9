// SPDX-License-Identifier: MIT
#include "httpd/statistics_text.hpp"

#include <numeric>
#include <vector>

namespace ost::httpd {
namespace {

struct Quantile {
  const char* name;
  double share;
};
constexpr Quantile kQuantiles[] = {{"50", 0.5}, {"90", 0.9}, {"99", 0.99}};
constexpr char kOthers[] = "other";

/// The counters at one moment, of one virtual host or of several.
struct Figures {
  std::array<std::array<std::uint64_t, kStatuses.size()>, kMethods.size()> requests{};
  std::array<std::array<std::uint64_t, kOutcomes.size()>, api::kPermissionNames.size()> actions{};
  std::array<std::uint64_t, kBounds.size() + 1> durations{};
  std::uint64_t duration_microseconds = 0;
  std::uint64_t statements = 0;
  std::uint64_t sql_microseconds = 0;
  std::uint64_t retries = 0;
  std::uint64_t received_bytes = 0;
  std::uint64_t sent_bytes = 0;
  std::array<std::uint64_t, kRefusals.size()> refused_keys{};
  std::int64_t in_use = 0;
  std::int64_t capacity = 0;
};

struct Host {
  std::string name;
  Figures figures;
};

std::uint64_t value(const Counter& counter) {
  return counter.load(std::memory_order_relaxed);
}

std::uint64_t request_count(const Figures& figures) {
  return std::accumulate(figures.durations.begin(), figures.durations.end(), std::uint64_t{0});
}

void add_requests(Figures& sum, const HostStatistics& host) {
  for (std::size_t method = 0; method < kMethods.size(); ++method)
    for (std::size_t status = 0; status < kStatuses.size(); ++status)
      sum.requests[method][status] += value(host.requests[method][status]);
  for (std::size_t action = 0; action < sum.actions.size(); ++action)
    for (std::size_t outcome = 0; outcome < kOutcomes.size(); ++outcome)
      sum.actions[action][outcome] += value(host.actions[action][outcome]);
  for (std::size_t i = 0; i < host.durations.size(); ++i)
    sum.durations[i] += value(host.durations[i]);
  sum.duration_microseconds += value(host.duration_microseconds);
  sum.statements += value(host.statements);
  sum.sql_microseconds += value(host.sql_microseconds);
  sum.retries += value(host.retries);
  sum.received_bytes += value(host.received_bytes);
  sum.sent_bytes += value(host.sent_bytes);
  for (std::size_t i = 0; i < kRefusals.size(); ++i)
    sum.refused_keys[i] += value(host.refused_keys[i]);
}

// Calls `take` with each child that lives and whether the last restart has started it: one of
// before ends what it has begun and takes nothing new.
template <typename Take>
void for_each_child(const Statistics& statistics, Take&& take) {
  const std::int32_t generation = statistics.generation.load();
  for (const PoolSlot& slot : statistics.pools)
    if (is_alive(slot)) take(slot, slot.generation.load() == generation);
}

void add_connections(Figures& sum, const Statistics& statistics, std::size_t host) {
  for_each_child(statistics, [&](const PoolSlot& slot, bool is_new) {
    sum.in_use += slot.in_use[host].load();
    if (is_new) sum.capacity += slot.capacity[host].load();
  });
}

// The virtual hosts that serve the API, and the others together where they have served it.
std::vector<Host> hosts_of(const Statistics& statistics) {
  std::vector<Host> hosts;
  for (std::size_t i = 0; i < kHosts; ++i) {
    const HostStatistics& host = statistics.hosts[i];
    Host found{i + 1 == kHosts ? kOthers : label_value(host.name.data()), {}};
    if (found.name.empty()) continue;
    add_requests(found.figures, host);
    add_connections(found.figures, statistics, i);
    if (i + 1 < kHosts || request_count(found.figures) > 0) hosts.push_back(std::move(found));
  }
  return hosts;
}

Figures sum_of(const Statistics& statistics) {
  Figures sum;
  for (const HostStatistics& host : statistics.hosts) add_requests(sum, host);
  for_each_child(statistics, [&](const PoolSlot& slot, bool is_new) {
    for (const Gauge& in_use : slot.in_use) sum.in_use += in_use.load();
    if (is_new) sum.capacity += slot.total_capacity.load();
  });
  return sum;
}

std::string seconds(std::uint64_t microseconds) {
  const std::string fraction = std::to_string(microseconds % 1000000);
  std::string text = std::to_string(microseconds / 1000000);
  text.append(".").append(6 - fraction.size(), '0').append(fraction);
  return text;
}

std::string status_name(std::size_t slot) {
  return kStatuses[slot] == 0 ? "other" : std::to_string(kStatuses[slot]);
}

// Calls `take` with method, status and number of what was counted at all.
template <typename Take>
void for_each_kind(const Figures& figures, Take&& take) {
  for (std::size_t method = 0; method < kMethods.size(); ++method)
    for (std::size_t status = 0; status < kStatuses.size(); ++status)
      if (const std::uint64_t count = figures.requests[method][status])
        take(kMethods[method], status_name(status), std::to_string(count));
}

struct Family {
  const char* name;
  const char* type;
  const char* help;
  std::string (*number)(const Figures&);
};

const Family kFamilies[] = {
    {"osticket_rest_sql_statements_total", "counter", "SQL statements run.",
     [](const Figures& f) { return std::to_string(f.statements); }},
    {"osticket_rest_sql_seconds_total", "counter", "Time spent in SQL statements.",
     [](const Figures& f) { return seconds(f.sql_microseconds); }},
    {"osticket_rest_transaction_retries_total", "counter",
     "Transactions repeated after a deadlock or conflict.",
     [](const Figures& f) { return std::to_string(f.retries); }},
    {"osticket_rest_received_bytes_total", "counter", "Bytes of the bodies of requests.",
     [](const Figures& f) { return std::to_string(f.received_bytes); }},
    {"osticket_rest_sent_bytes_total", "counter", "Bytes of the bodies of answers.",
     [](const Figures& f) { return std::to_string(f.sent_bytes); }},
    {"osticket_rest_pool_connections_in_use", "gauge", "Connections in use at the moment.",
     [](const Figures& f) { return std::to_string(f.in_use); }},
    {"osticket_rest_pool_connections_max", "gauge", "Connections that may be in use.",
     [](const Figures& f) { return std::to_string(f.capacity); }},
};

void append_requests(std::string& text, const std::vector<Host>& hosts) {
  const std::string name = "osticket_rest_requests_total";
  append_head(text, name, "counter", "Requests answered.");
  for (const Host& host : hosts)
    for_each_kind(
        host.figures, [&](const char* method, const std::string& status, const std::string& count) {
          append_figure(text, name, host.name, count,
                        std::string(",method=\"") + method + "\",status=\"" + status + "\"");
        });
}

void append_actions(std::string& text, const std::vector<Host>& hosts) {
  const std::string name = "osticket_rest_actions_total";
  append_head(text, name, "counter", "Requests by what they ask for.");
  for (const Host& host : hosts)
    for (std::size_t action = 0; action < host.figures.actions.size(); ++action)
      for (std::size_t outcome = 0; outcome < kOutcomes.size(); ++outcome)
        if (const std::uint64_t count = host.figures.actions[action][outcome])
          append_figure(text, name, host.name, std::to_string(count),
                        std::string(",action=\"") + api::kPermissionNames[action] +
                            "\",outcome=\"" + kOutcomes[outcome] + "\"");
}

void append_durations(std::string& text, const std::vector<Host>& hosts) {
  const std::string name = "osticket_rest_request_duration_seconds";
  append_head(text, name, "histogram", "Time from the request's head to the end of its answer.");
  for (const Host& host : hosts) {
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < host.figures.durations.size(); ++i) {
      below += host.figures.durations[i];
      const std::string bound =
          i < kBounds.size() ? seconds(static_cast<std::uint64_t>(kBounds[i])) : "+Inf";
      append_figure(text, name + "_bucket", host.name, std::to_string(below),
                    ",le=\"" + bound + "\"");
    }
    append_figure(text, name + "_sum", host.name, seconds(host.figures.duration_microseconds));
    append_figure(text, name + "_count", host.name, std::to_string(below));
  }
}

void append_refusals(std::string& text, const std::vector<Host>& hosts) {
  const std::string name = "osticket_rest_refused_keys_total";
  append_head(text, name, "counter", "API keys refused, by reason.");
  for (const Host& host : hosts)
    for (std::size_t i = 0; i < kRefusals.size(); ++i)
      append_figure(text, name, host.name, std::to_string(host.figures.refused_keys[i]),
                    std::string(",reason=\"") + kRefusals[i] + "\"");
}

std::optional<std::int64_t> quantile_of(const Figures& figures, double share) {
  const std::uint64_t all = request_count(figures);
  std::uint64_t below = 0;
  for (std::size_t i = 0; all != 0 && i < kBounds.size(); ++i) {
    below += figures.durations[i];
    if (static_cast<double>(below) >= share * static_cast<double>(all)) return kBounds[i];
  }
  return std::nullopt;
}

std::string quantile_text(const Figures& figures, double share) {
  const auto bound = quantile_of(figures, share);
  if (!bound) return request_count(figures) == 0 ? "-" : "more";
  return std::to_string(*bound / 1000) + (*bound % 1000 == 500 ? ".5" : "");
}

std::uint64_t refused_keys(const Figures& figures) {
  std::uint64_t count = 0;
  for (const std::uint64_t refused : figures.refused_keys) count += refused;
  return count;
}

std::string as_markup(const std::string& text) {
  std::string markup;
  for (const char c : text) {
    if (c == '<')
      markup += "&lt;";
    else if (c == '&')
      markup += "&amp;";
    else
      markup += c;
  }
  return markup;
}

}  // namespace

std::optional<std::int64_t> duration_quantile(const Statistics& statistics, double share) {
  return quantile_of(sum_of(statistics), share);
}

std::string prometheus_text(const Statistics& statistics) {
  const std::vector<Host> hosts = hosts_of(statistics);
  std::string text;
  append_requests(text, hosts);
  append_actions(text, hosts);
  append_durations(text, hosts);
  append_refusals(text, hosts);
  for (const Family& family : kFamilies) {
    append_head(text, family.name, family.type, family.help);
    for (const Host& host : hosts)
      append_figure(text, family.name, host.name, family.number(host.figures));
  }
  return text + mail_prometheus_text(statistics);
}

std::string status_html(const Statistics& statistics) {
  const Figures all = sum_of(statistics);
  std::string text = "<hr />\n<h2>osTicket REST</h2>\n<dl>\n<dt>Latency (ms):";
  for (const Quantile& quantile : kQuantiles)
    text +=
        std::string(" ") + quantile.name + "% below " + quantile_text(all, quantile.share) + ";";
  text += " SQL " + seconds(all.sql_microseconds) + " s in " + std::to_string(all.statements) +
          " statements</dt>\n";
  text += "<dt>Connections: " + std::to_string(all.in_use) + " of " + std::to_string(all.capacity) +
          " in use; transaction retries: " + std::to_string(all.retries) +
          "; refused keys: " + std::to_string(refused_keys(all)) + "</dt>\n</dl>\n";
  text += mail_status_html(statistics);
  text +=
      "<table border=\"0\"><tr><th>Host</th><th>Method</th><th>Status</th><th>Requests</th></tr>\n";
  for (const Host& host : hosts_of(statistics))
    for_each_kind(host.figures,
                  [&](const char* method, const std::string& status, const std::string& count) {
                    text += "<tr><td>" + as_markup(host.name) + "</td><td>" + method + "</td><td>";
                    text += status;
                    text += "</td><td>";
                    text += count;
                    text += "</td></tr>\n";
                  });
  return text + "</table>\n";
}

std::string status_lines(const Statistics& statistics) {
  const Figures all = sum_of(statistics);
  std::string text;
  for_each_kind(all, [&](const char* method, const std::string& status, const std::string& count) {
    text += std::string("OsTicketRequests-") + method + "-" + status + ": " + count + "\n";
  });
  for (const Quantile& quantile : kQuantiles)
    text += std::string("OsTicketLatency") + quantile.name +
            "Ms: " + quantile_text(all, quantile.share) + "\n";
  text += "OsTicketConnectionsInUse: " + std::to_string(all.in_use) + "\n";
  text += "OsTicketConnectionsMax: " + std::to_string(all.capacity) + "\n";
  text += "OsTicketTransactionRetries: " + std::to_string(all.retries) + "\n";
  text += "OsTicketRefusedKeys: " + std::to_string(refused_keys(all)) + "\n";
  return text + mail_status_lines(statistics);
}

}  // namespace ost::httpd
