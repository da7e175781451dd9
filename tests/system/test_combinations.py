# SPDX-License-Identifier: MIT
"""What comes along, which members, which filters, what order, which page and which times: each of the parameters of lists together
with each other, beside the tickets as plain SQL has them."""
import datetime
import http.client
import itertools
import json
import os
import random
import urllib.parse

import sample
from harness import KEY, Answer, SystemTest
from listing_rows import FILTERS, ORDERS, PEOPLE, TABLES, TICKETS, rows
from servers import RESOURCE

# Behind the help desk's clock, which is the database's.
ZONE, AHEAD = "Asia/Kolkata", datetime.timedelta(hours=5, minutes=30)
MOMENTS = {"2025-05-01T10:00:00Z": "t.created >= '2025-05-01 15:30:00'",
           "2025-06-10T02:00:00+02:00": "t.updated < '2025-06-10 05:30:00' AND t.updated > 0",
           "2025-05-15T00:00:00.0-00:00": "COALESCE(t.closed >= '2025-05-15 05:30:00', 0)",
           "2025-05-20T23:59:59.5Z": "COALESCE(COALESCE(t.duedate, t.est_duedate) < '2025-05-21 05:30:00', 0)"}
MORE_FILTERS = [
    ("topic_id", "!0,!5", "t.topic_id NOT IN (0, 5)"), ("team_id", "!1", "t.team_id <> 1"), ("sla_id", "!2", "t.sla_id <> 2"),
    ("user_id", "!1,!13", "t.user_id NOT IN (1, 13)"),
    ("state", "!closed,!archived", "COALESCE(s.state, '') NOT IN ('closed', 'archived')"),
    ("source", "API,Web,!Web", "t.source = 'API'"), ("field.load", "!heavy,!", "a21.value = '{\"light\":\"Up to 5 t\"}'"),
    ("field.out_of_service", "!true", "COALESCE(a23.value, '') <> '1'"), ("field.priority", "!3", "COALESCE(c.priority, '') <> '3'"),
    ("field.quay", "1,2,!2", "a22.value = '{\"1\":\"North quay\"}'"),
    ("search", "+berth -crane", "t.ticket_id IN (SELECT object_id FROM ost__search WHERE object_type = 'T' AND title LIKE 'Berth%')"),
    ("search", "lighthouse", "EXISTS (SELECT 1 FROM ost_thread_entry x WHERE x.thread_id = t.ticket_id AND x.body LIKE '%lighthouse%'"
                             " AND x.flags & 4 = 0)")]
# The members of each part of a ticket, and what they are in plain SQL.
OWN = {"id": "t.ticket_id", "number": "t.number", "subject": "c.subject", "status": "s.name", "status_id": "t.status_id",
       "dept_id": "t.dept_id", "priority_id": "CAST(c.priority AS UNSIGNED)", "topic_id": "t.topic_id", "created": "t.created",
       "updated": "t.updated", "user_email": "m.address", "user_name": "u.name"}
DETAILS = {"staff_id": "NULLIF(t.staff_id, 0)", "staff_name": "CONCAT(f.firstname, ' ', f.lastname)", "team_id": "NULLIF(t.team_id, 0)",
           "team_name": "g.name", "dept_name": "CONCAT_WS(' / ', e.name, d.name)",
           "topic_name": "NULLIF(CONCAT_WS(' / ', q.topic, o.topic), '')",
           "priority": "p.priority_desc", "sla_id": "NULLIF(t.sla_id, 0)", "due": "COALESCE(t.duedate, t.est_duedate)",
           "is_overdue": "t.isoverdue", "is_answered": "t.isanswered", "closed": "t.closed", "reopened": "t.reopened",
           "last_message": "h.lastmessage", "last_response": "h.lastresponse", "source": "t.source", "state": "s.state",
           "user_id": "t.user_id", "organization_id": "NULLIF(u.org_id, 0)",
           "merged_into": "IF(t.flags & 3, NULLIF(t.ticket_pid, 0), NULL)"}
BESIDE = TABLES + (
    " LEFT JOIN ost_user_email m ON m.id = u.default_email_id LEFT JOIN ost_staff f ON f.staff_id = t.staff_id LEFT JOIN ost_team g ON"
    " g.team_id = t.team_id LEFT JOIN ost_department d ON d.id = t.dept_id LEFT JOIN ost_department e ON e.id = d.pid LEFT JOIN"
    " ost_help_topic o ON o.topic_id = t.topic_id LEFT JOIN ost_help_topic q ON q.topic_id = o.topic_pid LEFT JOIN"
    " ost_ticket_priority p ON p.priority_id = c.priority LEFT JOIN ost_thread h ON h.object_id = t.ticket_id ORDER BY t.ticket_id")
USERS = " LEFT JOIN ost_user u ON u.id = {0}.user_id LEFT JOIN ost_user_email m ON m.id = u.default_email_id"
ENTRIES = {"id": "e.id", "type": "ELT(FIND_IN_SET(e.type, 'M,R,N'), 'message', 'response', 'note')", "created": "e.created",
           "body": "e.body", "format": "e.format", "is_note": "e.type = 'N'", "user_id": "IF(e.staff_id, e.staff_id, NULLIF(e.user_id, 0))",
           "user_name": "IF(e.staff_id, CONCAT(f.firstname, ' ', f.lastname), u.name)",
           "user_email": "IF(e.staff_id, f.email, m.address)"}
OF_ENTRIES = (" FROM ost_thread_entry e LEFT JOIN ost_staff f ON f.staff_id = e.staff_id" + USERS.format("e")
              + " WHERE e.flags & 4 = 0 ORDER BY e.id")
FILES = {"id": "a.id", "file_id": "a.file_id", "filename": "COALESCE(a.name, f.name)", "size": "f.size", "mime_type": "f.type",
         "inline": "a.inline"}
OF_FILES = " FROM ost_attachment a JOIN ost_file f ON f.id = a.file_id WHERE a.type = 'H' ORDER BY a.id"
COPIES = {"user_id": "c.user_id", "user_name": "u.name", "user_email": "m.address", "is_active": "c.flags & 1", "created": "c.created"}
OF_COPIES = " FROM ost_thread_collaborator c" + USERS.format("c") + " ORDER BY u.name, c.user_id"
EVENTS = {"id": "v.id", "type": "'created'", "text": "CONCAT('Created by ', v.username)", "by": "'user'", "user_id": "v.uid",
          "user_name": "v.username", "is_annulled": "v.annulled", "created": "v.timestamp"}
OF_EVENTS = " FROM ost_thread_event v ORDER BY v.id"
ANSWERS = {"name": "f.name", "label": "f.label", "type": "f.type", "stored": "v.value", "id": "v.value_id", "priority": "p.priority_desc"}
OF_ANSWERS = (" FROM ost_form_entry e JOIN ost_form_entry_values v ON v.entry_id = e.id JOIN ost_form_field f ON f.id = v.field_id"
              " LEFT JOIN ost_ticket_priority p ON p.priority_id = v.value_id WHERE e.object_type = 'T'")
TIMES = {"created", "updated", "due", "closed", "reopened", "last_message", "last_response"}
FLAGS = {"is_overdue", "is_answered", "is_note", "is_active", "is_annulled", "inline"}
PARTS = ("responses", "attachments", "fields", "collaborators", "events", "details")


def threads(chance):
    """Entries, some with a file, copies and events of about half of the tickets."""
    moment = lambda: "'2025-%02d-%02d %02d:15:00'" % (chance.randint(4, 7), chance.randint(1, 28), chance.randint(0, 23))  # noqa: E731
    entries, words, files, copies, events = [], [], [], [], []
    for n in range(1, 2 * TICKETS):
        thread, kind = chance.randint(1, TICKETS), chance.choice("MMRN")
        agent = 0 if kind == "M" else chance.randint(1, 2)
        body = chance.choice(["Near the lighthouse.", "<p>Wet.</p>", "Größe"])
        entries.append("(%d, %d, '%s', %d, %d, '%s', %d, 'html', 'X', %s, 0)" % (
            n, thread, kind, 0 if agent else chance.randint(1, PEOPLE + 1), agent, body, chance.choice([64, 64, 64, 68]), moment()))
        words.append("('H', %d, '', '%s')" % (n, body))
        if n % 5 == 0:
            files.append("(%d, 'H', %d, %s, %d)" % (n, 1 + n % 2, chance.choice(["NULL", "'own.txt'"]), n % 2))
        copies.append("(%d, %d, %d, %s, NOW())" % (chance.randint(1, TICKETS), chance.randint(1, PEOPLE + 1), n % 2, moment()))
        events.append("(%d, %d, 'T', 1, 0, 0, 0, 0, 'Person 3', 3, 'U', %d, %s)" % (n, chance.randint(1, TICKETS), n % 7 == 0, moment()))
    put = lambda table, columns, rows: sample.insert("ost_", table, columns, rows)  # noqa: E731
    return (put("thread_entry", "id, thread_id, type, user_id, staff_id, body, flags, format, poster, created, updated", entries)
            + put("_search", "object_type, object_id, title, content", words)
            + put("file", "id, ft, type, size, `key`, signature, name, created", [
                "(1, 'T', 'text/plain', 5, 'k1', 's1', 'one.txt', NOW())", "(2, 'T', 'image/png', 7, 'k2', 's2', 'two.png', NOW())"])
            + put("attachment", "object_id, type, file_id, name, inline", files)
            + put("thread_collaborator", "thread_id, user_id, flags, created, updated", copies).replace("INSERT", "INSERT IGNORE")
            + put("thread_event", "id, thread_id, thread_type, event_id, staff_id, team_id, dept_id, topic_id, username, uid, uid_type,"
                  " annulled, timestamp", events)
            + "UPDATE ost_ticket SET ticket_pid = 1 + ticket_id %% 9, reopened = IF(ticket_id %% 3, NULL, created);"
              "UPDATE ost_thread SET lastmessage = IF(id %% 4, created, NULL), lastresponse = IF(id %% 5, NULL, created);"
              "INSERT INTO ost_config (namespace, `key`, value) VALUES ('core', 'db_timezone', '%s') ON DUPLICATE KEY UPDATE value ="
              " VALUES(value);" % ZONE)


def answered(row):
    """What `fields` has of one stored answer."""
    stored, value, text = row["stored"] or "", None, ""
    if row["type"] == "priority" and row["id"]:
        value, text = row["id"], row["priority"]
    elif row["type"] == "bool":
        value, text = stored == "1", "Yes" if stored == "1" else "No"
    elif stored.startswith("{"):
        (value, text), = json.loads(stored).items()
        value = int(value) if row["type"].startswith("list-") else value
    elif stored:
        value = text = stored
    return {"label": row["label"], "type": row["type"], "value": value, "text": text}


def in_utc(moment):
    return (datetime.datetime.fromisoformat(moment) - AHEAD).isoformat() + "Z"


def with_times_in_utc(node):
    if isinstance(node, list):
        return [with_times_in_utc(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {name: in_utc(value) if name in TIMES and value else with_times_in_utc(value) for name, value in node.items()}


class Combining(SystemTest):
    """Parameters are one dictionary for each choice; several of them together are one request."""
    reference_ttl = 30
    settings = "OsTicketQueryTimeout 120\nKeepAliveTimeout 300"

    @classmethod
    def fill(cls):
        chance = random.Random(23)
        cls.sql("SET sql_mode='';" + sample.users("ost_", PEOPLE) + "UPDATE ost_user SET org_id = 1 + id % 2;" + rows(chance)
                + threads(chance))
        filters = [(name, value, MOMENTS.get(value, condition)) for name, value, condition in FILTERS + MORE_FILTERS]
        found = cls.sql("SELECT t.ticket_id, " + ", ".join("COALESCE((%s), 0) <> 0" % f[2] for f in filters) + TABLES
                        + " GROUP BY t.ticket_id ORDER BY t.ticket_id")
        cls.having = {f[:2]: {int(row[0]) for row in found if row[at + 1] == "1"} for at, f in enumerate(filters)}
        cls.ordered = {sort: [int(row[0]) for row in cls.sql("SELECT t.ticket_id" + TABLES + " GROUP BY t.ticket_id ORDER BY " + by)]
                       for sort, by in ORDERS}
        cls.load_parts()

    @classmethod
    def rows_of(cls, columns, tables, of):
        """Pairs of what a row belongs to and the row as answers have it."""
        text = ", ".join("'%s', %s" % column for column in columns.items())
        for owner, row in cls.sql("SELECT %s, HEX(JSON_OBJECT(%s))%s" % (of, text, tables)):
            found = json.loads(bytes.fromhex(row))
            for name, value in found.items():
                if name in FLAGS:
                    found[name] = bool(value)
                elif name in TIMES and value and value.startswith("0000"):
                    found[name] = None
            yield int(owner), found

    @classmethod
    def load_parts(cls):
        cls.own, cls.details = [dict(cls.rows_of(columns, BESIDE, "t.ticket_id")) for columns in (OWN, DETAILS)]
        cls.files, cls.fields = {}, {}
        for entry, file in cls.rows_of(FILES, OF_FILES, "a.object_id"):
            cls.files.setdefault(entry, []).append(file)
        for ticket, row in cls.rows_of(ANSWERS, OF_ANSWERS, "e.object_id"):
            cls.fields.setdefault(ticket, {})[row["name"]] = answered(row)
        cls.of_threads = {}
        for name, columns, tables, of in (("responses", ENTRIES, OF_ENTRIES, "e.thread_id"), ("events", EVENTS, OF_EVENTS, "v.thread_id"),
                                          ("collaborators", COPIES, OF_COPIES, "c.thread_id")):
            cls.of_threads[name] = {}
            for thread, row in cls.rows_of(columns, tables, of):
                cls.of_threads[name].setdefault(thread, []).append(row)

    def shown(self, ticket, asked):
        """A ticket as `include`, `fields` and `tz` want it."""
        included = set(asked.get("include", "responses").split(","))
        found = dict(self.own[ticket])
        if "details" in included or "fields" in asked:
            found.update(self.details[ticket])
        found["fields"] = self.fields.get(ticket, {})
        for name, of_thread in self.of_threads.items():
            found[name] = of_thread.get(ticket, [])
        if "attachments" in included:
            found["responses"] = [dict(entry, attachments=self.files.get(entry["id"], [])) for entry in found["responses"]]
            included.add("responses")
        members = set(asked["fields"].split(",")) if "fields" in asked else included | set(OWN) | set(DETAILS)
        found = {name: value for name, value in found.items() if name in members}
        return with_times_in_utc(found) if "tz" in asked else found

    def found(self, asked):
        """The ids of the tickets in their order."""
        ids = self.ordered[asked.get("sort", "id")]
        for choice in asked.items():
            if choice in self.having:
                ids = [ticket for ticket in ids if ticket in self.having[choice]]
        return ids

    def get_kept(self, asked):
        """By one connection, unrecorded: there are many. A machine that stands still for a while says 503, which is to be repeated."""
        for _ in range(5):
            self.connection_to_httpd.request("GET", RESOURCE + "?" + urllib.parse.urlencode(asked), headers={"X-API-Key": KEY})
            answer = Answer(self.connection_to_httpd.getresponse())
            if answer.status != 503:
                break
        self.assertEqual(200, answer.status, (asked, answer.body))
        return answer.json

    def compare(self, asked):
        # What is found by words comes by relevance, unless another order is asked for.
        if "search" in asked:
            asked = dict({"sort": "id"}, **asked)
        ids = self.found(asked)
        size = int(asked.get("limit", asked.get("per_page", 20)))
        place = (int(asked.get("page", 1)) - 1) * size
        answer = self.get_kept(asked)
        self.assertEqual([self.shown(ticket, asked) for ticket in ids[place:place + size]], answer["tickets"], asked)
        if "limit" in asked:
            self.compare_following(asked, ids[size:2 * size], answer["pagination"]["next_cursor"])
        if "limit" not in asked or "total" in asked:
            self.assertEqual(len(ids), answer["pagination"]["total"], asked)

    def compare_following(self, asked, ids, cursor):
        self.assertEqual(bool(ids), cursor is not None, asked)
        if cursor:
            answer = self.get_kept(dict(asked, cursor=cursor))
            self.assertEqual([self.shown(ticket, asked) for ticket in ids], answer["tickets"], asked)

    def setUp(self):
        self.connection_to_httpd = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=300)

    def tearDown(self):
        self.connection_to_httpd.close()

    def choices(self):
        """Every value of every parameter, each by itself."""
        together = itertools.combinations(PARTS, 2)
        includes = PARTS + ("none", ",".join(PARTS)) + tuple(",".join(two) for two in together)
        members = tuple(OWN) + tuple(DETAILS) + ("fields", "responses", "events", "collaborators")
        return ([{name: value} for name, value in self.having] + [{"sort": sort} for sort, _ in ORDERS]
                + [{"include": value} for value in includes] + [{"fields": member} for member in members] + [{"tz": "utc"}]
                + [{"per_page": "7", "page": "2"}, {"per_page": "1"}, {"limit": "5"}, {"limit": "3", "total": "1"}])

    @staticmethod
    def go_together(choices):
        names = [name for choice in choices for name in choice]
        return len(names) == len(set(names)) and not ("limit" in names and "per_page" in names)


class Combinations(Combining):
    """Each choice alone, and some of the pairs and of what is more than a pair; OST_SEED chooses others."""
    PAIRS, MORE = 400, 200
    expected_seconds = 15

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(int(os.environ.get("OST_SEED", "24")))

    def test_each_alone(self):
        for choice in self.choices():
            self.compare(choice)

    def test_in_pairs(self):
        pairs = [pair for pair in itertools.combinations(self.choices(), 2) if self.go_together(pair)]
        for one, other in self.some(pairs):
            self.compare({**one, **other})

    def some(self, pairs):
        return self.chance.sample(pairs, self.PAIRS)

    def test_many_at_once(self):
        choices = self.choices()
        for _ in range(self.MORE):
            asked = {}
            for choice in self.chance.sample(choices, self.chance.randint(3, 7)):
                if self.go_together([asked, choice]):
                    asked.update(choice)
            self.compare(asked)

    def test_several_members(self):
        members = list(OWN) + list(DETAILS) + ["fields", "responses", "events", "collaborators"]
        for _ in range(20):
            self.compare({"fields": ",".join(self.chance.sample(members, self.chance.randint(2, 9))), "limit": "4"})


class AllCombinations(Combinations):
    """All pairs."""
    only_with_all, MORE, expected_seconds = True, 5000, 600

    def some(self, pairs):
        print("%d pairs of %d choices" % (len(pairs), len(self.choices())))
        return pairs
