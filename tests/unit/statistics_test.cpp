// SPDX-License-Identifier: MIT
#include "httpd/statistics.hpp"

#include <memory>
#include <string>

#include "httpd/statistics_text.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost::httpd;
using ost::base::Errc;

TEST_GROUP(Statistics) {
  std::unique_ptr<Statistics> statistics = std::make_unique<Statistics>();
  HostStatistics& host = statistics->hosts[statistics->host_slot("desk:443")];

  void count(const char* method, int status, std::int64_t microseconds) {
    host.count_request(method, status, {microseconds, 4, 300, 1, {}});
  }
  void says(const char* line) {
    STRCMP_CONTAINS(line, prometheus_text(*statistics).c_str());
  }
};

TEST(Statistics, count_requests_by_method_and_status) {
  count("GET", 200, 900);
  count("GET", 200, 900);
  count("POST", 201, 900);
  count("PURGE", 418, 900);
  says("osticket_rest_requests_total{vhost=\"desk:443\",method=\"GET\",status=\"200\"} 2\n");
  says("osticket_rest_requests_total{vhost=\"desk:443\",method=\"POST\",status=\"201\"} 1\n");
  says("osticket_rest_requests_total{vhost=\"desk:443\",method=\"other\",status=\"other\"} 1\n");
  says("osticket_rest_sql_statements_total{vhost=\"desk:443\"} 16\n");
  says("osticket_rest_sql_seconds_total{vhost=\"desk:443\"} 0.001200\n");
}

TEST(Statistics, count_actions_by_what_became_of_them) {
  RequestCost reply;
  reply.asked = ost::api::Permission::kReply;
  for (const int status : {201, 201, 403, 503}) host.count_request("POST", status, reply);
  count("GET", 404, 900);
  says("osticket_rest_actions_total{vhost=\"desk:443\",action=\"reply\",outcome=\"done\"} 2\n");
  says("osticket_rest_actions_total{vhost=\"desk:443\",action=\"reply\",outcome=\"refused\"} 1\n");
  says("osticket_rest_actions_total{vhost=\"desk:443\",action=\"reply\",outcome=\"failed\"} 1\n");
  CHECK(prometheus_text(*statistics).find("action=\"read\"") == std::string::npos);
}

TEST(Statistics, show_the_mail_that_left_and_that_waits) {
  host.mail.sent = 7;
  host.mail.queued = 3;
  host.mail.oldest = 95;
  host.mail.failed = 2;
  says("osticket_rest_mail_sent_total{vhost=\"desk:443\"} 7\n");
  says("osticket_rest_mail_oldest_queued_seconds{vhost=\"desk:443\"} 95\n");
  STRCMP_CONTAINS("Mail: 7 sent; 3 queued, the oldest for 95 s; 2 failed",
                  status_html(*statistics).c_str());
  STRCMP_CONTAINS("OsTicketMailQueued: 3\n", status_lines(*statistics).c_str());
}

TEST(Statistics, put_a_duration_on_a_bound_below_it) {
  for (const std::int64_t microseconds : {1000, 1001, 10000000, 10000001})
    count("GET", 200, microseconds);
  says("_bucket{vhost=\"desk:443\",le=\"0.001000\"} 1\n");
  says("_bucket{vhost=\"desk:443\",le=\"0.002500\"} 2\n");
  says("_bucket{vhost=\"desk:443\",le=\"10.000000\"} 3\n");
  says("_bucket{vhost=\"desk:443\",le=\"+Inf\"} 4\n");
  says("_seconds_sum{vhost=\"desk:443\"} 20.002002\n");
  says("_seconds_count{vhost=\"desk:443\"} 4\n");
}

TEST(Statistics, know_the_bound_of_a_share) {
  CHECK_FALSE(duration_quantile(*statistics, 0.5).has_value());
  for (int i = 0; i < 98; ++i) count("GET", 200, 2000);
  for (int i = 0; i < 2; ++i) count("GET", 200, 60000000);
  LONGS_EQUAL(2500, *duration_quantile(*statistics, 0.5));
  CHECK_FALSE(duration_quantile(*statistics, 0.99).has_value());
  STRCMP_CONTAINS("OsTicketLatency50Ms: 2.5\nOsTicketLatency90Ms: 2.5\nOsTicketLatency99Ms: more\n",
                  status_lines(*statistics).c_str());
}

TEST(Statistics, count_every_further_transaction_as_a_retry) {
  for (const int transactions : {0, 1, 3}) host.count_request("POST", 201, {1, 1, 1, transactions});
  says("osticket_rest_transaction_retries_total{vhost=\"desk:443\"} 2\n");
}

TEST(Statistics, count_the_bytes_of_bodies) {
  RequestCost cost;
  cost.received = 1000;
  cost.sent = 30;
  for (int i = 0; i < 2; ++i) host.count_request("POST", 201, cost);
  says("osticket_rest_received_bytes_total{vhost=\"desk:443\"} 2000\n");
  says("osticket_rest_sent_bytes_total{vhost=\"desk:443\"} 60\n");
}

TEST(Statistics, count_refused_keys_and_nothing_else) {
  for (const Errc code : {Errc::kMissingKey, Errc::kInvalidKey, Errc::kInvalidKey,
                          Errc::kUnauthorizedAddress, Errc::kForbidden, Errc::kInternal})
    host.count_refusal(code);
  says("osticket_rest_refused_keys_total{vhost=\"desk:443\",reason=\"missing\"} 1\n");
  says("osticket_rest_refused_keys_total{vhost=\"desk:443\",reason=\"invalid\"} 2\n");
  says("osticket_rest_refused_keys_total{vhost=\"desk:443\",reason=\"address\"} 1\n");
}

TEST(Statistics, forget_the_connections_of_a_process_that_has_ended) {
  PoolSlot* own = statistics->claim_pool_slot();
  own->capacity[0] += 8;
  own->in_use[0] += 3;
  statistics->pools[5].owner.store(0x7ffffffe);  // above any process id
  statistics->pools[5].in_use[0].store(100);
  says("osticket_rest_pool_connections_in_use{vhost=\"desk:443\"} 3\n");
  says("osticket_rest_pool_connections_max{vhost=\"desk:443\"} 8\n");
  own->owner.store(0x7ffffffe);
  POINTERS_EQUAL(own, statistics->claim_pool_slot());
  LONGS_EQUAL(0, own->in_use[0].load());
}

TEST(Statistics, count_no_room_in_a_process_of_before_the_last_restart) {
  PoolSlot* own = statistics->claim_pool_slot();
  own->capacity[0] += 8;
  own->in_use[0] += 2;
  ++statistics->generation;
  says("osticket_rest_pool_connections_in_use{vhost=\"desk:443\"} 2\n");
  says("osticket_rest_pool_connections_max{vhost=\"desk:443\"} 0\n");
}

TEST(Statistics, keep_virtual_hosts_apart) {
  count("GET", 200, 900);
  const std::size_t other = statistics->host_slot("a\"b\\c");
  CHECK_TRUE(other != 0);
  LONGS_EQUAL(other, statistics->host_slot("a\"b\\c"));
  statistics->hosts[other].count_request("GET", 200, {1, 1, 1, 1});
  says("osticket_rest_requests_total{vhost=\"desk:443\",method=\"GET\",status=\"200\"} 1\n");
  says("osticket_rest_requests_total{vhost=\"a\\\"b\\\\c\",method=\"GET\",status=\"200\"} 1\n");
}

TEST(Statistics, count_hosts_without_a_slot_together) {
  for (int i = 0; i < 100; ++i) statistics->host_slot("host" + std::to_string(i));
  LONGS_EQUAL(kHosts - 1, statistics->host_slot("host99"));
  LONGS_EQUAL(1, statistics->host_slot("host0"));
  CHECK_TRUE(prometheus_text(*statistics).find("\"other\"") == std::string::npos);
  statistics->hosts[kHosts - 1].count_request("GET", 200, {1, 1, 1, 1});
  says("osticket_rest_requests_total{vhost=\"other\",method=\"GET\",status=\"200\"} 1\n");
}
