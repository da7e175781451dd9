# SPDX-License-Identifier: MIT
"""The cases that change the data: each request has a ticket or a user of its own, in the case and in its floor."""
import json

import sample
from bench import template
from osticket_setup.tables import INDEXES, alter
from servers import RESOURCE

# Where the ids of rows that only these cases use begin: apart from all others and from each other, so that a
# recorded statement tells which id it holds.
TICKET, THREAD, FORM, USER, EMAIL = 1600000000, 1610000000, 1650000000, 1660000000, 1670000000
ENTRIES = (1620000000, 1630000000, 1640000000)
GIVEN = {"ost_ticket": 1700000321, "ost_thread": 1710000321, "ost_thread_entry": 1720000321,
         "ost_form_entry": 1730000321, "ost_user": 1740000321, "ost_user_email": 1750000321}
USERS = 1000
AGENT, OTHER_AGENT = 11, 12
# What one case adds at most; the next one's ids are above them all.
CASE_IDS = 5000000
FACTOR = 7919  # coprime to every number of tickets that it spreads over
RECORDED = 999000321
WARM_FIRST, CASE_FIRST, FLOOR_FIRST, OTHER_FIRST = 800000000, 900000000, 950000000, 970000000


class WriteCase:
    """Method, query and body with places; `places` are those of recorded statements."""

    ids_above = 0
    headers = {}
    set_up = ""  # what the help desk has to have from then on, beyond what osTicket makes

    def __init__(self, name, method, query, body, is_main=False):
        self.name = name
        self.method = method
        self.query = query
        self.body = body
        self.is_main = is_main

    def request(self):
        """The bytes to send, with places; filled in, all of them have the same length."""
        length = len(template.fill(self.body, RECORDED).encode())
        content = "Content-Type: application/json\r\nContent-Length: %d\r\n" % length if length else ""
        more = "".join("%s: %s\r\n" % header for header in self.headers.items())
        return ("%s %s%s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: %s\r\n%s%s\r\n%s"
                % (self.method, RESOURCE, self.query, sample.KEY, more, content, self.body)).encode()


class Create(WriteCase):
    first = (CASE_FIRST, FLOOR_FIRST, OTHER_FIRST)
    status = 201

    def __init__(self, name, email, is_main=False, ids_above=0, set_up=""):
        self.ids_above = ids_above
        self.set_up = set_up
        body = {"email": email, "name": "Jo Mason", "subject": "The crane at berth 7 is stuck", "topic_id": 1,
                "message": "<p>It stopped at noon, with a container on the hook.</p><p>Please send somebody.</p>"}
        # Places may not be escaped.
        text = json.dumps(body).replace("\\u0001", "\x01").replace("\\u0002", "\x02")
        super().__init__(name, "POST", "", text, is_main)

    def per_round(self, settings):
        return 1000000

    def recorded_request(self):
        return self.query, template.fill(self.body, RECORDED)

    def places(self, statements, answer):
        """The ids that the statements were given, the number that was drawn and the user who writes."""
        found = {int(json.loads(answer)["number"]): template.ticket_number(), RECORDED: template.number()}
        for table, given in GIVEN.items():
            for n, statement in enumerate(template.inserting(statements, table)):
                found[given + self.ids_above + n] = template.given_id(statement)
        for base in (USER, EMAIL):
            found[base + RECORDED % USERS] = template.spread(base, USERS)
        return found


class Change(WriteCase):
    """Acts on tickets of the range: one slice for the case, one for its floor, one ticket to record."""
    first = (0, 0)
    status = 200

    def __init__(self, name, method, body, slices):
        self.case_start, self.floor_start, self.recorded, self.size = slices
        super().__init__(name, method, "?id=" + template.spread(TICKET + self.case_start, self.size, FACTOR), body)

    def per_round(self, settings):
        return self.size // settings.rounds

    def recorded_request(self):
        return "?id=%d" % (TICKET + self.recorded), self.body

    def places(self, statements, answer):
        found = {base + self.recorded: template.spread(base + self.floor_start, self.size, FACTOR)
                 for base in (TICKET, THREAD, FORM) + ENTRIES}
        for base in (USER, EMAIL):
            found[base + self.recorded % USERS] = template.spread(base, USERS)
        return found


class Post(Change):
    """An agent's entry on a ticket of the range; tickets may come again."""
    status = 201
    headers = {"X-Staff-Id": AGENT}

    def __init__(self, name, folder, slices, ids_above):
        text = "<p>The hook is free again.</p><p>Please tell us when the ship has left.</p>"
        super().__init__(name, "POST", json.dumps({"message": text}), slices)
        self.ids_above = ids_above
        self.query = "/%s/%s" % (template.spread(TICKET + self.case_start, self.size, FACTOR), folder)
        self.recorded_query = "/%d/%s" % (TICKET + self.recorded, folder)

    def per_round(self, settings):
        return 1000000

    def recorded_request(self):
        return self.recorded_query, self.body

    def places(self, statements, answer):
        found = super().places(statements, answer)
        for statement in template.inserting(statements, "ost_thread_entry"):
            found[GIVEN["ost_thread_entry"] + self.ids_above] = template.given_id(statement)
        return found


class Assign(Change):
    """An agent gives a ticket of the range to another one, who has it afterwards."""
    headers = {"X-Staff-Id": AGENT}

    def __init__(self, name, slices):
        super().__init__(name, "PATCH", json.dumps({"staff_id": OTHER_AGENT}), slices)


def slice_size(settings):
    """Tickets for one change case: more than its rounds use, and no multiple of FACTOR."""
    return max(100, min(15000, settings.rounds * settings.seconds * 1500))


def writes(settings):
    size = slice_size(settings)
    spare = 4 * size
    return [Create("create-known", "known%s@example.com" % template.spread(USER, USERS), is_main=True),
            Create("create-new", "new%s@example.com" % template.number(), ids_above=CASE_IDS),
            Post("reply", "replies", (0, size, spare + 5, size), 2 * CASE_IDS),
            Post("note", "notes", (0, size, spare + 5, size), 3 * CASE_IDS),
            Assign("assign", (0, size, spare + 5, size)),
            Change("status-change", "PUT", '{"status_id":3}', (0, size, spare + 5, size)),
            Change("delete", "DELETE", "", (2 * size, 3 * size, spare + 6, size)),
            Create("create-indexed", "known%s@example.com" % template.spread(USER, USERS), ids_above=4 * CASE_IDS,
                   set_up=alter("ost_", INDEXES[0]))]


def warming():
    """Creates that fill the caches of every child before anything is recorded."""
    return Create("warm", "known%s@example.com" % template.spread(USER, USERS))


def range_rows(settings):
    """The tickets and users of the range, all alike: an open ticket of an agent's with three entries; and two agents
    who answer and assign."""
    last = 4 * slice_size(settings) + 9
    times = "'2025-06-01 08:00:00'"
    entries = "".join("""
INSERT INTO ost_thread_entry (id, thread_id, staff_id, user_id, type, flags, poster, source, body, format, ip_address, created)
SELECT {base} + seq, {thread} + seq, {staff}, {user}, '{kind}', {flags}, 'Somebody', 'API',
  REPEAT('<p>The ship leaves at six.</p> ', 8), 'html', '192.0.2.1', {times} + INTERVAL {n} HOUR FROM seq_0_to_{last};
""".format(base=base, thread=THREAD, staff=0 if n == 0 else 2, user="%d + seq %% %d" % (USER, USERS) if n == 0 else 0,
           kind="MRR"[n], flags=65 if n == 0 else 64, n=n, times=times, last=last) for n, base in enumerate(ENTRIES))
    return ("""SET sql_mode='', unique_checks=0, foreign_key_checks=0;
INSERT INTO ost_role (id, flags, name, permissions, created, updated) VALUES ({agent}, 1, 'Answers', '{{"ticket.reply":1,"ticket.assign":1}}',
  {times}, {times});
INSERT INTO ost_staff (staff_id, dept_id, role_id, username, firstname, lastname, passwd, email, signature, isactive, isadmin,
  isvisible, onvacation, permissions, created, updated)
VALUES ({agent}, 1, {agent}, 'dora', 'Dora', 'Agent', 'x', 'dora@example.com', '', 1, 0, 1, 0, '{{}}', {times}, {times}),
  ({other_agent}, 1, {agent}, 'emil', 'Emil', 'Agent', 'x', 'emil@example.com', '', 1, 0, 1, 0, '{{}}', {times}, {times});
INSERT INTO ost_user (id, org_id, default_email_id, status, name, created, updated)
SELECT {user} + seq, 0, {email} + seq, 0, CONCAT('Known ', seq), {times}, {times} FROM seq_0_to_{users};
INSERT INTO ost_user_email (id, user_id, flags, address)
SELECT {email} + seq, {user} + seq, 0, CONCAT('known', {user} + seq, '@example.com') FROM seq_0_to_{users};
INSERT INTO ost_ticket (ticket_id, number, user_id, status_id, dept_id, sla_id, topic_id, staff_id, ip_address, source,
  lastupdate, created, updated)
SELECT {ticket} + seq, 99000000 + seq, {user} + seq % {count}, 1, 1, 1, 1, 2, '192.0.2.1', 'API', {times}, {times}, {times}
FROM seq_0_to_{last};
INSERT INTO ost_thread (id, object_id, object_type, lastmessage, created)
SELECT {thread} + seq, {ticket} + seq, 'T', {times}, {times} FROM seq_0_to_{last};
INSERT INTO ost_ticket__cdata (ticket_id, subject, priority, berth)
SELECT {ticket} + seq, 'The crane is stuck', 2, '' FROM seq_0_to_{last};
INSERT INTO ost_form_entry (id, form_id, object_id, object_type, sort, created, updated)
SELECT {form} + seq, 2, {ticket} + seq, 'T', 1, {times}, {times} FROM seq_0_to_{last};
INSERT INTO ost_form_entry_values (entry_id, field_id, value, value_id)
SELECT {form} + seq, 10, 'The crane is stuck', NULL FROM seq_0_to_{last};
INSERT INTO ost_form_entry_values (entry_id, field_id, value, value_id)
SELECT {form} + seq, 12, 'Normal', 2 FROM seq_0_to_{last};
INSERT INTO ost_thread_event (thread_id, thread_type, event_id, staff_id, team_id, dept_id, topic_id, username, uid,
  uid_type, timestamp)
SELECT {thread} + seq, 'T', 1, 0, 0, 1, 1, 'Known', {user} + seq % {count}, 'U', {times} FROM seq_0_to_{last};
INSERT INTO ost__search (object_type, object_id, title, content)
SELECT 'T', {ticket} + seq, CONCAT(99000000 + seq, ' The crane is stuck'), 'The crane is stuck' FROM seq_0_to_{last};
INSERT INTO ost__search (object_type, object_id, title, content)
SELECT 'H', {entry} + seq, '', 'The ship leaves at six.' FROM seq_0_to_{last};
""".format(user=USER, email=EMAIL, ticket=TICKET, thread=THREAD, form=FORM, entry=ENTRIES[0], times=times,
           users=USERS - 1, count=USERS, last=last, agent=AGENT, other_agent=OTHER_AGENT) + entries)


def distinctive_ids(case):
    """The next ids, set to numbers that nothing else in a statement is."""
    return "".join("ALTER TABLE %s AUTO_INCREMENT = %d;\n" % (table, given + case.ids_above) for table, given in GIVEN.items())
