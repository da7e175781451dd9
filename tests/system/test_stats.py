# SPDX-License-Identifier: MIT
"""The numbers of a help desk beside what plain SQL counts."""
import random

import sample
from harness import RANGES
from listing_rows import PEOPLE, TABLES, TICKETS, rows
from test_catalogues import Tree

SINCE, UNTIL = "2025-04-01", "2025-08-01"
RANGE = "?since=%s&until=%s" % (SINCE, UNTIL)
# A filter, and the condition that it stands for.
FILTERS = [("", "TRUE"), ("dept_id=2", "t.dept_id = 2"), ("dept_id=!2&source=web", "t.dept_id <> 2 AND t.source = 'Web'"),
           ("priority_id=1,4", "c.priority IN ('1', '4')"), ("q=Berth", "c.subject LIKE '%Berth%'"),
           ("state=closed", "s.state = 'closed'"), ("organization_id=1", "u.org_id = 1"), ("overdue=1&answered=0",
                                                                                       "t.isoverdue = 1 AND t.isanswered = 0"),
           ("field.quay=2", "a22.value LIKE '{\"2\":%'"), ("created_since=2025-05-01", "t.created >= '2025-05-01'"),
           ("email=person2@example.com", "t.user_id = 2"), ("email=nobody@example.com", "FALSE")]
# A member of "open", the column of its ids.
DIMENSIONS = {"departments": "t.dept_id", "topics": "t.topic_id", "agents": "t.staff_id", "teams": "t.team_id",
              "priorities": "COALESCE(c.priority + 0, 0)"}
COUNTS = ("COUNT(*), COALESCE(SUM(t.isoverdue), 0), COALESCE(SUM(t.staff_id = 0 AND t.team_id = 0), 0),"
          " COALESCE(SUM(NOT t.isanswered), 0)")


def events(chance):
    """Closed and reopened tickets, and events of no ticket that is there."""
    found = []
    for n in range(1, 400):
        found.append("(%d, %d, 'T', (SELECT id FROM ost_event WHERE name = '%s'), 0, 0, 0, 0, '2025-%02d-%02d %02d:00:00')" % (
            n, chance.randint(0, TICKETS + 20), chance.choice(["closed", "closed", "reopened", "edited"]),
            chance.randint(3, 8), chance.randint(1, 28), chance.randint(0, 23)))
    return sample.insert("ost_", "thread_event", "id, thread_id, thread_type, event_id, staff_id, team_id, dept_id, topic_id,"
                         " timestamp", found)


class Stats(Tree):
    reference_ttl = 30

    @classmethod
    def fill(cls):
        chance = random.Random(21)
        cls.sql("SET sql_mode='';" + sample.users("ost_", PEOPLE) + "UPDATE ost_user SET org_id = 1 + id % 2;" + rows(chance)
                + events(chance))

    def stats(self, query=RANGE, **more):
        answer = self.at("stats", query, **more)
        self.assertEqual(200, answer.status, (query, answer.body))
        return answer.json["stats"]

    def counted(self, what, condition, more=""):
        return [[None if cell == "NULL" else cell for cell in row]
                for row in self.sql("SELECT %s%s WHERE (%s) %s" % (what, TABLES, condition, more))]

    def test_of_all_and_of_open_tickets(self):
        for query, condition in FILTERS:
            with self.subTest(query=query):
                stats = self.stats(RANGE + "&" + query)
                by_status = {int(id): int(n) for id, n in self.counted("t.status_id, COUNT(*)", condition, "GROUP BY 1")}
                self.assertEqual(by_status, {row["id"]: row["count"] for row in stats["statuses"] if row["count"]})
                self.assertEqual(sum(by_status.values()), stats["total"])
                by_state = {state: int(n) for state, n in
                            self.counted("s.state, COUNT(*)", condition + " AND s.state > ''", "GROUP BY 1")}
                self.assertEqual(by_state, {state: n for state, n in stats["states"].items() if n})
                is_open = condition + " AND s.state = 'open'"
                self.assertEqual([int(n) for n in self.counted(COUNTS, is_open)[0]], self.numbers(stats["open"]))
                for name, column in DIMENSIONS.items():
                    expected = {int(row[0]): [int(n) for n in row[1:]]
                                for row in self.counted(column + ", " + COUNTS, is_open, "GROUP BY 1")}
                    self.assertEqual(expected, {row["id"] or 0: self.numbers(row) for row in stats["open"][name]}, name)

    @staticmethod
    def numbers(row):
        return [row[name] for name in ("count", "overdue", "unassigned", "unanswered")]

    def test_of_each_day(self):
        for query, condition in FILTERS:
            with self.subTest(query=query):
                days = self.stats(RANGE + "&" + query)["days"]
                self.assertEqual((122, SINCE, "2025-07-31"), (len(days), days[0]["day"], days[-1]["day"]))
                within = " AND {0} >= '%s' AND {0} < '%s'" % (SINCE, UNTIL)
                created = dict(self.counted("DATE(t.created), COUNT(*)", condition + within.format("t.created"), "GROUP BY 1"))
                self.assertEqual(created, {day["day"]: str(day["created"]) for day in days if day["created"]})
                for kind in ("closed", "reopened"):
                    found = dict(self.sql(
                        "SELECT DATE(e.timestamp), COUNT(*) FROM ost_thread_event e JOIN ost_event n ON n.id = e.event_id AND"
                        " n.name = '%s' JOIN ost_thread h ON h.id = e.thread_id JOIN (SELECT t.ticket_id%s WHERE %s) x ON"
                        " x.ticket_id = h.object_id WHERE TRUE%s GROUP BY 1" % (kind, TABLES, condition,
                                                                               within.format("e.timestamp"))))
                    self.assertEqual(found, {day["day"]: str(day[kind]) for day in days if day[kind]}, kind)

    def test_name_what_they_count(self):
        stats = self.stats()
        self.assertIn({"id": 1, "name": "Open", "state": "open"}, [{k: row[k] for k in ("id", "name", "state")}
                                                                   for row in stats["statuses"]])
        gone = next(row for row in stats["statuses"] if row["id"] == 99)
        self.assertEqual((None, None), (gone["name"], gone["state"]))
        names = {row["id"]: row["name"] for row in stats["open"]["departments"]}
        self.assertEqual("Workshop / Cranes", names[3])
        self.assertEqual({None: None, 2: "Tomás Núñez"}, {row["id"]: row["name"] for row in stats["open"]["agents"]
                                                          if row["id"] in (None, 2)})

    def test_are_of_thirty_days_until_tonight_where_nothing_else_is_asked(self):
        today = self.sql("SELECT CURDATE(), CURDATE() + INTERVAL 1 DAY, CURDATE() - INTERVAL 29 DAY")[0]
        stats = self.stats("")
        self.assertEqual([30, today[0]], [len(stats["days"]), stats["days"][-1]["day"]])
        self.assertEqual([today[1] + " 00:00:00", today[2] + " 00:00:00"], [stats["until"], stats["since"]])
        before = self.stats("?until=2025-07-02")
        self.assertEqual([30, "2025-06-02 00:00:00"], [len(before["days"]), before["since"]])
        self.assertEqual(2, len(self.stats("?since=2025-05-01T12:00:00Z&until=2025-05-02T00:00:01Z")["days"]))

    def test_refuse_what_is_no_value(self):
        for query in ("?since=x", "?until=2025-13-01", "?since=2025-05-01&until=2025-05-01", "?since=2024-01-01&until=2025-06-01",
                      "?search=crane", "?sort=id", "?page=1", "?status_id=x", "?nope=1", "?since=2025-05-01&since=2025-05-02",
                      "?field.nope=1"):
            answer = self.at("stats", query)
            self.assertEqual((400, "invalid_parameter", 1),
                             (answer.status, answer.json.get("code"), len(answer.json.get("fields", []))), query)

    def test_are_told_again_only_when_they_have_changed(self):
        tag = self.at("stats", RANGE).headers["etag"]
        again = self.at("stats", RANGE, headers={"If-None-Match": tag})
        self.assertEqual((304, b""), (again.status, again.body))
        head = self.at("stats", RANGE, method="HEAD")
        self.assertEqual((200, tag, b""), (head.status, head.headers["etag"], head.body))
        self.sql("UPDATE ost_ticket SET status_id = 2 WHERE ticket_id = 1; UPDATE ost_ticket SET status_id = 1 WHERE ticket_id = 2")
        self.assertEqual(200, self.at("stats", RANGE + "&id=1,2", headers={"If-None-Match": tag}).status)

    def test_are_for_keys_that_may_read(self):
        self.assertEqual(401, self.at("stats", key=None).status)
        self.assertEqual(405, self.at("stats", method="POST", body={}).status)


class Scopes(Tree):
    settings = Tree.settings + "OsTicketKeyScope 5 create"

    @classmethod
    def fill(cls):
        cls.sql("UPDATE ost_api_key SET ipaddr = '' WHERE id = 5")

    def test_numbers_and_changes_are_for_keys_that_may_read(self):
        for resource in ("stats", "changes"):
            self.assertEqual(403, self.at(resource, key=RANGES).status)
