// SPDX-License-Identifier: MIT
// What the lanes of httpd/mail_lanes.cpp share and do, without httpd and a database below them.
#include "threads/mail_lanes.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "domain/notify/queued_mail.hpp"
#include "fakes/fake_connection.hpp"
#include "httpd/mail_delivery.hpp"

namespace ost::threads {
namespace {

constexpr int kLanes = 8;
constexpr int kMessages = 20;  // of each lane

/// A mail server on a port that the system chooses: it takes every message, or it says nothing.
class Sink {
 public:
  enum class Kind { kTakes, kHangs };

  explicit Sink(Kind kind) : kind_(kind), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    bind(listener_, reinterpret_cast<sockaddr*>(&address), size);
    listen(listener_, kLanes);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    for (int i = 0; i < kLanes; ++i) servers_.emplace_back([this] { serve(); });
  }
  ~Sink() {
    shutdown(listener_, SHUT_RDWR);
    for (std::thread& server : servers_) server.join();
    close(listener_);
  }
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  int port() const { return port_; }
  int taken() const { return taken_; }
  int connections() const { return connections_; }

 private:
  void serve() {
    for (int client = accept(listener_, nullptr, nullptr); client >= 0;
         client = accept(listener_, nullptr, nullptr)) {
      ++connections_;
      talk(client);
      close(client);
    }
  }
  void talk(int client) {
    std::string rest;
    bool is_content = false;
    if (kind_ == Kind::kTakes) say(client, "220 sink\r\n");
    char bytes[4096];
    for (ssize_t size = 0; (size = read(client, bytes, sizeof bytes)) > 0;) {
      rest.append(bytes, static_cast<std::size_t>(size));
      answer(client, rest, is_content);
    }
  }
  void answer(int client, std::string& rest, bool& is_content) {
    for (;;) {
      const std::string end = is_content ? "\r\n.\r\n" : "\r\n";
      const std::size_t at = rest.find(end);
      if (at == std::string::npos) return;
      const bool begins = !is_content && rest.compare(0, 4, "DATA") == 0;
      if (is_content) ++taken_;
      is_content = begins;
      rest.erase(0, at + end.size());
      say(client, begins ? "354 go on\r\n" : "250 OK\r\n");
    }
  }
  static void say(int client, const std::string& line) {
    send(client, line.data(), line.size(), MSG_NOSIGNAL);
  }

  Kind kind_;
  int listener_;
  int port_ = 0;
  std::atomic<int> taken_{0};
  std::atomic<int> connections_{0};
  std::vector<std::thread> servers_;
};

struct LockedLog final : base::Log {
  std::mutex mutex;
  int lines = 0;
  void write(base::LogLevel, const char*, std::string_view) noexcept override {
    const std::lock_guard<std::mutex> guard(mutex);
    ++lines;
  }
};

/// All mail of the help desk leaves by one server, as OsTicketMail smtp://127.0.0.1:port has it.
httpd::TransportSetup way_to(const Sink& sink, const std::atomic<bool>& stop) {
  httpd::MailWay way;
  way.kind = httpd::MailWay::Kind::kServer;
  way.server.host = "127.0.0.1";
  way.server.port = sink.port();
  return {way, "", stop};
}

std::string a_mail() {
  domain::QueuedMail mail;
  mail.from = {"Gr\u00fc\u00dfe", "support@e.example"};
  mail.to = {{"Jane", "jane@x.example"}};
  mail.subject = "\u6253\u5370\u673a";
  mail.text = "Gr\u00fc\u00dfe\n";
  mail.html = "<p>It rains.</p>";
  return encode_mail(mail);
}

/// One lane: a connection of its own, whose outbox holds messages that no other lane sees.
struct Lane {
  fakes::FakeConnection connection;
  fakes::FakePool pool{connection};
  httpd::ConfiguredTransports transports;
  httpd::MailDelivery delivery;

  Lane(const httpd::TransportSetup& setup, const httpd::DeliveryTools& tools)
      : transports(setup, tools.clock), delivery(transports, tools, {"me", {}}) {
    connection.rows["outbox.version"] = {{"10.11.6-MariaDB"}};
    for (int i = 1; i <= kMessages; ++i) {
      const std::string id = std::to_string(i);
      connection.rows["outbox.due"].push_back({id});
      connection.rows["outbox.lock"].push_back({id});
      connection.rows["outbox.claimed"].push_back(
          {id, "1", "0", "1000000000", "id@e.example", R"(["jane@x.example"])", a_mail()});
    }
  }
};

/// What the lanes share.
struct Desk {
  base::SystemClock clock;
  LockedLog log;
  httpd::MailStatistics statistics{};
  std::atomic<bool> stop{false};
  std::vector<std::unique_ptr<Lane>> lanes;
  std::vector<std::thread> threads;

  explicit Desk(const Sink& sink) {
    for (int i = 0; i < kLanes; ++i)
      lanes.push_back(std::make_unique<Lane>(way_to(sink, stop),
                                             httpd::DeliveryTools{clock, log, statistics, stop}));
    for (const auto& lane : lanes)
      threads.emplace_back([&lane] { static_cast<void>(lane->delivery.send_due(lane->pool)); });
  }
  void join() {
    for (std::thread& thread : threads) thread.join();
  }
};

}  // namespace

bool lanes_send_each_message_once() {
  Sink sink(Sink::Kind::kTakes);
  Desk desk(sink);
  desk.join();
  desk.lanes.clear();
  return desk.statistics.sent == kLanes * kMessages && sink.taken() == kLanes * kMessages &&
         sink.connections() == kLanes && desk.log.lines == 0;
}

bool lanes_end_while_a_mail_server_hangs() {
  Sink sink(Sink::Kind::kHangs);
  Desk desk(sink);
  while (sink.connections() < kLanes) std::this_thread::yield();
  desk.stop = true;
  desk.join();
  for (const auto& lane : desk.lanes)
    if (lane->connection.log.back() != "outbox.release") return false;
  desk.lanes.clear();
  return desk.statistics.sent == 0 && desk.statistics.postponed == 0;
}

}  // namespace ost::threads
