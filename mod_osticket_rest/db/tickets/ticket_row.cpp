// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_row.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

void read(const Row& row, int column, std::int64_t& to) {
  to = row.number(column);
}

void read(const Row& row, int column, bool& to) {
  to = row.flag(column);
}

void read(const Row& row, int column, std::string& to) {
  to = row.string(column);
}

void read(const Row& row, int column, std::optional<std::string>& to) {
  to = row.maybe_string(column);
}

/// A column of {ticket} and the member that holds it.
struct Column {
  const char* name;
  void (*read)(const Row& row, int column, TicketRow& ticket);
  Value (*value)(const TicketRow& ticket);
  bool (*differs)(const TicketRow& a, const TicketRow& b);
};

template <auto Member>
constexpr Column column(const char* name) {
  return {name, [](const Row& row, int at, TicketRow& ticket) { read(row, at, ticket.*Member); },
          [](const TicketRow& ticket) { return Value(ticket.*Member); },
          [](const TicketRow& a, const TicketRow& b) { return a.*Member != b.*Member; }};
}

// All but the key.
constexpr Column kColumns[] = {
    {"ticket_pid",
     [](const Row& row, int at, TicketRow& ticket) { read(row, at, ticket.parent_id); },
     [](const TicketRow& ticket) {
       return ticket.parent_id > 0 ? Value(ticket.parent_id) : Value(nullptr);
     },
     [](const TicketRow& a, const TicketRow& b) { return a.parent_id != b.parent_id; }},
    column<&TicketRow::number>("number"),
    column<&TicketRow::user_id>("user_id"),
    column<&TicketRow::status_id>("status_id"),
    column<&TicketRow::dept_id>("dept_id"),
    column<&TicketRow::sla_id>("sla_id"),
    column<&TicketRow::topic_id>("topic_id"),
    column<&TicketRow::staff_id>("staff_id"),
    column<&TicketRow::team_id>("team_id"),
    column<&TicketRow::lock_id>("lock_id"),
    column<&TicketRow::flags>("flags"),
    column<&TicketRow::sort>("sort"),
    column<&TicketRow::ip_address>("ip_address"),
    column<&TicketRow::source>("source"),
    column<&TicketRow::is_overdue>("isoverdue"),
    column<&TicketRow::is_answered>("isanswered"),
    column<&TicketRow::duedate>("duedate"),
    column<&TicketRow::est_duedate>("est_duedate"),
    column<&TicketRow::reopened>("reopened"),
    column<&TicketRow::closed>("closed"),
    column<&TicketRow::last_update>("lastupdate"),
    column<&TicketRow::created>("created"),
};

constexpr Statement kTicket{
    "new_ticket.ticket",
    "INSERT INTO {ticket} (number, user_id, status_id, dept_id, sla_id, topic_id, staff_id, "
    "team_id,"
    " ip_address, source, isanswered, duedate, est_duedate, closed, lastupdate, created, updated)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 0, %s, %s, %s, %s, %s, %s)",
    16};

TicketRow ticket_of(const Row& row) {
  TicketRow ticket;
  ticket.id = row.number(0);
  int at = 0;
  for (const Column& column : kColumns) column.read(row, ++at, ticket);
  return ticket;
}

std::string locking_text() {
  std::string text = "SELECT ticket_id";
  for (const Column& column : kColumns) text.append(", ").append(column.name);
  return text + " FROM {ticket} WHERE ticket_id = %s FOR UPDATE";
}

}  // namespace

base::Result<std::int64_t> insert_ticket(Connection& connection, const TicketRow& t) {
  return insert(connection, kTicket,
                {t.number, t.user_id, t.status_id, t.dept_id, t.sla_id, t.topic_id, t.staff_id,
                 t.team_id, t.ip_address, t.source, t.duedate, t.est_duedate, t.closed, t.created,
                 t.created, t.created});
}

base::Result<TicketRow> lock_ticket(Connection& connection, std::int64_t id) {
  const std::string text = locking_text();
  const Statement statement("ticket_change.lock", text.c_str(), 1);
  return select_one(connection, statement, {id}, TicketRow(), ticket_of);
}

base::Status save_ticket(Connection& connection, const TicketRow& stored, const TicketRow& changed,
                         const std::string& now) {
  QueryBuilder update;
  update.add("UPDATE {ticket} SET updated = %s", {now});
  bool differs = false;
  for (const Column& column : kColumns) {
    if (!column.differs(stored, changed)) continue;
    update.add(", ").add(column.name).add(" = %s", {column.value(changed)});
    differs = true;
  }
  if (!differs) return {};
  update.where("ticket_id = %s", {changed.id});
  const auto saved = connection.execute(update.statement("ticket_change.save"), update.values());
  if (!saved) return saved.error();
  return {};
}

}  // namespace ost::db
