// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/json.hpp"
#include "base/spooled_texts.hpp"

namespace ost::api {

enum class StockFormat { kJson, kXml };

/// A request that has been read: its members, and the contents of files that are not among them.
struct StockBody {
  StockFormat format = StockFormat::kJson;
  base::Json::Object members{};
  base::SpooledTexts texts{};
};

/// The members of a request in osTicket's own format, in their order: of XML the children and the
/// attributes of <ticket>, texts without white space at their ends, elements of one name as a list
/// (ApiJsonDataParser, XmlDataParser, ApiXmlDataParser). kInvalidJson with osTicket's sentence.
base::Result<base::Json::Object> read_stock_body(StockFormat format, std::string_view body);

/// What json_last_error says of a text that PHP cannot read.
const char* json_complaint(std::string_view text);

}  // namespace ost::api
