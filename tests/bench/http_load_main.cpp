// SPDX-License-Identifier: MIT
// Sends numbered requests on connections that are kept open, each number once: for requests that
// change something, and for long answers, which it takes in pieces of 256 KiB: wrk's are of 8 KiB,
// on which it spends half as much as a download costs httpd.
//   http_load PORT TEMPLATE CONNECTIONS SECONDS FIRST COUNT
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "bench/load.hpp"
#include "bench/template.hpp"

namespace ost::bench {
namespace {

class Client {
 public:
  Client(int port, const Template& request) : port_(port), request_(request) {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  ~Client() { close(); }

  Outcome send(std::uint64_t number) {
    request_.fill(sent_, number, {});
    if (socket_ < 0) connect();
    if (::send(socket_, sent_.data(), sent_.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(sent_.size()))
      return fail();
    return receive();
  }

 private:
  void connect() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
      throw std::runtime_error("cannot connect");
  }

  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }

  Outcome fail() {
    close();
    return {false, 0};
  }

  // How many bytes came, behind `kept` others in the buffer; 0: no more come.
  std::size_t more(std::size_t kept) {
    const ssize_t got = recv(socket_, buffer_.data() + kept, buffer_.size() - kept, 0);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
  }

  // Answers carry their length.
  Outcome receive() {
    std::size_t received = 0;
    std::string_view head;
    while (head.empty()) {
      const std::size_t got = more(received);
      if (got == 0) return fail();
      received += got;
      const std::string_view all(buffer_.data(), received);
      if (const auto end = all.find("\r\n\r\n"); end != all.npos) head = all.substr(0, end + 4);
    }
    const std::size_t length = head.find("Content-Length: ");
    if (length == head.npos) return fail();
    const std::size_t body = std::stoul(std::string(head.substr(length + 16, 12)));
    const bool is_good = head[9] == '2';
    const bool is_last = head.find("Connection: close") != head.npos;
    const std::size_t whole = head.size() + body;
    while (received < whole) {
      const std::size_t got = more(0);
      if (got == 0) return fail();
      received += got;
    }
    if (is_last) close();
    return {is_good, body};
  }

  int port_;
  const Template& request_;
  int socket_ = -1;
  std::string sent_;
  std::vector<char> buffer_ = std::vector<char>(262144);
};

void measure(char** arguments) {
  const Plan plan = plan_of(arguments + 3);
  const Template request(read_file(arguments[2]));
  std::vector<std::unique_ptr<Client>> clients;
  std::vector<Send> senders;
  for (int i = 0; i < plan.connections; ++i) {
    clients.push_back(std::make_unique<Client>(std::stoi(arguments[1]), request));
    senders.emplace_back(
        [client = clients.back().get()](std::uint64_t number) { return client->send(number); });
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
  std::fprintf(stderr, "http_load: %s\n", e.what());
  return EXIT_FAILURE;
}
