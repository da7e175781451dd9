// SPDX-License-Identifier: MIT
#include "httpd/secret_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cctype>

namespace ost::httpd {
namespace {

constexpr std::size_t kLongest = 1024;

class OpenFile {
 public:
  explicit OpenFile(const char* path) : descriptor_(open(path, O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

bool is_control(char c) {
  return std::iscntrl(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

SecretFile read_secret_file(const char* path) {
  const OpenFile file(path ? path : "");
  struct stat status {};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode))
    return {"the file cannot be read"};
  if (status.st_mode & (S_IRWXG | S_IRWXO))
    return {"others than its owner may read the file (chmod 600)"};
  char text[kLongest + 2];
  const ssize_t size = read(file.descriptor(), text, sizeof(text));
  std::string secret(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  if (!secret.empty() && secret.back() == '\n') secret.pop_back();
  if (secret.empty() || secret.size() > kLongest) return {"the file holds no secret"};
  for (const char c : secret)
    if (is_control(c)) return {"the file holds more than one line"};
  return {nullptr, std::move(secret)};
}

}  // namespace ost::httpd
