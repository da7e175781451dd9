# SPDX-License-Identifier: MIT
"""What has changed since, for who keeps a copy of the help desk."""
import random
import re
import threading
import time

import sample
from agents import INES, AgentTest
from harness import INACTIVE, Deadline
from test_catalogues import TREE, Tree
from test_read import entry, ticket


def moment(minute, second=0):
    return "2025-06-01 %02d:%02d:%02d" % (10 + minute // 60, minute % 60, second)


class FeedTest(Tree):
    @staticmethod
    def told(changes):
        return [(change["kind"], change["id"], change["changed"]) for change in changes]

    def changes(self, query, **more):
        answer = self.at("changes", query, **more)
        self.assertEqual(200, answer.status, (query, answer.body))
        return answer.json

    def walked(self, query, limit):
        """All changes from there on, and the cursor behind them."""
        found, answer = [], self.changes("%slimit=%d" % (query, limit))
        while True:
            found += answer["changes"]
            self.assertLessEqual(len(answer["changes"]), limit)
            cursor = answer["pagination"]["next_cursor"]
            if not answer["pagination"]["has_more"]:
                return found, cursor
            answer = self.changes("?limit=%d&cursor=%s" % (limit, cursor))


class Feed(FeedTest):
    TICKETS = 60

    @classmethod
    def fill(cls):
        chance = random.Random(22)
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + "".join(ticket(n) for n in range(1, cls.TICKETS + 1))
                + "".join("UPDATE ost_ticket SET created = '%s', updated = '%s' WHERE ticket_id = %d;"
                          % (moment(0), moment(chance.randint(1, 20)), n) for n in range(1, cls.TICKETS + 1))
                # What osTicket's row does not tell: a note, an event, and both of a key without notes.
                + entry(1, 3, "N", 0, 1, created="'%s'" % moment(30)) + entry(2, 4, created="'%s'" % moment(31))
                + entry(3, 5, flags=4, created="'%s'" % moment(32)) + entry(4, 6, created="'%s'" % moment(0))
                + "INSERT INTO ost_thread_event (id, thread_id, thread_type, event_id, staff_id, team_id, dept_id, topic_id,"
                  " timestamp) SELECT t.n, t.thread, t.kind, e.id, 0, 0, 0, 0, t.at FROM ost_event e JOIN (SELECT 1 AS n, 7 AS"
                  " thread, 'T' AS kind, 'collab' AS name, '{0}' AS at UNION SELECT 2, 8, 'T', 'overdue', '{1}' UNION"
                  " SELECT 3, 900, 'T', 'deleted', '{2}' UNION SELECT 4, 0, 'T', 'deleted', '{2}' UNION SELECT 5, 9, 'A',"
                  " 'collab', '{2}' UNION SELECT 6, 901, 'A', 'deleted', '{2}' UNION SELECT 7, 10, 'T', 'edited', '{3}') t ON"
                  " t.name = e.name;".format(moment(33), moment(34), moment(35), moment(0))
                + "UPDATE ost_api_key SET isactive = 1 WHERE id = 2")

    settings = TREE + "OsTicketKeyScope 2 read"
    MORE = [("updated", 3, 30), ("updated", 4, 31), ("updated", 7, 33), ("updated", 8, 34), ("deleted", None, 35)]

    def expected(self, since):
        """Each ticket at its row's last change, and what else there is to tell."""
        found = [("updated", int(id), at) for id, at in
                 self.sql("SELECT ticket_id, updated FROM ost_ticket WHERE updated >= '%s' ORDER BY updated, ticket_id" % since)]
        return found + [(kind, id, moment(at)) for kind, id, at in self.MORE if moment(at) >= since]

    @staticmethod
    def last(changes):
        """The last one of each ticket."""
        return [change for n, change in enumerate(changes) if change[1] not in [later[1] for later in changes[n + 1:]]]

    def test_tells_every_change_in_pages_of_any_size(self):
        for since in (moment(1), moment(7), moment(20), moment(30), moment(31), moment(40)):
            expected, query = self.expected(since), "?since=%s&" % since.replace(" ", "%20")
            self.assertEqual(expected, self.told(self.walked(query, 1)[0]), since)
            for limit in (7, 100):
                self.assertEqual(self.last(expected), self.last(self.told(self.walked(query, limit)[0])), (since, limit))
        self.assertEqual({"created"}, {change["kind"] for change in self.walked("?", 100)[0] if change["id"]})

    def test_tells_a_ticket_once_in_an_answer(self):
        found = self.told(self.changes("?since=" + moment(1).replace(" ", "T") + "Z")["changes"])
        self.assertEqual(self.last(self.expected(moment(1))), found)

    def test_shows_what_there_is_now(self):
        shown = self.changes("?since=%s&limit=1" % moment(33).replace(" ", "%20"))
        self.assertEqual({"limit": 1, "has_more": True, "until": moment(33)},
                         {k: v for k, v in shown["pagination"].items() if k != "next_cursor"})
        updated = self.sql("SELECT updated FROM ost_ticket WHERE ticket_id = 7")[0][0]
        self.assertEqual([{"kind": "updated", "id": 7, "thread_id": 7, "changed": moment(33), "number": "1007", "status": "Open",
                           "status_id": 1, "state": "open", "created": moment(0), "updated": updated, "merged_into": None}],
                         shown["changes"])
        shown = self.changes("?since=2025-06-01T10:35:00Z&tz=utc")
        self.assertEqual([{"kind": "deleted", "id": None, "thread_id": 900, "changed": "2025-06-01T10:35:00Z"}], shown["changes"])
        self.assertRegex(shown["pagination"]["until"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$")

    def test_tells_nothing_of_notes_without_their_scope(self):
        since = "?since=%s&" % moment(30).replace(" ", "%20")
        shown = self.changes(since, key=INACTIVE)["changes"]
        self.assertEqual([("updated", 4, moment(31)), ("updated", 7, moment(33)), ("deleted", None, moment(35))], self.told(shown))

    def test_says_what_comes_next(self):
        answer = self.at("changes", "?since=2025-06-01&limit=2&tz=utc")
        link = re.fullmatch(r'<(/api/v1/changes\?[^>]*)>; rel="next"', answer.headers["link"]).group(1)
        self.assertEqual({"limit": "2", "tz": "utc", "cursor": answer.json["pagination"]["next_cursor"]},
                         dict(part.split("=") for part in link.split("?")[1].split("&")))
        self.assertNotIn("link", self.at("changes", "?since=2025-06-02").headers)

    def test_refuses_what_is_no_value(self):
        cursor = self.changes("?")["pagination"]["next_cursor"]
        of_tickets = self.at("tickets", "?limit=2").json["pagination"]["next_cursor"]
        for query in ("?since=x", "?since=2025-06-01&cursor=" + cursor, "?cursor=x", "?cursor=" + of_tickets, "?limit=x", "?tz=cet",
                      "?page=1", "?status_id=1", "?since=2025-06-01&since=2025-06-01", "?cursor=A" + cursor[1:] + "A"):
            answer = self.at("changes", query)
            self.assertEqual((400, "invalid_parameter", 1),
                             (answer.status, answer.json.get("code"), len(answer.json.get("fields", []))), query)
        self.assertEqual(400, self.at("changes", "?cursor=" + cursor, key=INACTIVE).status)
        self.assertEqual(200, self.at("changes", "?since=&cursor=&limit=&tz=&_=1").status)


class Going(FeedTest):
    """Each goes on behind all that was told before."""
    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + "".join(ticket(n) for n in range(1, 31)))

    def test_goes_on_behind_its_cursor(self):
        cursor = self.walked("?", 100)[1]
        self.assertEqual([], self.changes("?cursor=" + cursor)["changes"])
        self.sql("UPDATE ost_ticket SET updated = '%s' WHERE ticket_id = 1" % moment(50))
        self.sql("SET sql_mode='';" + ticket(500) + "UPDATE ost_ticket SET created = '{0}', updated = '{0}' WHERE ticket_id = 500;"
                 "UPDATE ost_ticket SET ticket_pid = 1, flags = 2, updated = '{1}' WHERE ticket_id = 2".format(moment(51), moment(52)))
        found = self.changes("?cursor=" + cursor)["changes"]
        self.assertEqual([("updated", 1, moment(50)), ("created", 500, moment(51)), ("merged", 2, moment(52))], self.told(found))
        self.assertEqual([None, None, 1], [change["merged_into"] for change in found])

    def test_leaves_the_last_seconds_for_later(self):
        cursor = self.walked("?", 100)[1]
        ident = self.created()
        settle = lambda when: self.sql(  # noqa: E731
            "UPDATE ost_ticket SET created = {0}, updated = {0} WHERE ticket_id = {1}; UPDATE ost_thread_entry SET created = {0} WHERE"
            " created > '2025-07-01'; UPDATE ost_thread_event SET timestamp = {0} WHERE timestamp > '2025-07-01'".format(when, ident))
        settle("'%s'" % self.sql("SELECT NOW() + INTERVAL 1 MINUTE")[0][0])
        answer = self.changes("?cursor=" + cursor)
        self.assertEqual([], answer["changes"])
        self.assertLess(answer["pagination"]["until"], self.sql("SELECT NOW()")[0][0])
        settle("'2025-06-01 12:00:00'")
        self.assertEqual([("created", ident)], [row[:2] for row in self.told(self.changes("?cursor=" + cursor)["changes"])])

    def test_an_entry_of_the_future_holds_nobody_up(self):
        cursor = self.walked("?", 100)[1]
        self.sql("SET sql_mode='';" + entry(9000, 11, created="'2038-01-01 00:00:00'") + entry(9001, 12, created="'%s'" % moment(55)))
        self.assertEqual([11, 12], [row[1] for row in self.told(self.changes("?cursor=" + cursor)["changes"])])
        self.sql("DELETE FROM ost_thread_entry WHERE id >= 9000")

    def test_is_told_again_only_when_there_is_news(self):
        query = "?cursor=" + self.walked("?", 100)[1]
        tag = self.at("changes", query).headers["etag"]
        again = self.at("changes", query, headers={"If-None-Match": tag})
        self.assertEqual((304, b""), (again.status, again.body))
        head = self.at("changes", query, method="HEAD")
        self.assertEqual((200, tag, b""), (head.status, head.headers["etag"], head.body))
        self.sql("UPDATE ost_ticket SET updated = '%s' WHERE ticket_id = 20" % moment(59))
        self.assertEqual(200, self.at("changes", query, headers={"If-None-Match": tag}).status)


class OfActions(FeedTest, AgentTest):
    """What the module does is told, each as its kind."""
    settings = TREE + AgentTest.settings

    def settle(self, minute):
        """What was done just now was done in that minute."""
        for table, column in (("ticket", "updated"), ("ticket", "created"), ("thread_entry", "created"), ("thread_event", "timestamp")):
            self.sql("UPDATE ost_{0} SET {1} = '{2}' WHERE {1} > NOW() - INTERVAL 1 HOUR".format(table, column, moment(minute)))

    def test_each_is_told(self):
        first, second = self.created(), self.created()
        self.settle(1)
        found, cursor = self.walked("?since=2025-06-01&", 100)
        self.assertEqual([("created", first), ("created", second)], [(c["kind"], c["id"]) for c in found])
        thread = found[1]["thread_id"]
        steps = [("updated", first, lambda: self.posted("%d/notes" % first, {"message": "A note."})),
                 ("updated", first, lambda: self.posted("%d/messages" % first, {"message": "A message."})),
                 ("updated", second, lambda: self.assertEqual(200, self.act(str(second), {"subject": "Another"}, method="PATCH").status)),
                 ("updated", first, lambda: self.assertEqual(201, self.act("%d/collaborators" % first,
                                                                           {"email": "new@example.com", "name": "New"}).status)),
                 ("deleted", None, lambda: self.assertEqual(200, self.send("DELETE", "?id=%d" % second).status))]
        for minute, (kind, ident, step) in enumerate(steps, 2):
            step()
            self.settle(minute)
            found, cursor = self.walked("?cursor=%s&" % cursor, 100)
            self.assertEqual([(kind, ident)], [(c["kind"], c["id"]) for c in found], minute)
        self.assertEqual(thread, found[0]["thread_id"])


class Mirror(FeedTest):
    """A copy that is kept by the feed, beside writers, is the table in the end."""
    WRITERS, SECONDS = 4, 3

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + "".join(ticket(n) for n in range(1, 101)))

    def write(self, seed, end):
        chance = random.Random(seed)
        while time.monotonic() < end:
            kind, ident, start = chance.random(), chance.randint(1, 100), time.monotonic()
            if kind < 0.4:
                ident = self.create(email="person2@example.com").json.get("id")
            elif kind < 0.9:
                self.send("PUT", "?id=%d" % ident, {"status_id": chance.choice([1, 2, 3, 6])})
            else:
                self.send("DELETE", "?id=%d" % ident)
            if time.monotonic() - start > 4:
                self.slow.add(ident)

    def of_quick_writes(self, rows):
        """What takes as long as the feed leaves out of its end may be passed over."""
        return sorted((row for row in rows if int(row[0]) not in self.slow), key=lambda row: int(row[0]))

    def take(self, changes, mirror):
        for change in changes:
            if change["kind"] == "deleted":
                mirror.pop(change["thread_id"], None)
            else:
                mirror[change["thread_id"]] = [str(change["id"]), change["updated"], str(change["status_id"])]

    def test_is_the_same_in_the_end(self):
        end, mirror, cursor, self.slow = time.monotonic() + self.SECONDS, {}, None, set()
        writers = [threading.Thread(target=self.write, args=(seed, end)) for seed in range(self.WRITERS)]
        for writer in writers:
            writer.start()
        last, deadline = None, Deadline(self.SECONDS + 60)
        while not last or cursor_until < last:
            found, cursor = self.walked("?cursor=%s&" % cursor if cursor else "?", 30)
            self.take(found, mirror)
            if not last and not any(writer.is_alive() for writer in writers):
                last = self.sql("SELECT NOW() + INTERVAL 1 SECOND")[0][0]
            cursor_until = self.changes("?cursor=" + cursor)["pagination"]["until"]
            deadline.check()
        for writer in writers:
            writer.join()
        self.take(self.walked("?cursor=%s&" % cursor, 30)[0], mirror)
        table = self.sql("SELECT ticket_id, updated, status_id FROM ost_ticket")
        self.assertEqual(self.of_quick_writes(table), self.of_quick_writes(mirror.values()))


class LongMirror(Mirror):
    SECONDS, WRITERS, only_with_all = 60, 8, True
