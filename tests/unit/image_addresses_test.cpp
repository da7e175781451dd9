// SPDX-License-Identifier: MIT
#include "api/read/entry_files.hpp"

#include <CppUTest/TestHarness.h>

using ost::api::ImageAddresses;

namespace {

using Addresses = std::map<std::string, std::string, std::less<>>;

constexpr char kKey[] = "abcdeABCDE-_0123456789abcdefghij";
const std::string kText = std::string("<p>größe <img src=\"cid:") + kKey + "\" alt=\"x\"> end</p>";
const std::string kShown = "<p>größe <img src=\"/tickets/1/attachments/2\" alt=\"x\"> end</p>";

// The text in pieces of that size; each piece done has to be of whole characters.
std::string shown(const std::string& text, std::size_t piece) {
  ImageAddresses addresses(Addresses{{kKey, "/tickets/1/attachments/2"}});
  std::string done;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    const std::string next = addresses.next(text.substr(at, piece));
    CHECK(next.empty() || (static_cast<unsigned char>(next[0]) & 0xC0) != 0x80);
    done += next;
  }
  return done + addresses.rest();
}

}  // namespace

TEST_GROUP(ImageAddresses){};

TEST(ImageAddresses, take_the_place_of_content_ids) {
  STRCMP_EQUAL(kShown.c_str(), shown(kText, 1000).c_str());
}

TEST(ImageAddresses, are_found_over_the_ends_of_pieces) {
  for (std::size_t piece = 1; piece < kText.size(); ++piece)
    STRCMP_EQUAL(kShown.c_str(), shown(kText, piece).c_str());
}

TEST(ImageAddresses, leave_everything_else_alone) {
  for (const std::string& text :
       {std::string("\"cid:"), std::string("\"cid:") + std::string(32, 'x') + "\"",
        std::string("'cid:") + kKey + "'", std::string("\"cid:") + kKey,
        std::string("\"cid:") + kKey + "x\"", std::string("cid:\"\"cid:\"")})
    STRCMP_EQUAL(text.c_str(), shown(text, 3).c_str());
}

TEST(ImageAddresses, follow_each_other) {
  const std::string id = std::string("\"cid:") + kKey + "\"";
  const std::string address = "\"/tickets/1/attachments/2\"";
  STRCMP_EQUAL((address + address + "\"" + address).c_str(), shown(id + id + "\"" + id, 7).c_str());
}
