// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::schema_sql {

constexpr Statement kSignature{
    "schema.signature",
    "SELECT value FROM {config} WHERE namespace = 'core' AND `key` = 'schema_signature'", 0};

// Every table that a new, changed or deleted ticket adds rows to or takes rows from.
constexpr Statement kWithoutRollback{
    "schema.without_rollback",
    "SELECT table_name, engine FROM information_schema.tables"
    " WHERE table_schema = DATABASE() AND engine NOT IN"
    " (SELECT engine FROM information_schema.engines WHERE transactions = 'YES')"
    " AND table_name IN ('{ticket}', '{ticket__cdata}', '{thread}', '{thread_entry}',"
    " '{thread_event}', '{thread_collaborator}', '{thread_referral}', '{thread_entry_email}',"
    " '{form_entry}', '{form_entry_values}', '{user}', '{user_email}', '{user__cdata}',"
    " '{organization}', '{organization__cdata}', '{attachment}', '{file}', '{file_chunk}',"
    " '{draft}', '{sequence}', '{_search}')"
    " ORDER BY table_name",
    0};

constexpr Statement kAll[] = {kSignature, kWithoutRollback};

}  // namespace ost::db::schema_sql
