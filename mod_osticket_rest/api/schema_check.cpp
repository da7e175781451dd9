// SPDX-License-Identifier: MIT
#include "api/schema_check.hpp"

#include <iterator>

#include "db/desk/schema.hpp"

namespace ost::api {
namespace {

constexpr char kMayNotBeUsed[] = "This API does not know the help desk's version of osTicket";
constexpr char kMayNotBeChanged[] =
    "This API does not know the help desk's version of osTicket, so it changes nothing there";

}  // namespace

std::string unknown_schema_sentence(std::string_view signature) {
  const auto& oldest = db::kKnownSchemas[0];
  const auto& newest = db::kKnownSchemas[std::size(db::kKnownSchemas) - 1];
  std::string sentence = "the help desk's tables are of a version of osTicket that is not known (";
  sentence += signature.empty() ? "no schema signature" : "schema signature ";
  sentence += signature;
  sentence += "; known are ";
  sentence += oldest.version;
  sentence += " to ";
  sentence += newest.version;
  sentence += "); 'OsTicketUnknownSchema read-only' goes on with reads only";
  return sentence;
}

base::Status check_schema(std::string_view signature, UnknownSchema policy, Access access) {
  if (!db::version_of(signature).empty()) return {};
  const bool read_only = policy == UnknownSchema::kReadOnly;
  if (read_only && access == Access::kRead) return {};
  base::Error error = base::unavailable(unknown_schema_sentence(signature));
  error.message = read_only ? kMayNotBeChanged : kMayNotBeUsed;
  return error;
}

}  // namespace ost::api
