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

constexpr Statement kCompany{"canned_responses.company",
                             "SELECT f.name, COALESCE(v.value, '') FROM {form_entry} e"
                             " JOIN {form_entry_values} v ON v.entry_id = e.id"
                             " JOIN {form_field} f ON f.id = v.field_id"
                             " WHERE e.object_type = 'C' ORDER BY e.id, f.sort",
                             0};

constexpr Statement kAll[] = {kFind, kAttach, kCompany};

}  // namespace ost::db::canned_responses_sql
