// SPDX-License-Identifier: MIT
// An address, a name, a subject, the name of a file and a text, one a line.
#include <algorithm>

#include "fakes/parsed_mail.hpp"
#include "fuzz/fuzz.hpp"
#include "mail/message.hpp"

using namespace ost;

namespace {

bool is_ascii_in_lines(const std::string& bytes) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] <= 0 || ++line > 1000) return false;
    if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r')) return false;
    if (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n')) return false;
    if (bytes[i] == '\n') line = 0;
  }
  return true;
}

// The names of the headers, in their order.
std::string names_of(const std::string& bytes) {
  std::string names;
  std::size_t at = 0;
  while (bytes.compare(at, 2, "\r\n") != 0) {
    if (bytes[at] != ' ' && bytes[at] != '\t')
      names += bytes.substr(at, bytes.find(':', at) - at) + " ";
    at = bytes.find("\r\n", at) + 2;
  }
  return names;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  static const mail::Libraries libraries;
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto lines = fuzz::lines_of(data, size, 5);
  const auto address = mail::ascii_address(lines[0]);
  if (address) {
    const auto again = mail::ascii_address(*address);
    fuzz::require(again && *again == *address, "an address stays what it became");
  }
  mail::Message message;
  message.from = {lines[1], "desk@ex.example"};
  message.to = {{lines[1], address ? *address : "a@ex.example"}, {lines[2], "b@ex.example"}};
  message.subject = lines[2];
  message.message_id = "id@ex.example";
  message.references = {lines[0], lines[1]};
  message.headers = {{"X-Extra", lines[4]}};
  message.text = lines[4];
  message.html = lines[4];
  message.attachments = {{lines[3], lines[0], lines[4]}};
  const auto bytes = mail::write_message(message);
  fuzz::require(bytes.ok(), "a message to good addresses is written");
  fuzz::require(is_ascii_in_lines(*bytes), "a message is ASCII in lines");
  const std::string names = names_of(*bytes);
  fuzz::require(
      names == "Return-Path From To Subject Date Message-ID X-Extra MIME-Version Content-Type " ||
          names ==
              "Return-Path From To Subject Date Message-ID References X-Extra "
              "MIME-Version Content-Type ",
      "no field adds a header");
  fuzz::require(fakes::ParsedMail(*bytes).mailboxes(GMIME_ADDRESS_TYPE_TO).size() == 2,
                "no name adds a recipient");
  return 0;
}
