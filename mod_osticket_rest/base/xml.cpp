// SPDX-License-Identifier: MIT
#include "base/xml.hpp"

#include <expat.h>

#include <exception>
#include <limits>
#include <memory>

namespace ost::base {
namespace {

constexpr int kDeepest = 64;

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<XML_ParserStruct, FreeParser>;

/// What expat's callbacks share. No exception may pass through its frames.
struct Reading {
  XML_Parser parser;
  XmlReader& reader;
  int depth = 0;
  const char* refusal = nullptr;
  std::exception_ptr exception{};

  void refuse(const char* reason) {
    refusal = reason;
    XML_StopParser(parser, XML_FALSE);
  }

  template <typename Work>
  void run(Work&& work) noexcept {
    if (exception) return;
    try {
      work();
    } catch (...) {
      exception = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

Reading& reading_of(void* data) {
  return *static_cast<Reading*>(data);
}

extern "C" void osticket_rest_xml_start(void* data, const XML_Char* name,
                                        const XML_Char** attributes) noexcept {
  Reading& reading = reading_of(data);
  if (++reading.depth > kDeepest) return reading.refuse("too many elements in each other");
  reading.run([&] {
    XmlReader::Attributes read;
    for (const XML_Char** at = attributes; *at; at += 2) read.emplace_back(at[0], at[1]);
    reading.reader.start(name, std::move(read));
  });
}

extern "C" void osticket_rest_xml_end(void* data, const XML_Char*) noexcept {
  Reading& reading = reading_of(data);
  --reading.depth;
  reading.run([&] { reading.reader.end(); });
}

extern "C" void osticket_rest_xml_text(void* data, const XML_Char* text, int size) noexcept {
  Reading& reading = reading_of(data);
  reading.run([&] { reading.reader.text(std::string_view(text, static_cast<std::size_t>(size))); });
}

extern "C" void osticket_rest_xml_doctype(void* data, const XML_Char*, const XML_Char*,
                                          const XML_Char*, int) noexcept {
  reading_of(data).refuse("a document type is not allowed");
}

// expat 2.9 has these two under other names, and warns of the old ones.
std::string place_of(XML_Parser parser) {
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9
  return std::to_string(XML_GetCurrentLineNumber64(parser)) + ":" +
         std::to_string(XML_GetCurrentColumnNumber64(parser));
#else
  return std::to_string(XML_GetCurrentLineNumber(parser)) + ":" +
         std::to_string(XML_GetCurrentColumnNumber(parser));
#endif
}

Error broken(XML_Parser parser, const char* reason) {
  return Error{Errc::kInvalidJson, std::string(reason) + " at line " + place_of(parser), "", {}};
}

}  // namespace

Status parse_xml(std::string_view text, XmlReader& reader) {
  const Parser parser(XML_ParserCreate(nullptr));
  if (!parser) throw std::bad_alloc();
  Reading reading{parser.get(), reader};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), osticket_rest_xml_start, osticket_rest_xml_end);
  XML_SetCharacterDataHandler(parser.get(), osticket_rest_xml_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), osticket_rest_xml_doctype);
  if (text.size() > std::numeric_limits<int>::max()) return broken(parser.get(), "too long");
  const XML_Status parsed =
      XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
  if (reading.exception) std::rethrow_exception(reading.exception);
  if (parsed == XML_STATUS_OK) return {};
  const char* reason =
      reading.refusal ? reading.refusal : XML_ErrorString(XML_GetErrorCode(parser.get()));
  return broken(parser.get(), reason);
}

}  // namespace ost::base
