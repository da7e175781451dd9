# SPDX-License-Identifier: MIT
"""A help desk of random tickets, and what lists of them are in plain SQL."""
import sample
from test_read import entry, ticket

TICKETS, PEOPLE = 240, 12
# Parameter, value, the condition that it stands for.
FILTERS = [
    ("id", "3,5,77,9999", "t.ticket_id IN (3, 5, 77, 9999)"),
    ("id", "!3,!5", "t.ticket_id NOT IN (3, 5)"),
    ("status_id", "1", "t.status_id = 1"),
    ("status_id", "1,3", "t.status_id IN (1, 3)"),
    ("status_id", "!1", "t.status_id <> 1"),
    ("status_id", "1,2,!1", "t.status_id = 2"),
    ("dept_id", "2,3", "t.dept_id IN (2, 3)"),
    ("dept_id", "!2", "t.dept_id <> 2"),
    ("topic_id", "0,5", "t.topic_id IN (0, 5)"),
    ("priority_id", "1,4", "c.priority IN ('1', '4')"),
    ("priority_id", "!2", "COALESCE(c.priority, '') <> '2'"),
    ("staff_id", "2", "t.staff_id = 2"),
    ("staff_id", "!0", "t.staff_id <> 0"),
    ("team_id", "1", "t.team_id = 1"),
    ("sla_id", "0,2", "t.sla_id IN (0, 2)"),
    ("user_id", "1,2,3", "t.user_id IN (1, 2, 3)"),
    ("organization_id", "1", "COALESCE(u.org_id, 0) = 1"),
    ("organization_id", "!1", "COALESCE(u.org_id, 0) <> 1"),
    ("state", "open", "s.state = 'open'"),
    ("state", "!open", "COALESCE(s.state, '') <> 'open'"),
    ("state", "closed,archived", "s.state IN ('closed', 'archived')"),
    ("source", "web,Phone", "t.source IN ('Web', 'Phone')"),
    ("source", "!Email", "t.source <> 'Email'"),
    ("unassigned", "1", "t.staff_id = 0 AND t.team_id = 0"),
    ("unassigned", "false", "NOT (t.staff_id = 0 AND t.team_id = 0)"),
    ("overdue", "1", "t.isoverdue = 1"),
    ("overdue", "0", "t.isoverdue = 0"),
    ("answered", "true", "t.isanswered = 1"),
    ("merged", "1", "t.flags & 3"),
    ("merged", "0", "NOT t.flags & 3"),
    ("created_since", "2025-05-01T10:00:00Z", "t.created >= '2025-05-01 10:00:00'"),
    ("created_until", "2025-06-01", "t.created < '2025-06-01'"),
    ("updated_since", "2025-05-10 12:30:00", "t.updated >= '2025-05-10 12:30:00'"),
    ("updated_until", "2025-06-10T02:00:00+02:00", "t.updated < '2025-06-10' AND t.updated > 0"),
    ("closed_since", "2025-05-15T00:00:00.0-00:00", "COALESCE(t.closed >= '2025-05-15', 0)"),
    ("closed_until", "2025-07-01", "COALESCE(t.closed < '2025-07-01', 0)"),
    ("due_since", "2025-06-01", "COALESCE(COALESCE(t.duedate, t.est_duedate) >= '2025-06-01', 0)"),
    ("due_until", "2025-05-20T23:59:59.5Z", "COALESCE(COALESCE(t.duedate, t.est_duedate) < '2025-05-21', 0)"),
    ("email", "person2@example.com", "t.user_id = 2"),
    ("email", "nobody@example.com", "FALSE"),
    ("q", "Berth", "COALESCE(c.subject LIKE '%Berth%', 0)"),
    ("field.berth", "B 1,B 2", "COALESCE(c.berth, '') IN ('B 1', 'B 2')"),
    ("field.berth", "!b 1", "COALESCE(c.berth, '') <> 'B 1'"),
    ("field.berth", "north\\, far", "COALESCE(c.berth, '') = 'north, far'"),
    ("field.load", "heavy", "a21.value = '{\"heavy\":\"More than 5 t\"}'"),
    ("field.quay", "South quay", "a22.value = '{\"2\":\"South quay\"}'"),
    ("field.quay", "!2", "COALESCE(a22.value, '') <> '{\"2\":\"South quay\"}'"),
    ("field.out_of_service", "true", "a23.value = '1'"),
    ("field.priority", "3", "c.priority = '3'"),
    ("search", "crane", "t.ticket_id IN (SELECT object_id FROM ost__search WHERE object_type = 'T' AND title LIKE '%crane%')"),
]
PRIORITY = "COALESCE((SELECT priority_urgency FROM ost_ticket_priority WHERE priority_id = c.priority), 255)"
DUE = "COALESCE(t.duedate, t.est_duedate, '9999-12-31 23:59:59')"
ORDERS = [
    ("id", "t.ticket_id"), ("-id", "t.ticket_id DESC"), ("created", "t.created, t.ticket_id"),
    ("-created", "t.created DESC, t.ticket_id DESC"), ("updated", "t.updated, t.ticket_id"),
    ("-updated,id", "t.updated DESC, t.ticket_id"), ("number", "COALESCE(t.number, ''), t.ticket_id"),
    ("priority", PRIORITY + ", t.ticket_id"), ("-priority,created", PRIORITY + " DESC, t.created, t.ticket_id"),
    ("due", DUE + ", t.ticket_id"), ("-due,-number", DUE + " DESC, COALESCE(t.number, '') DESC, t.ticket_id DESC"),
    ("priority,-created,number", PRIORITY + ", t.created DESC, COALESCE(t.number, ''), t.ticket_id"),
]
TABLES = (" FROM ost_ticket t LEFT JOIN ost_ticket__cdata c ON c.ticket_id = t.ticket_id LEFT JOIN ost_user u ON u.id ="
          " t.user_id LEFT JOIN ost_ticket_status s ON s.id = t.status_id "
          + " ".join("LEFT JOIN ost_form_entry_values a%d ON a%d.entry_id = t.ticket_id AND a%d.field_id = %d"
                     % (field, field, field, field) for field in (21, 22, 23)))


def rows(chance):
    """Tickets in every state, many of them alike in what they are ordered by."""
    moment = lambda: "'2025-%02d-%02d %02d:00:00'" % (chance.randint(4, 7), chance.randint(1, 28), chance.choice([0, 10, 12]))  # noqa: E731
    maybe = lambda chances, text: text if chance.random() < chances else "NULL"  # noqa: E731
    ticket, cdata, entry, value, thread, search = [], [], [], [], [], []
    for n in range(1, TICKETS + 1):
        updated = "'0000-00-00 00:00:00'" if n % 40 == 0 else moment()
        ticket.append("(%d, %s, %d, %d, %d, %d, %d, %d, %d, %d, '%s', %d, %d, %s, %s, %s, %s, %s)" % (
            n, maybe(0.95, "'%d'" % chance.randint(1000, 1100)), chance.randint(1, PEOPLE + 1),
            chance.choice([1, 1, 2, 3, 6, 99]), chance.randint(1, 3), chance.choice([0, 1, 2]), chance.choice([0, 1, 5]),
            chance.choice([0, 0, 1, 2]), chance.choice([0, 0, 1]), chance.choice([0, 1, 2, 8, 18]),
            chance.choice(["Web", "Email", "Phone", "API", "Other"]), chance.randint(0, 1), chance.randint(0, 1),
            maybe(0.3, moment()), maybe(0.5, moment()), maybe(0.5, moment()), moment(), updated))
        thread.append("(%d, %d, 'T', NOW())" % (n, n))
        subject = chance.choice(["Crane %d", "Berth %d", "Light %d"]) % n
        search.append("('T', %d, %s, '')" % (n, sample.quoted(subject)))
        berth = chance.choice(["B 1", "b 1", "B 2", "", "north, far"])
        if n % 10:
            cdata.append("(%d, %s, %s, %s)" % (n, sample.quoted(subject), maybe(0.9, "'%d'" % chance.randint(1, 4)),
                                               sample.quoted(berth)))
            entry.append("(%d, 2, %d, 'T', 1, NOW(), NOW())" % (n, n))
            value.append("(%d, 13, %s, NULL)" % (n, sample.quoted(berth)))
            value.append("(%d, 12, 'x', %s)" % (n, cdata[-1].split(", ")[2].strip("'")))
        else:
            entry.append("(%d, 3, %d, 'T', 1, NOW(), NOW())" % (n, n))
        load, quay = chance.choice(["", '{"heavy":"More than 5 t"}', '{"light":"Up to 5 t"}']), chance.choice([1, 2])
        value.append("(%d, 21, %s, NULL)" % (n, sample.quoted(load)))
        value.append("(%d, 22, %s, NULL)" % (n, sample.quoted('{"%d":"%s quay"}' % (quay, ["North", "South"][quay - 1]))))
        value.append("(%d, 23, '%d', NULL)" % (n, chance.randint(0, 1)))
    put = lambda table, columns, rows: sample.insert("ost_", table, columns, rows)  # noqa: E731
    return (put("ticket", "ticket_id, number, user_id, status_id, dept_id, sla_id, topic_id, staff_id, team_id, flags,"
                " source, isoverdue, isanswered, duedate, est_duedate, closed, created, updated", ticket)
            + put("ticket__cdata", "ticket_id, subject, priority, berth", cdata)
            + put("form_entry", "id, form_id, object_id, object_type, sort, created, updated", entry)
            + put("form_entry_values", "entry_id, field_id, value, value_id", value)
            + put("thread", "id, object_id, object_type, created", thread)
            + put("_search", "object_type, object_id, title, content", search))
