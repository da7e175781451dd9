// SPDX-License-Identifier: MIT
#include "base/media_type.hpp"

#include <magic.h>

#include <memory>

namespace ost::base {
namespace {

struct Close {
  void operator()(magic_set* cookie) const { magic_close(cookie); }
};

}  // namespace

std::string media_type_of(std::string_view beginning) {
  constexpr char kUnknown[] = "application/octet-stream";
  // Nothing is unpacked and nothing but these bytes is looked at.
  const std::unique_ptr<magic_set, Close> cookie(
      magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS));
  if (!cookie || magic_load(cookie.get(), nullptr) != 0) return kUnknown;
  const char* type = magic_buffer(cookie.get(), beginning.data(), beginning.size());
  return type ? type : kUnknown;
}

}  // namespace ost::base
