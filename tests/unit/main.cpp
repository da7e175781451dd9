// SPDX-License-Identifier: MIT
#include "base/date_time.hpp"
#include "mail/message.hpp"

#include <CppUTest/CommandLineTestRunner.h>

int main(int count, char** arguments) {
  // The zone library keeps every zone it has read, which is no leak of the test that asks first.
  for (const char* zone : {"UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"})
    (void)ost::base::TimeZone::named(zone);
  for (const int hours : {-4, 3}) (void)ost::base::TimeZone::fixed(hours * 3600);
  const ost::mail::Libraries libraries;
  return CommandLineTestRunner::RunAllTests(count, arguments);
}
