// SPDX-License-Identifier: MIT
// Texts with places that differ from one request to the next: a place is \x01, a letter with its
// numbers, \x02. `k` is the request's number, `+B` B plus it, `+B,M` B plus its rest by M, `r`
// eight digits that depend on it, `sN` the id that the request's statement N was given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ost::bench {

/// A text cut into what stays and what is put in.
class Template {
 public:
  explicit Template(std::string_view text) {
    while (!text.empty()) {
      const auto start = text.find('\x01');
      parts_.push_back({'=', std::string(text.substr(0, start)), {0, 0, 0}});
      if (start == std::string_view::npos) return;
      const auto end = text.find('\x02', start);
      parts_.push_back(place(std::string(text.substr(start + 1, end - start - 1))));
      text.remove_prefix(end + 1);
    }
  }

  /// Writes the text for request `number` into `out`, whose memory is used again.
  void fill(std::string& out, std::uint64_t number,
            const std::vector<std::uint64_t>& statement_ids) const {
    out.clear();
    for (const Part& p : parts_)
      if (p.kind == '=')
        out += p.text;
      else
        out += std::to_string(value(p, number, statement_ids));
  }

 private:
  struct Part {
    char kind;
    std::string text;
    std::uint64_t numbers[3];
  };

  static Part place(const std::string& text) {
    Part p{text.at(0), {}, {0, 0, 0}};
    std::size_t at = 1;
    for (std::uint64_t& number : p.numbers) {
      if (at >= text.size()) break;
      std::size_t used = 0;
      number = std::stoull(text.substr(at), &used);
      at += used + 1;
    }
    return p;
  }

  static std::uint64_t value(const Part& p, std::uint64_t number,
                             const std::vector<std::uint64_t>& statement_ids) {
    switch (p.kind) {
      case 'k':
        return number;
      case 'r':
        return 10000000 + number * 7919 % 89999989;
      case 's':
        return statement_ids.at(p.numbers[0]);
      default:
        return p.numbers[0] + number * p.numbers[2] % p.numbers[1];
    }
  }

  std::vector<Part> parts_;
};

}  // namespace ost::bench
