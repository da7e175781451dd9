// SPDX-License-Identifier: MIT
// Feeds every reader of text with hostile shapes of growing size and measures processor time and
// memory. Fails where one takes more than 250 ms or 64 MiB a megabyte, keeps memory, or grows
// faster than its text.
#include <malloc.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <new>

#include "base/text.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"
#include "fakes/hostile_shapes.hpp"

namespace {

std::size_t used = 0;
std::size_t most_used = 0;

}  // namespace

// What the readers allocate is counted here; the program has one thread.
void* operator new(std::size_t size) {
  void* block = std::malloc(size);
  if (!block) throw std::bad_alloc();
  used += malloc_usable_size(block);
  most_used = std::max(most_used, used);
  return block;
}

void operator delete(void* block) noexcept {
  if (block) used -= malloc_usable_size(block);
  std::free(block);
}

void operator delete(void* block, std::size_t) noexcept {
  operator delete(block);
}

namespace {

using namespace ost;

struct Reader {
  const char* name;
  std::function<std::string(const std::string&)> read;
};

const Reader kReaders[] = {
    {"clean_markup", [](const std::string& text) { return domain::clean_markup(text); }},
    {"drop_unknown_images", domain::drop_unknown_images},
    {"searchable_markup", domain::searchable_markup},
    {"line_breaks_to_markup", domain::line_breaks_to_markup},
    {"decode_entities", domain::decode_entities},
    {"encode_special_characters", domain::encode_special_characters},
    {"plain_text", domain::plain_text},
    {"strip_tags", domain::strip_tags},
    {"searchable_text", domain::searchable_text},
    {"collapse_white_space", domain::collapse_white_space},
    {"repair_utf8", [](const std::string& text) { return base::repair_utf8(text); }},
    {"compose", base::compose}};

constexpr std::size_t kSizes[] = {64 * 1024, 256 * 1024, 1024 * 1024};
constexpr double kLongest = 0.250;
constexpr std::size_t kMostMemory = 64 * 1024 * 1024;
// Below these, one more page or cache miss is more than what is measured.
constexpr double kShort = 0.020;
constexpr std::size_t kLittle = 1024 * 1024;
// Of 16, the growth of the text; strings double when they grow, clocks and caches are not exact.
constexpr double kMostGrowth = 40;

double now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Cost {
  double seconds = 0;
  std::size_t memory = 0;
  bool is_given_back = true;
};

Cost measure_once(const Reader& reader, const std::string& text) {
  Cost cost;
  const std::size_t before = used;
  most_used = used;
  const double start = now();
  {
    const std::string made = reader.read(text);
    cost.seconds = now() - start;
  }
  cost.memory = most_used - before;
  cost.is_given_back = used == before;
  return cost;
}

// The machine may be busy: what looks long is measured again.
Cost measure(const Reader& reader, const std::string& text) {
  Cost best = measure_once(reader, text);
  for (int again = 0; again < 4 && best.seconds > kShort; ++again)
    best.seconds = std::min(best.seconds, measure_once(reader, text).seconds);
  return best;
}

const char* fault_of(const Cost& small, const Cost& large) {
  if (large.seconds > kLongest) return "takes too long";
  if (large.memory > kMostMemory) return "takes too much memory";
  if (!large.is_given_back) return "keeps memory";
  if (large.seconds > kShort && large.seconds > small.seconds * kMostGrowth)
    return "grows faster than its text";
  const auto growth = static_cast<double>(large.memory) / static_cast<double>(small.memory + 1);
  return large.memory > kLittle && growth > kMostGrowth ? "needs memory faster than its text grows"
                                                        : nullptr;
}

int faults_of(const fakes::HostileShape& shape) {
  int faults = 0;
  Cost slowest;
  const char* slowest_name = "";
  for (const Reader& reader : kReaders) {
    Cost costs[std::size(kSizes)];
    for (std::size_t i = 0; i < std::size(kSizes); ++i)
      costs[i] = measure(reader, shape.text(kSizes[i]));
    const Cost& large = costs[std::size(kSizes) - 1];
    if (&reader == kReaders)
      std::printf("%-30s %7.1f %7.1f %7.1f ms %6.1f MiB", std::string(shape.name).c_str(),
                  costs[0].seconds * 1e3, costs[1].seconds * 1e3, large.seconds * 1e3,
                  static_cast<double>(large.memory) / kLittle);
    else if (large.seconds >= slowest.seconds)
      slowest = large, slowest_name = reader.name;
    if (const char* fault = fault_of(costs[0], large)) {
      std::printf("\n  FAIL %s %s", reader.name, fault);
      ++faults;
    }
  }
  std::printf("  | %6.1f ms %6.1f MiB %s\n", slowest.seconds * 1e3,
              static_cast<double>(slowest.memory) / kLittle, slowest_name);
  return faults;
}

}  // namespace

int main() {
  std::printf("%-30s %7s %7s %7s    %10s  | slowest other reader, 1 MiB\n", "clean_markup",
              "64 KiB", "256 KiB", "1 MiB", "memory");
  int faults = 0;
  for (const fakes::HostileShape& shape : fakes::kHostileShapes) faults += faults_of(shape);
  std::printf("%zu shapes, %zu readers, %d faults\n", std::size(fakes::kHostileShapes),
              std::size(kReaders), faults);
  return faults == 0 ? 0 : 1;
}
