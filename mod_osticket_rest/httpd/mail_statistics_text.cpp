// SPDX-License-Identifier: MIT
#include "httpd/statistics_text.hpp"

#include <algorithm>

namespace ost::httpd {
namespace {

struct Figures {
  std::uint64_t sent = 0;
  std::uint64_t postponed = 0;
  std::uint64_t given_up = 0;
  std::int64_t queued = 0;
  std::int64_t failed = 0;
  std::int64_t oldest = 0;
};

void add(Figures& sum, const MailStatistics& mail) {
  sum.sent += mail.sent;
  sum.postponed += mail.postponed;
  sum.given_up += mail.given_up;
  sum.queued += mail.queued;
  sum.failed += mail.failed;
  sum.oldest = std::max(sum.oldest, mail.oldest.load());
}

struct Family {
  const char* name;  ///< behind "osticket_rest_mail_"
  const char* type;
  const char* help;
  std::string (*number)(const Figures&);
};

const Family kFamilies[] = {
    {"sent_total", "counter", "Messages handed over.",
     [](const Figures& f) { return std::to_string(f.sent); }},
    {"postponed_total", "counter", "Attempts that failed and are made again.",
     [](const Figures& f) { return std::to_string(f.postponed); }},
    {"given_up_total", "counter", "Messages that were given up.",
     [](const Figures& f) { return std::to_string(f.given_up); }},
    {"queued", "gauge", "Messages that wait.",
     [](const Figures& f) { return std::to_string(f.queued); }},
    {"failed", "gauge", "Messages kept as failed.",
     [](const Figures& f) { return std::to_string(f.failed); }},
    {"oldest_queued_seconds", "gauge", "Age of the message that has waited longest.",
     [](const Figures& f) { return std::to_string(f.oldest); }},
};

Figures sum_of(const Statistics& statistics) {
  Figures sum;
  for (const HostStatistics& host : statistics.hosts) add(sum, host.mail);
  return sum;
}

}  // namespace

std::string mail_prometheus_text(const Statistics& statistics) {
  std::string text;
  for (const Family& family : kFamilies) {
    const std::string name = std::string("osticket_rest_mail_") + family.name;
    append_head(text, name, family.type, family.help);
    for (const HostStatistics& host : statistics.hosts) {
      if (host.name[0] == '\0') continue;
      Figures figures;
      add(figures, host.mail);
      append_figure(text, name, label_value(host.name.data()), family.number(figures));
    }
  }
  return text;
}

std::string mail_status_html(const Statistics& statistics) {
  const Figures all = sum_of(statistics);
  return "<dl><dt>Mail: " + std::to_string(all.sent) + " sent; " + std::to_string(all.queued) +
         " queued, the oldest for " + std::to_string(all.oldest) + " s; " +
         std::to_string(all.failed) + " failed</dt></dl>\n";
}

std::string mail_status_lines(const Statistics& statistics) {
  const Figures all = sum_of(statistics);
  return "OsTicketMailSent: " + std::to_string(all.sent) +
         "\nOsTicketMailQueued: " + std::to_string(all.queued) +
         "\nOsTicketMailOldestSeconds: " + std::to_string(all.oldest) +
         "\nOsTicketMailFailed: " + std::to_string(all.failed) + "\n";
}

}  // namespace ost::httpd
