// SPDX-License-Identifier: MIT
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>
#include <vector>

namespace ost::fakes {

/// A mail as GMime's parser reads it.
class ParsedMail {
 public:
  explicit ParsedMail(const std::string& bytes) {
    GMimeStream* const stream = g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size());
    GMimeParser* const parser = g_mime_parser_new_with_stream(stream);
    message_.reset(g_mime_parser_construct_message(parser, nullptr));
    g_object_unref(parser);
    g_object_unref(stream);
  }

  /// The decoded value of a header.
  std::string header(const char* name) const {
    const char* const value =
        g_mime_object_get_header(reinterpret_cast<GMimeObject*>(message_.get()), name);
    return value ? value : "";
  }

  std::string subject() const {
    const char* const value = g_mime_message_get_subject(message_.get());
    return value ? value : "";
  }

  /// "name <address>" or "address", decoded, of each mailbox.
  std::vector<std::string> mailboxes(GMimeAddressType which) const {
    std::vector<std::string> out;
    InternetAddressList* const list = g_mime_message_get_addresses(message_.get(), which);
    for (int i = 0; i < internet_address_list_length(list); ++i) {
      InternetAddress* const one = internet_address_list_get_address(list, i);
      const char* const name = internet_address_get_name(one);
      const char* const address =
          internet_address_mailbox_get_idn_addr(reinterpret_cast<InternetAddressMailbox*>(one));
      out.push_back(name && *name ? std::string(name) + " <" + address + ">" : address);
    }
    return out;
  }

  /// What the mail consists of, such as mixed(alternative(text/plain,text/html),image/png).
  std::string shape() const { return shape_of(g_mime_message_get_mime_part(message_.get())); }

  /// The decoded content of the part of that type, the first one.
  std::string content(const std::string& type) const {
    return content_of(part(g_mime_message_get_mime_part(message_.get()), type));
  }

  std::string file_name(const std::string& type) const {
    GMimeObject* const found = part(g_mime_message_get_mime_part(message_.get()), type);
    const char* const name = g_mime_part_get_filename(reinterpret_cast<GMimePart*>(found));
    return name ? name : "";
  }

 private:
  struct Unref {
    void operator()(GMimeMessage* message) const { g_object_unref(message); }
  };

  static std::string type_of(GMimeObject* object) {
    GMimeContentType* const type = g_mime_object_get_content_type(object);
    return std::string(g_mime_content_type_get_media_type(type)) + "/" +
           g_mime_content_type_get_media_subtype(type);
  }

  static std::string shape_of(GMimeObject* object) {
    if (!GMIME_IS_MULTIPART(object)) return type_of(object);
    std::string out = type_of(object).substr(10) + "(";
    GMimeMultipart* const whole = reinterpret_cast<GMimeMultipart*>(object);
    for (int i = 0; i < g_mime_multipart_get_count(whole); ++i)
      out += (i > 0 ? "," : "") + shape_of(g_mime_multipart_get_part(whole, i));
    return out + ")";
  }

  static GMimeObject* part(GMimeObject* object, const std::string& type) {
    if (!GMIME_IS_MULTIPART(object)) return type_of(object) == type ? object : nullptr;
    GMimeMultipart* const whole = reinterpret_cast<GMimeMultipart*>(object);
    for (int i = 0; i < g_mime_multipart_get_count(whole); ++i)
      if (GMimeObject* const found = part(g_mime_multipart_get_part(whole, i), type)) return found;
    return nullptr;
  }

  static std::string content_of(GMimeObject* object) {
    GMimeStream* const stream = g_mime_stream_mem_new();
    g_mime_data_wrapper_write_to_stream(
        g_mime_part_get_content(reinterpret_cast<GMimePart*>(object)), stream);
    const GByteArray* const bytes =
        g_mime_stream_mem_get_byte_array(reinterpret_cast<GMimeStreamMem*>(stream));
    const std::string out(reinterpret_cast<const char*>(bytes->data), bytes->len);
    g_object_unref(stream);
    return out;
  }

  std::unique_ptr<GMimeMessage, Unref> message_;
};

}  // namespace ost::fakes
