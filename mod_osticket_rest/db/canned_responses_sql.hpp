// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::canned_responses_sql {

constexpr Statement kFind{
    "canned_responses.find",
    "SELECT response FROM {canned_response} WHERE canned_id = %s AND isenabled = 1", 1};

constexpr Statement kAttach{
    "canned_responses.attach",
    "INSERT IGNORE INTO {attachment} (object_id, type, file_id, inline)"
    " SELECT %s, 'H', file_id, 0 FROM {attachment} WHERE type = 'C' AND object_id = %s",
    2};

constexpr Statement kAll[] = {kFind, kAttach};

}  // namespace ost::db::canned_responses_sql
