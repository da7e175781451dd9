// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace ost::domain {

/// A media type of one of the groups that an administrator can choose, with the extensions that
/// osTicket counts to it, separated by spaces (include/config/filetype.yaml).
struct GroupedType {
  std::string_view group;
  std::string_view type;
  std::string_view extensions;
};

struct GroupedTypes {
  const GroupedType* first;
  const GroupedType* last;
  const GroupedType* begin() const { return first; }
  const GroupedType* end() const { return last; }
};
/// All of them.
GroupedTypes grouped_types();

}  // namespace ost::domain
