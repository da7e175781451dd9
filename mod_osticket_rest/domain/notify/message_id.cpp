// SPDX-License-Identifier: MIT
#include "domain/notify/message_id.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "domain/notify/template_objects.hpp"

namespace ost::domain {
namespace {

constexpr std::size_t kCode = 6;
constexpr std::size_t kRandom = 5;
constexpr std::size_t kTag = 13;
constexpr std::size_t kSignature = 5;
constexpr std::string_view kRandomLetters =
    "abcdefghiklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_=";

// PHP's pack('V').
std::string little_endian(std::uint32_t number) {
  std::string out;
  for (int shift = 0; shift < 32; shift += 8)
    out.push_back(static_cast<char>((number >> shift) & 0xFF));
  return out;
}

std::uint32_t read_little_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (int i = 3; i >= 0; --i)
    number = number << 8 | static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]);
  return number;
}

// Mailer::getSystemMessageIdCode.
std::string system_code(std::string_view salt) {
  std::string code = base::base64_encode(base::md5("mail" + std::string(salt)));
  std::replace(code.begin(), code.end(), '+', '=');
  return code.substr(0, kCode);
}

std::string signature(const std::string& tag, std::string_view random, std::string_view salt) {
  const std::string digest = base::hmac_sha1(salt, tag + std::string(random) + system_code(salt));
  return digest.substr(digest.size() - kSignature);
}

std::string packed(const MessageTag& tag) {
  return little_endian(tag.person) + little_endian(tag.entry) + little_endian(tag.thread) +
         tag.kind;
}

// osTicket's Base32: five bits a letter, the last one filled with zeros.
std::string base32(std::string_view data) {
  constexpr char kLetters[] = "abcdefghijklmnopqrstuvwxyz012345";
  std::string out;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : data) {
    buffer = buffer << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) out.push_back(kLetters[buffer >> (bits - 5) & 31]);
  }
  if (bits > 0) out.push_back(kLetters[buffer << (5 - bits) & 31]);
  return out;
}

}  // namespace

std::string make_message_id(const MessageTag& tag, std::string_view account, std::string_view salt,
                            base::Random& random) {
  std::string letters;
  for (std::size_t i = 0; i < kRandom; ++i)
    letters.push_back(
        kRandomLetters[random.below(static_cast<std::uint32_t>(kRandomLetters.size()))]);
  const std::string bytes = packed(tag);
  // 18 bytes make 24 letters, so there is no padding to drop.
  return "B" + system_code(salt) + "-" + letters + "-" +
         base::base64_encode(bytes + signature(bytes, letters, salt)) + "-" + std::string(account);
}

std::optional<MessageTag> read_message_id(std::string_view id, std::string_view salt) {
  while (!id.empty() && std::string_view("<> ").find(id.front()) != std::string_view::npos)
    id.remove_prefix(1);
  const auto parts = base::split(id.substr(0, id.find('@')), '-');
  if (parts.size() < 3 || parts[0] != "B" + system_code(salt)) return std::nullopt;
  const auto bytes = base::base64_decode(parts[2]);
  if (!bytes || bytes->size() != kTag + kSignature) return std::nullopt;
  const std::string tag = bytes->substr(0, kTag);
  if (bytes->substr(kTag) != signature(tag, parts[1], salt)) return std::nullopt;
  const std::string_view view = tag;
  return MessageTag{read_little_endian(view), read_little_endian(view.substr(4)),
                    read_little_endian(view.substr(8)), view[12]};
}

std::string reply_tag(std::string_view message_id, std::string_view separator) {
  std::string tag = "<div style=\"display:none\" class=\"mid-" + std::string(message_id) + "\">";
  return tag.append(separator) + "</div>";
}

std::string with_reference(std::string_view text, std::string_view message_id) {
  // PHP's rtrim: blanks, tabs, line breaks, vertical tabs and NUL.
  const std::size_t last = text.find_last_not_of(std::string_view(" \t\n\r\0\x0B", 6));
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  return std::string(text) + "\nRef-Mid: " + std::string(message_id) + "\n";
}

std::string ticket_token(const TicketAccess& access, TicketReader reader, std::string_view salt) {
  const std::string digest =
      base::base64_encode(base::md5(std::to_string(access.user) + access.ticket_created +
                                    std::to_string(access.ticket) + std::string(salt)));
  return std::string(reader == TicketReader::kOwner ? "o" : "c") + "1x" +
         base32(little_endian(access.user) + little_endian(access.ticket)) + digest.substr(8);
}

std::string old_ticket_token(std::uint32_t ticket, std::string_view owner_address,
                             std::string_view salt) {
  return base::to_hex(
      base::md5(std::to_string(ticket) + base::lower_ascii(owner_address) + std::string(salt)));
}

namespace {

std::string url_encoded(const std::string& text) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    if (is_plain) {
      out.push_back(c);
    } else {
      out += {'%', kDigits[byte >> 4u], kDigits[byte & 15u]};
    }
  }
  return out;
}

}  // namespace

std::string ticket_link(const TemplateScope& scope, std::int64_t user_id, bool has_collaborators) {
  const std::string page = base_url(scope.desk) + "/view.php?";
  const bool may_carry_token = !has_collaborators && !scope.secret_salt.empty() &&
                               scope.desk.setting_number("allow_auth_tokens") != 0;
  if (!may_carry_token) return page + "id=" + std::to_string(scope.ticket.id);
  const TicketAccess access{static_cast<std::uint32_t>(user_id),
                            static_cast<std::uint32_t>(scope.ticket.id), scope.ticket.created};
  const TicketReader reader =
      user_id == scope.ticket.user_id ? TicketReader::kOwner : TicketReader::kCollaborator;
  return page + "auth=" + url_encoded(ticket_token(access, reader, scope.secret_salt));
}

}  // namespace ost::domain
