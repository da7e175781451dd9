// SPDX-License-Identifier: MIT
#include "mail/sendmail.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>

namespace ost::mail {
namespace {

// Programs of the sendmail kind read lines as other programs of the system write them.
std::string with_line_feeds(std::string_view message) {
  std::string out;
  out.reserve(message.size());
  for (std::size_t i = 0; i < message.size(); ++i)
    if (message[i] != '\r' || i + 1 == message.size() || message[i + 1] != '\n')
      out.push_back(message[i]);
  return out;
}

// The statuses that say something about the message; any other one is about the program itself.
bool is_about_the_message(int status) {
  switch (status) {
    case EX_OK:
    case EX_DATAERR:
    case EX_NOUSER:
    case EX_NOHOST:
    case EX_UNAVAILABLE:
    case EX_TEMPFAIL:
      return true;
    default:
      return false;
  }
}

Verdict verdict_of(int status) {
  if (status == EX_OK) return Verdict::kAccepted;
  // Postfix says EX_UNAVAILABLE for a queue that is full as well as for a message that is too
  // large.
  const bool is_temporary = status == EX_TEMPFAIL || status == EX_UNAVAILABLE;
  return is_temporary ? Verdict::kTemporary : Verdict::kPermanent;
}

}  // namespace

SendmailTransport::SendmailTransport(std::vector<std::string> words, std::int64_t limit,
                                     const base::Clock& clock)
    : words_(std::move(words)), limit_(limit), clock_(clock) {}

base::Result<Outcome> SendmailTransport::send(const Envelope& envelope, std::string_view message) {
  std::vector<std::string> words = words_;
  words.insert(words.end(),
               {"-t", "-i", "-f" + (envelope.sender.empty() ? "<>" : envelope.sender)});
  const std::int64_t deadline = clock_.monotonic_microseconds() + limit_ * 1000;
  auto program = ChildProcess::start(words);
  if (!program) return program.error();
  const auto status = program->feed(with_line_feeds(message), clock_, deadline);
  if (!status) return status.error();
  if (!is_about_the_message(*status))
    return base::Error{base::Errc::kUnavailable,
                       "The mail program cannot be used",
                       "it ended with status " + std::to_string(*status),
                       {}};
  Outcome outcome;
  outcome.recipients.assign(envelope.recipients.size(), {verdict_of(*status), *status, {}});
  return outcome;
}

namespace {

// As if a signal had ended it: nobody knows what a process did that something else has waited for.
constexpr int kLost = SIGKILL;

base::Error failed(const char* reason) {
  return base::Error{base::Errc::kUnavailable, "The mail program cannot be used", reason, {}};
}

class SpawnSettings {
 public:
  explicit SpawnSettings(int input) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    sigfillset(&signals);  // httpd ignores some, and what is ignored is inherited
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnSettings() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  bool spawn(const std::vector<std::string>& words, pid_t* pid) const {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    return posix_spawn(pid, arguments[0], &actions_, &attributes_, arguments.data(), environ) == 0;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Keeps SIGPIPE away from this thread while it writes to a program that may have gone.
class WithoutSigpipe {
 public:
  WithoutSigpipe() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~WithoutSigpipe() {
    constexpr timespec kNow{};
    if (!sigismember(&before_, SIGPIPE))
      while (sigtimedwait(&pipe_, nullptr, &kNow) < 0 && errno == EINTR) continue;
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  WithoutSigpipe(const WithoutSigpipe&) = delete;
  WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

// Waits for a descriptor until the deadline; false when that comes first.
bool wait_for(int descriptor, short events, const base::Clock& clock, std::int64_t deadline) {
  for (;;) {
    const std::int64_t left = (deadline - clock.monotonic_microseconds() + 999) / 1000;
    if (left <= 0) return false;
    pollfd waiting{descriptor, events, 0};
    // The clock is looked at often, as it may run ahead for those who have to end.
    const int ready = poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left, 200)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

}  // namespace

base::Result<ChildProcess> ChildProcess::start(const std::vector<std::string>& words) {
  int ends[2];
  if (words.empty() || pipe2(ends, O_CLOEXEC) != 0) return failed("no pipe for it");
  pid_t pid = 0;
  const bool started = SpawnSettings(ends[0]).spawn(words, &pid);
  close(ends[0]);
  ChildProcess child(started ? pid : 0, ends[1]);
  if (!started) return failed("it cannot be started");
  fcntl(ends[1], F_SETFL, O_NONBLOCK);
  return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, 0)), input_(std::exchange(other.input_, -1)) {}

ChildProcess::~ChildProcess() {
  close_input();
  if (pid_ <= 0) return;
  kill(-pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) continue;
}

void ChildProcess::close_input() {
  if (input_ >= 0) close(input_);
  input_ = -1;
}

// Asked again and again, as there is no wait with a time limit that works everywhere.
std::optional<int> ChildProcess::wait_for_end(const base::Clock& clock, std::int64_t deadline) {
  constexpr int kLongestPause = 20;
  int status = 0;
  for (int pause = 1;; pause = std::min(pause * 2, kLongestPause)) {
    const pid_t ended = waitpid(pid_, &status, WNOHANG);
    if (ended != 0) pid_ = 0;
    if (ended < 0) return kLost;
    if (ended > 0) return status;
    if (clock.monotonic_microseconds() >= deadline) return std::nullopt;
    poll(nullptr, 0, pause);
  }
}

base::Result<int> ChildProcess::feed(std::string_view input, const base::Clock& clock,
                                     std::int64_t deadline) {
  const WithoutSigpipe quiet;
  while (!input.empty()) {
    if (!wait_for(input_, POLLOUT, clock, deadline)) return failed("it took too long");
    const ssize_t written = write(input_, input.data(), input.size());
    if (written >= 0)
      input.remove_prefix(static_cast<std::size_t>(written));
    else if (errno != EAGAIN && errno != EINTR)
      break;  // it reads no further: its exit status says why
  }
  const bool read_all = input.empty();
  close_input();
  const auto status = wait_for_end(clock, deadline);
  if (!status) return failed("it took too long");
  if (!WIFEXITED(*status)) return failed("it was ended by a signal");
  if (!read_all && WEXITSTATUS(*status) == 0) return failed("it did not read the whole message");
  return WEXITSTATUS(*status);
}

}  // namespace ost::mail
