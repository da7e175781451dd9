// SPDX-License-Identifier: MIT
// A format of numbers, dates or telephone numbers, with eight bytes of number in front.
#include <cstring>

#include "base/date_time.hpp"
#include "domain/create/number_sequence.hpp"
#include "domain/forms/field_validators.hpp"
#include "fakes/fake_random.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::int64_t number = 0;
  if (size <= sizeof number) return 0;
  std::memcpy(&number, data, sizeof number);
  const std::string format(fuzz::text_of(data + sizeof number, size - sizeof number));
  const int digits = domain::count_digits(format);
  fuzz::require(digits >= 0, "there are no fewer than no digits");
  const std::string laid = domain::format_number(format, number, format.back());
  if (format.find('#') == std::string::npos && format.find('\\') == std::string::npos)
    fuzz::require(laid.find(format) != std::string::npos, "text stays");
  fakes::FakeRandom random({1, 2, 3, 4, 5, 6, 7, 8, 9});
  fuzz::require(domain::random_number(random, digits) > 0, "a random number is none below 1");
  // Up to the year 9999.
  (void)base::format_date_pattern(format, number % 253402300800);
  (void)domain::format_phone(format);
  (void)domain::is_email(format);
  return 0;
}
