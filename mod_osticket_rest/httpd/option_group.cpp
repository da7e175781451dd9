// SPDX-License-Identifier: MIT
#include "httpd/dbd_settings.hpp"

#include <apr_env.h>
#include <grp.h>
#include <httpd.h>
#include <sys/wait.h>
#include <unistd.h>

// Needs httpd.h before it.
#include <unixd.h>

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
    std::ifstream file(path);
    for (std::string line; !is_found_ && std::getline(file, line);) take(base::trim(line), depth);
  }

  bool has_found() const { return is_found_; }

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
};

const char* variable(const char* name, apr_pool_t* pool) {
  char* value = nullptr;
  return apr_env_get(&value, name, pool) == APR_SUCCESS ? value : nullptr;
}

std::vector<std::string> option_files(apr_pool_t* pool) {
  std::vector<std::string> files{"/etc/my.cnf", "/etc/mysql/my.cnf"};
  const char* folder = variable("MARIADB_HOME", pool);
  if (!folder) folder = variable("MYSQL_HOME", pool);
  if (folder) files.push_back(std::string(folder) + kFileName);
  if (const char* home = variable("HOME", pool)) files.push_back(std::string(home) + "/.my.cnf");
  return files;
}

bool is_found(const std::string& group, const std::vector<std::string>& files) {
  Search search(group);
  for (const std::string& path : files) search.read(path);
  return search.has_found();
}

bool become_user_of_children() {
  return initgroups(ap_unixd_config.user_name, ap_unixd_config.group_id) == 0 &&
         setgid(ap_unixd_config.group_id) == 0 && setuid(ap_unixd_config.user_id) == 0;
}

// The life of the asking process. It ends without the parent's exit handlers and destructors, with
// 1 when the group is not found.
[[noreturn]] void search_and_exit(const std::string& group, const std::vector<std::string>& files) {
  try {
    _exit(become_user_of_children() && !is_found(group, files) ? 1 : 0);
  } catch (const std::exception&) {
    _exit(0);
  }
}

// Only a process of its own can have another user's rights. Where there is none, nothing is known
// to be wrong.
bool is_found_by_children(const std::string& group, const std::vector<std::string>& files) {
  const pid_t asking = fork();
  if (asking == 0) search_and_exit(group, files);
  int status = 0;
  if (asking < 0 || waitpid(asking, &status, 0) != asking) return true;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

// Whoever is not root may test a configuration as well, but sees only his own files.
OptionGroup find_option_group(const std::string& group, apr_pool_t* pool) {
  if (geteuid() != 0) return OptionGroup::kFound;
  const std::vector<std::string> files = option_files(pool);
  if (!is_found(group, files)) return OptionGroup::kMissing;
  return is_found_by_children(group, files) ? OptionGroup::kFound : OptionGroup::kUnreadable;
}

}  // namespace ost::httpd
