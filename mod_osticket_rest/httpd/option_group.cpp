// SPDX-License-Identifier: MIT
#include "httpd/option_group.hpp"

#include <grp.h>
#include <httpd.h>
#include <sys/wait.h>
#include <unistd.h>

// Needs httpd.h before it.
#include <unixd.h>

#include <cerrno>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace ost::httpd {
namespace {

constexpr int kDeepestInclude = 8;
constexpr char kFileName[] = "/my.cnf";

class Search {
 public:
  explicit Search(std::string_view group) : header_("[" + std::string(group) + "]") {}

  void read(const std::string& path, int depth = 0) {
    errno = 0;
    std::ifstream file(path);
    if (!file) {
      is_any_unreadable_ = is_any_unreadable_ || errno == EACCES;
      return;
    }
    for (std::string line; !is_found_ && std::getline(file, line);) take(base::trim(line), depth);
  }

  OptionGroup outcome() const {
    if (is_found_) return OptionGroup::kFound;
    return is_any_unreadable_ ? OptionGroup::kUnreadable : OptionGroup::kMissing;
  }

 private:
  // Of a folder the library reads the one file of this name.
  void take(std::string_view line, int depth) {
    constexpr std::string_view kFolder = "!includedir ";
    constexpr std::string_view kFile = "!include ";
    if (line.substr(0, header_.size()) == header_) is_found_ = true;
    if (depth == kDeepestInclude) return;
    if (line.substr(0, kFolder.size()) == kFolder)
      read(std::string(base::trim(line.substr(kFolder.size()))) + kFileName, depth + 1);
    if (line.substr(0, kFile.size()) == kFile)
      read(std::string(base::trim(line.substr(kFile.size()))), depth + 1);
  }

  std::string header_;
  bool is_found_ = false;
  bool is_any_unreadable_ = false;
};

std::vector<std::string> option_files() {
  std::vector<std::string> files{"/etc/my.cnf", "/etc/mysql/my.cnf"};
  const char* folder = std::getenv("MARIADB_HOME");
  if (!folder) folder = std::getenv("MYSQL_HOME");
  if (folder) files.push_back(std::string(folder) + kFileName);
  if (const char* home = std::getenv("HOME")) files.push_back(std::string(home) + "/.my.cnf");
  return files;
}

// A configuration that is only tested may be so by anybody.
bool become_user_of_children() {
  if (geteuid() != 0) return true;
  return initgroups(ap_unixd_config.user_name, ap_unixd_config.group_id) == 0 &&
         setgid(ap_unixd_config.group_id) == 0 && setuid(ap_unixd_config.user_id) == 0;
}

OptionGroup search(const std::string& group) {
  Search search(group);
  for (const std::string& path : option_files()) search.read(path);
  return search.outcome();
}

// The life of the asking process. It ends without the parent's exit handlers and destructors.
[[noreturn]] void search_and_exit(const std::string& group) {
  try {
    const auto found = become_user_of_children() ? search(group) : OptionGroup::kFound;
    _exit(static_cast<int>(found));
  } catch (const std::exception&) {
    _exit(static_cast<int>(OptionGroup::kFound));
  }
}

}  // namespace

// Only a process of its own can have another user's rights. Where there is none, nothing is known
// to be wrong.
OptionGroup find_option_group(const std::string& group) {
  const pid_t asking = fork();
  if (asking == 0) search_and_exit(group);
  int status = 0;
  if (asking < 0 || waitpid(asking, &status, 0) != asking || !WIFEXITED(status))
    return OptionGroup::kFound;
  return static_cast<OptionGroup>(WEXITSTATUS(status));
}

}  // namespace ost::httpd
