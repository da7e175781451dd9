// SPDX-License-Identifier: MIT
#include "mail/smtp.hpp"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <new>
#include <set>
#include <stdexcept>
#include <utility>

#include "mail/smtp_dialog.hpp"

namespace ost::mail {
namespace {

struct CloseHandle {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

// curl_slist_append walks to the end each time, which is too long a way for thousands.
List list_of(const std::vector<std::string>& texts) {
  List list;
  curl_slist* last = nullptr;
  for (const std::string& text : texts) {
    curl_slist* const one = curl_slist_append(nullptr, text.c_str());
    if (!one) throw std::bad_alloc();
    if (last)
      last->next = one;
    else
      list.reset(one);
    last = one;
  }
  return list;
}

std::size_t read_message(char* to, std::size_t size, std::size_t count, void* from) noexcept {
  auto& rest = *static_cast<std::string_view*>(from);
  const std::size_t taken = std::min(size * count, rest.size());
  std::memcpy(to, rest.data(), taken);
  rest.remove_prefix(taken);
  return taken;
}

// Commands hold passwords and addresses: they are followed, never kept.
int follow(CURL*, curl_infotype kind, char* data, std::size_t size, void* context) noexcept {
  auto& dialog = *static_cast<SmtpDialog*>(context);
  try {
    if (kind == CURLINFO_HEADER_OUT) dialog.sent({data, size});
    if (kind == CURLINFO_HEADER_IN) dialog.received({data, size});
  } catch (...) {
    // Out of memory: the reply counts as none, so the message is tried again.
  }
  return 0;
}

std::size_t ignore_lines(char*, std::size_t size, std::size_t count, void*) noexcept {
  return size * count;
}

// libcurl asks several times a second while it waits.
int is_to_stop(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

// The handle knows its sockets, as its end depends on them.
curl_socket_t open_socket(void* sockets, curlsocktype, curl_sockaddr* to) noexcept {
  const int made = socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  if (made < 0) return CURL_SOCKET_BAD;
  try {
    static_cast<std::set<int>*>(sockets)->insert(made);
    return made;
  } catch (...) {
    close(made);
    return CURL_SOCKET_BAD;
  }
}

int close_socket(void* sockets, curl_socket_t one) noexcept {
  static_cast<std::set<int>*>(sockets)->erase(one);
  return close(one);
}

// What an operator can do something about, without the words of the server.
const char* reason_of(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "its name is not known";
    case CURLE_COULDNT_CONNECT:
      return "it cannot be reached";
    case CURLE_OPERATION_TIMEDOUT:
      return "it did not answer in time";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
      return "its certificate is not valid for this name, or of nobody who is trusted";
    case CURLE_SSL_CACERT_BADFILE:
      return "the file of trusted certificates cannot be read";
    case CURLE_SSL_CONNECT_ERROR:
      return "it does not agree on TLS";
    case CURLE_USE_SSL_FAILED:
      return "it does not offer STARTTLS";
    case CURLE_LOGIN_DENIED:
      return "it refused the login";
    case CURLE_URL_MALFORMAT:
      return "its name or port is none";
    default:
      return "it ended the connection, or said what was not understood";
  }
}

}  // namespace

struct SmtpTransport::Handle {
  std::set<int> sockets;                            // those of the handle that are open
  std::unique_ptr<CURLU, FreeUrl> url{curl_url()};  // the handle only points to it
  std::unique_ptr<CURL, CloseHandle> curl{curl_easy_init()};
  bool is_usable = false;

  Handle() {
    if (!curl || !url) throw std::runtime_error("libcurl gave no handle");
    set(CURLOPT_OPENSOCKETFUNCTION, open_socket);
    set(CURLOPT_OPENSOCKETDATA, &sockets);
    set(CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    set(CURLOPT_CLOSESOCKETDATA, &sockets);
  }
  // libcurl says QUIT and waits two minutes for the answer, whatever its callbacks say.
  ~Handle() {
    for (const int one : sockets) shutdown(one, SHUT_RD);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(curl.get(), option, value);
  }
  void name_server(const SmtpServer& server);
  void log_in(const Login& login);
  void bound(const SmtpLimits& limits);
};

// Part by part, as a host with a slash or an @ in a text would name another server.
void SmtpTransport::Handle::name_server(const SmtpServer& server) {
  const bool is_ipv6 = server.host.find(':') != std::string::npos && server.host.front() != '[';
  const std::string host = is_ipv6 ? "[" + server.host + "]" : server.host;
  const char* const scheme = server.tls == Tls::kFromTheStart ? "smtps" : "smtp";
  is_usable = !curl_url_set(url.get(), CURLUPART_SCHEME, scheme, 0) &&
              !curl_url_set(url.get(), CURLUPART_HOST, host.c_str(), 0) &&
              !curl_url_set(url.get(), CURLUPART_PORT, std::to_string(server.port).c_str(), 0);
  set(CURLOPT_CURLU, url.get());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_PROXY, "");  // no proxy of the environment
  set(CURLOPT_USE_SSL, long{server.tls == Tls::kNone ? CURLUSESSL_NONE : CURLUSESSL_ALL});
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!server.ca_file.empty()) set(CURLOPT_CAINFO, server.ca_file.c_str());
}

void SmtpTransport::Handle::log_in(const Login& login) {
  if (login.kind == LoginKind::kNone) return;
  set(CURLOPT_USERNAME, login.user.c_str());
  if (login.kind == LoginKind::kPassword) {
    set(CURLOPT_PASSWORD, login.secret.c_str());
    set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
  } else {
    set(CURLOPT_XOAUTH2_BEARER, login.secret.c_str());
    set(CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
  }
}

void SmtpTransport::Handle::bound(const SmtpLimits& limits) {
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect));
  set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>((limits.reply + 999) / 1000));
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.message));
  if (!limits.stop) return;
  set(CURLOPT_QUICK_EXIT, 1L);  // no wait for a name server either
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, is_to_stop);
  set(CURLOPT_XFERINFODATA, limits.stop);
}

SmtpTransport::SmtpTransport(SmtpServer server, SmtpLimits limits)
    : server_(std::move(server)), handle_(std::make_unique<Handle>()) {
  handle_->name_server(server_);
  handle_->log_in(server_.login);
  handle_->bound(limits);
  handle_->set(CURLOPT_UPLOAD, 1L);
  handle_->set(CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
  handle_->set(CURLOPT_READFUNCTION, read_message);
  handle_->set(CURLOPT_HEADERFUNCTION, ignore_lines);
  handle_->set(CURLOPT_WRITEFUNCTION, ignore_lines);
  handle_->set(CURLOPT_VERBOSE, 1L);  // without it nothing reaches the debug function
  handle_->set(CURLOPT_DEBUGFUNCTION, follow);
}

SmtpTransport::~SmtpTransport() = default;

base::Result<Outcome> SmtpTransport::send(const Envelope& envelope, std::string_view message) {
  SmtpDialog dialog(envelope.recipients.size());
  const List recipients = list_of(envelope.recipients);
  std::string_view rest = message;
  handle_->set(CURLOPT_MAIL_FROM, envelope.sender.empty() ? nullptr : envelope.sender.c_str());
  handle_->set(CURLOPT_MAIL_RCPT, recipients.get());
  handle_->set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));
  handle_->set(CURLOPT_READDATA, &rest);
  handle_->set(CURLOPT_DEBUGDATA, &dialog);
  const CURLcode code =
      handle_->is_usable ? curl_easy_perform(handle_->curl.get()) : CURLE_URL_MALFORMAT;
  handle_->set(CURLOPT_MAIL_RCPT, nullptr);
  handle_->set(CURLOPT_FRESH_CONNECT, long{!dialog.may_go_on()});  // the next message
  if (const auto outcome = dialog.outcome()) return *outcome;
  const int refusal = dialog.refusal();
  std::string detail = "mail server " + server_.host + ":" + std::to_string(server_.port) + ": " +
                       (refusal == 530 ? "it asks for a login or TLS first" : reason_of(code));
  if (refusal != 0) detail += " (reply " + std::to_string(refusal) + ")";
  return base::Error{
      base::Errc::kUnavailable, "The mail server cannot be used", std::move(detail), {}};
}

}  // namespace ost::mail
