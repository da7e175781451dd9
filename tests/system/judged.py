# SPDX-License-Identifier: MIT
"""What the rows say of tickets that were changed while servers were killed."""
import deeds

# What a whole ticket has, each counted for one ticket that stands alone.
PARTS = """
SELECT t.ticket_id, d.subject, t.status_id, t.flags,
  (SELECT COUNT(*) FROM ost_thread h WHERE h.object_type = 'T' AND h.object_id = t.ticket_id),
  (SELECT COUNT(*) FROM ost_thread_entry e JOIN ost_thread h ON h.id = e.thread_id
    WHERE h.object_type = 'T' AND h.object_id = t.ticket_id AND e.type = 'M' AND e.flags & 1),
  (SELECT COUNT(*) FROM ost_form_entry f WHERE f.object_type = 'T' AND f.object_id = t.ticket_id),
  (SELECT COUNT(*) FROM ost_form_entry f JOIN ost_form_entry_values v ON v.entry_id = f.id
    WHERE f.object_type = 'T' AND f.object_id = t.ticket_id),
  (SELECT COUNT(*) FROM ost_ticket__cdata c WHERE c.ticket_id = t.ticket_id),
  (SELECT COUNT(*) FROM ost__search s WHERE s.object_type = 'T' AND s.object_id = t.ticket_id),
  (SELECT COUNT(*) FROM ost__search s JOIN ost_thread_entry e ON e.id = s.object_id
    JOIN ost_thread h ON h.id = e.thread_id
    WHERE s.object_type = 'H' AND h.object_type = 'T' AND h.object_id = t.ticket_id AND e.type = 'M' AND e.flags & 1),
  (SELECT COUNT(*) FROM ost_thread_event e JOIN ost_thread h ON h.id = e.thread_id
    WHERE h.object_type = 'T' AND h.object_id = t.ticket_id AND e.event_id = 1),
  (SELECT COUNT(*) FROM ost_user u WHERE u.id = t.user_id)
FROM ost_ticket t LEFT JOIN ost_ticket__cdata d ON d.ticket_id = t.ticket_id
"""
# Rows whose owner is gone.
DANGLING = {
    "thread": "SELECT COUNT(*) FROM ost_thread h LEFT JOIN ost_ticket t ON t.ticket_id = h.object_id"
              " WHERE h.object_type = 'T' AND t.ticket_id IS NULL",
    "thread_entry": "SELECT COUNT(*) FROM ost_thread_entry e LEFT JOIN ost_thread h ON h.id = e.thread_id WHERE h.id IS NULL",
    # The event of the deletion itself keeps the number of the thread that is gone.
    "thread_event": "SELECT COUNT(*) FROM ost_thread_event e JOIN ost_event n ON n.id = e.event_id"
                    " LEFT JOIN ost_thread h ON h.id = e.thread_id"
                    " WHERE e.thread_id > 0 AND h.id IS NULL AND n.name <> 'deleted'",
    "form_entry": "SELECT COUNT(*) FROM ost_form_entry f LEFT JOIN ost_ticket t ON t.ticket_id = f.object_id"
                  " WHERE f.object_type = 'T' AND t.ticket_id IS NULL",
    "form_entry_values": "SELECT COUNT(*) FROM ost_form_entry_values v LEFT JOIN ost_form_entry f ON f.id = v.entry_id"
                         " WHERE f.id IS NULL",
    "ticket__cdata": "SELECT COUNT(*) FROM ost_ticket__cdata c LEFT JOIN ost_ticket t USING (ticket_id)"
                     " WHERE t.ticket_id IS NULL",
    "_search": "SELECT COUNT(*) FROM ost__search s LEFT JOIN ost_ticket t ON t.ticket_id = s.object_id"
               " WHERE s.object_type = 'T' AND t.ticket_id IS NULL",
    "_search of entries": "SELECT COUNT(*) FROM ost__search s LEFT JOIN ost_thread_entry e ON e.id = s.object_id"
                          " WHERE s.object_type = 'H' AND e.id IS NULL",
    # osTicket's own notes are not searched.
    "entry without _search": "SELECT COUNT(*) FROM ost_thread_entry e LEFT JOIN ost__search s ON s.object_type = 'H'"
                             " AND s.object_id = e.id WHERE s.object_id IS NULL AND (e.staff_id > 0 OR e.user_id > 0)",
    "user_email": "SELECT COUNT(*) FROM ost_user_email m LEFT JOIN ost_user u ON u.id = m.user_id WHERE u.id IS NULL",
    "double number": "SELECT COUNT(*) FROM (SELECT number FROM ost_ticket GROUP BY number HAVING COUNT(*) > 1) n",
}


def judge(ticket, rows):
    """Why the rows of one subject are not what the client was told; None when they are."""
    if len(rows) > 1:
        return "there twice"
    if not ticket.get("id"):
        return "refused, yet there" if rows and "created" not in ticket["maybe"] else None
    if ticket.get("deleted"):
        return "deleted, yet there" if rows else None
    if not rows:
        return None if "gone" in ticket["maybe"] else "lost"
    if rows[0][0] != str(ticket["id"]):
        return "another id"
    if not ticket["maybe"] and "with" not in ticket and rows[0][2] != str(ticket["status"]):
        return "another status"
    return None


def judge_said(ticket, said):
    """Why what an agent said on a ticket is not what he was told."""
    if ticket.get("deleted") or "gone" in ticket["maybe"]:
        return None
    for text, outcome in ticket["said"].items():
        there = said.get(text, 0)
        if there > 1 or (outcome == "done" and not there) or (outcome == "refused" and there):
            return "%s, yet there %d times: %s" % (outcome, there, text)
    return None


def judge_state(ticket, row):
    """Why a ticket that is there is not what agents' deeds have left of it."""
    if not row or {"status", "gone"} & ticket["maybe"] or ticket.get("with", ()) is None:
        return None
    if "with" not in ticket:
        return deeds.differences(ticket, row)
    parent, how, outcome = ticket["with"]
    found = deeds.found(row)
    marks = [found[name] for name in ("parent", "flags", "thread")]
    whole, untouched = [str(parent)] + {"merge": ["1", "C"], "links": ["8", "T"]}[how], ["0", "0", "T"]
    if how == "merge" and marks == whole and found["messages"] > 0:
        return "merged, yet its messages are left behind"
    return None if marks in {"done": [whole], "refused": [untouched]}.get(outcome, [whole, untouched]) else "%s, %s" % (outcome, marks)


def unclean_tables(sql):
    """What CHECK TABLE has to say of any table but that it is fine."""
    names = [row[0] for row in sql("SHOW TABLES")]
    answers = sql("CHECK TABLE %s EXTENDED" % ", ".join("`%s`" % name for name in names))
    return [row for row in answers if row[2:] != ["status", "OK"]]
