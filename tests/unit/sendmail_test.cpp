// SPDX-License-Identifier: MIT
#include "mail/sendmail.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/system.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using mail::SendmailTransport;
using mail::Verdict;

namespace {

constexpr std::int64_t kEnough = 60'000;  // milliseconds that no program here needs

const mail::Envelope kEnvelope{"desk@ex.example", {"a@ex.example", "b@ex.example"}};

bool has_no_child() {
  return waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD;
}

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

bool is_running(const std::string& pid) {
  const std::string stat = content("/proc/" + pid.substr(0, pid.find('\n')) + "/stat");
  return !stat.empty() && stat.find(") Z ") == std::string::npos;
}

}  // namespace

TEST_GROUP(Sendmail) {
  std::string folder;
  base::SystemClock clock;

  void setup() override {
    char name[] = "/tmp/sendmail-test-XXXXXX";
    folder = mkdtemp(name);
  }
  void teardown() override {
    std::filesystem::remove_all(folder);
    CHECK_TRUE(has_no_child());
  }

  // A program of our own: what a shell does with these lines; $0 is the folder.
  base::Result<mail::Outcome> run_program(const std::string& lines, const std::string& message,
                                          std::int64_t limit = kEnough) {
    SendmailTransport transport({"/bin/sh", "-c", lines, folder}, limit, clock);
    return transport.send(kEnvelope, message);
  }

  std::string file(const char* name) const {
    return content(folder + "/" + name);
  }
};

TEST(Sendmail, gets_the_message_with_plain_line_ends_and_the_arguments_of_php) {
  const auto sent = run_program("cat >$0/mail; for word; do echo \"$word\" >>$0/words; done",
                                "A: b\r\n\r\n.\r\nx\ry\r\n");
  CHECK_TRUE(sent.ok());
  LONGS_EQUAL(2, sent->recipients.size());
  CHECK(sent->recipients[1].verdict == Verdict::kAccepted);
  STRCMP_EQUAL("A: b\n\n.\nx\ry\n", file("mail").c_str());
  STRCMP_EQUAL("-t\n-i\n-fdesk@ex.example\n", file("words").c_str());
}

TEST(Sendmail, is_given_words_that_no_shell_reads) {
  SendmailTransport transport(
      {"/bin/sh", "-c", "cat >/dev/null; echo \"$1\" >$0/word", folder, "a b; touch $0/evil `id`"},
      kEnough, clock);
  CHECK_TRUE(transport.send({"", {"a@ex.example"}}, "x").ok());
  STRCMP_EQUAL("a b; touch $0/evil `id`\n", file("word").c_str());
}

TEST(Sendmail, tells_what_may_be_tried_again_from_what_may_not) {
  struct Case {
    int status;
    Verdict verdict;
  };
  for (const Case& c : {Case{0, Verdict::kAccepted}, Case{75, Verdict::kTemporary},
                        Case{69, Verdict::kTemporary}, Case{65, Verdict::kPermanent},
                        Case{67, Verdict::kPermanent}, Case{68, Verdict::kPermanent}}) {
    const auto sent = run_program("cat >/dev/null; exit " + std::to_string(c.status), "x");
    CHECK_TRUE(sent.ok());
    CHECK(sent->recipients[0].verdict == c.verdict);
    LONGS_EQUAL(c.status, sent->recipients[0].code);
  }
}

TEST(Sendmail, that_does_not_work_is_an_error) {
  CHECK_FALSE(SendmailTransport({"/no/such/program"}, kEnough, clock).send(kEnvelope, "x").ok());
  CHECK_FALSE(SendmailTransport({"/etc/passwd"}, kEnough, clock).send(kEnvelope, "x").ok());
  for (const char* lines : {"cat >/dev/null; exit 1", "exit 78", "kill -9 $$", "exit 127"})
    CHECK_FALSE(run_program(lines, "x").ok());
}

TEST(Sendmail, that_stops_reading_neither_ends_httpd_nor_counts_as_sent) {
  const std::string large(4 << 20, 'x');
  CHECK_FALSE(run_program("exit 0", large).ok());
  CHECK_FALSE(run_program("head -c 10 >/dev/null", large).ok());
  const auto refused = run_program("exit 75", large);
  CHECK_TRUE(refused.ok() && refused->recipients[0].verdict == Verdict::kTemporary);
}

TEST(Sendmail, that_hangs_is_ended_with_its_children) {
  CHECK_FALSE(run_program("sleep 600 & echo $! >$0/pid; cat >/dev/null; wait", "x", 300).ok());
  CHECK_FALSE(run_program("sleep 600", std::string(4 << 20, 'x'), 300).ok());
  const std::string child = file("pid");
  CHECK_FALSE(child.empty());
  // A signal takes effect a moment after it was sent.
  for (int i = 0; i < 1000 && is_running(child); ++i) usleep(1000);
  CHECK_FALSE(is_running(child));
}

TEST(Sendmail, inherits_nothing_but_its_input) {
  const int open_file = open("/etc/passwd", O_RDONLY);  // without close-on-exec
  const auto before = signal(SIGPIPE, SIG_IGN);
  const auto sent = run_program(
      "readlink /proc/$$/fd/* >$0/files; grep SigIgn /proc/$$/status >$0/signals; cat >/dev/null",
      "x");
  signal(SIGPIPE, before);
  close(open_file);
  CHECK_TRUE(sent.ok());
  CHECK(file("files").find("/dev/null\n") != std::string::npos);
  CHECK(file("files").find("/etc/passwd") == std::string::npos);
  const std::string ignored = file("signals").substr(std::string("SigIgn:\t").size());
  CHECK_EQUAL(0, std::stoull(ignored, nullptr, 16) >> (SIGPIPE - 1) & 1);
}
