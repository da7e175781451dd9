// SPDX-License-Identifier: MIT
#include "base/content.hpp"

#include <algorithm>
#include <utility>

#include "base/base64_decoder.hpp"
#include "base/charset.hpp"

namespace ost::base {
namespace {

class Bytes final : public Content {
 public:
  explicit Bytes(std::string bytes) : bytes_(std::move(bytes)) {}
  Status read(const TakeBytes& take) const override {
    return bytes_.empty() ? Status() : take(bytes_);
  }

 private:
  std::string bytes_;
};

class Behind final : public Content {
 public:
  Behind(ContentPtr whole, std::size_t from) : whole_(std::move(whole)), from_(from) {}
  Status read(const TakeBytes& take) const override {
    std::size_t left = from_;
    return whole_->read([&](std::string_view piece) {
      const std::size_t passed = std::min(left, piece.size());
      left -= passed;
      return passed == piece.size() ? Status() : take(piece.substr(passed));
    });
  }

 private:
  ContentPtr whole_;
  std::size_t from_;
};

class FromBase64 final : public Content {
 public:
  explicit FromBase64(ContentPtr text) : text_(std::move(text)) {}
  Status read(const TakeBytes& take) const override {
    Base64Decoder decoder(take);
    const Status read = text_->read([&](std::string_view piece) { return decoder.add(piece); });
    return read ? decoder.end() : read;
  }

 private:
  ContentPtr text_;
};

class InUtf8 final : public Content {
 public:
  InUtf8(ContentPtr text, std::string charset)
      : text_(std::move(text)), charset_(std::move(charset)) {}
  // Whether all of it can be converted is known at its end only, so it is asked first.
  Status read(const TakeBytes& take) const override {
    bool is_convertible = true;
    const auto ignore = [](std::string_view) { return Status(); };
    if (Status asked = convert(ignore, is_convertible); !asked) return asked;
    return is_convertible ? convert(take, is_convertible) : text_->read(take);
  }

 private:
  Status convert(const TakeBytes& take, bool& is_convertible) const {
    Utf8Converter converter(charset_);
    is_convertible = converter.is_open();
    const Status read = text_->read([&](std::string_view piece) {
      if (!is_convertible) return Status();
      const auto converted = converter.add(piece);
      is_convertible = converted.has_value();
      return is_convertible ? take(*converted) : Status();
    });
    is_convertible = is_convertible && converter.is_complete();
    return read;
  }

  ContentPtr text_;
  std::string charset_;
};

// Ends the reading of a content of which enough is known.
Error enough() {
  return Error{Errc::kClientGone, "", "", {}};
}

}  // namespace

ContentPtr content_of(std::string bytes) {
  return std::make_shared<Bytes>(std::move(bytes));
}

ContentPtr content_behind(ContentPtr whole, std::size_t from) {
  return std::make_shared<Behind>(std::move(whole), from);
}

ContentPtr content_of_base64(ContentPtr text) {
  return std::make_shared<FromBase64>(std::move(text));
}

ContentPtr content_in_utf8(ContentPtr text, const std::string& charset) {
  return std::make_shared<InUtf8>(std::move(text), charset);
}

Result<std::string> first_bytes(const Content& content, std::size_t most) {
  std::string first;
  bool has_enough = false;
  const Status read = content.read([&](std::string_view piece) {
    first.append(piece.substr(0, most - first.size()));
    has_enough = first.size() == most;
    return has_enough ? Status(enough()) : Status();
  });
  if (!read && !has_enough) return read.error();
  return first;
}

}  // namespace ost::base
