# SPDX-License-Identifier: MIT
"""Entity tags of tickets: an answer that a client has is not sent again, a ticket that another one has changed is not
changed blindly."""
import http.client
import json
import threading

import sample
from harness import KEY, RANGES, RESOURCE, SystemTest


class Tags(SystemTest):
    settings = "OsTicketKeyScope * read notes create update delete users\nOsTicketKeyScope 5 read\n"

    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 10) + sample.tickets("ost_", 30, 10))

    def tag(self, query="", path=RESOURCE + "/7", **more):
        answer = self.get(query, path=path, **more)
        self.assertEqual(200, answer.status)
        return answer.headers["etag"]

    def unchanged(self, tag, query="", path=RESOURCE + "/7", **more):
        answer = self.get(query, path=path, headers={"If-None-Match": tag}, **more)
        self.assertIn(answer.status, (200, 304))
        if answer.status == 304:
            self.assertEqual((b"", tag, "private, no-cache"),
                             (answer.body, answer.headers["etag"], answer.headers["cache-control"]))
        return answer.status == 304

    def test_every_answer_has_one(self):
        for path in (RESOURCE, RESOURCE + "/7", RESOURCE + "/7/events", RESOURCE + "/7/collaborators"):
            answer, head = self.get(path=path), self.send("HEAD", path=path)
            self.assertEqual((200, answer.headers["etag"]), (head.status, head.headers["etag"]))
            self.assertTrue(self.unchanged(answer.headers["etag"], path=path))
            head = self.send("HEAD", path=path, headers={"If-None-Match": answer.headers["etag"]})
            self.assertEqual(304, head.status)
            self.assertEqual(path == RESOURCE, answer.headers["etag"].startswith("W/"))
        self.assertEqual(self.tag("?id=7", RESOURCE), self.tag("?id=7", RESOURCE))
        self.assertNotIn("etag", self.get(path=RESOURCE + "/9999").headers)

    def test_is_another_one_for_each_way_to_show_a_ticket(self):
        queries = ["", "?include=none", "?include=details", "?include=fields", "?include=events", "?fields=id,number",
                   "?include=responses,details", "?include=collaborators"]
        for path in (RESOURCE, RESOURCE + "/7"):
            tags = [self.tag(query, path) for query in queries]
            tags.append(self.tag(path=path, key=RANGES))  # shows no notes
            self.assertEqual(len(tags), len(set(tags)), path)

    # Each a statement after which the ticket, or what is shown of it, is another one.
    CHANGES = (
        "UPDATE ost_ticket SET status_id = 4 - status_id WHERE ticket_id = 7",
        "UPDATE ost_ticket SET updated = updated + INTERVAL 1 SECOND WHERE ticket_id = 7",
        "UPDATE ost_ticket__cdata SET subject = CONCAT(subject, '!') WHERE ticket_id = 7",
        "UPDATE ost_user u JOIN ost_ticket t ON t.user_id = u.id SET u.name = CONCAT(u.name, 'x') WHERE t.ticket_id = 7",
        "INSERT INTO ost_thread_entry (thread_id, type, poster, body, created, updated) SELECT id, 'M', '', 'new', NOW(),"
        " NOW() FROM ost_thread WHERE object_type = 'T' AND object_id = 7",
        "DELETE e FROM ost_thread_entry e JOIN (SELECT MAX(x.id) AS id FROM ost_thread_entry x JOIN ost_thread h ON"
        " h.id = x.thread_id WHERE h.object_id = 7) AS last ON last.id = e.id",
    )
    # What only the ticket by itself tells.
    DEEP_CHANGES = (
        "UPDATE ost_ticket SET staff_id = staff_id + 1 WHERE ticket_id = 7",
        "UPDATE ost_ticket SET isoverdue = 1 - isoverdue WHERE ticket_id = 7",
        "UPDATE ost_ticket SET duedate = '2030-01-01 00:00:00' + INTERVAL ticket_id DAY WHERE ticket_id = 7",
        "UPDATE ost_thread SET lastmessage = NOW() + INTERVAL 1 DAY WHERE object_type = 'T' AND object_id = 7",
        "INSERT INTO ost_form_entry (id, form_id, object_id, object_type, created, updated) VALUES (9001, 2, 7, 'T', NOW(),"
        " NOW()); INSERT INTO ost_form_entry_values (entry_id, field_id, value) VALUES (9001, 13, 'A')",
        "UPDATE ost_form_entry_values SET value = 'B' WHERE entry_id = 9001",
    )
    # What tells where it is shown.
    INCLUDED_CHANGES = (
        ("events", "INSERT INTO ost_thread_event (thread_id, thread_type, event_id, staff_id, team_id, dept_id, topic_id, timestamp)"
         " SELECT id, 'T', 1, 0, 0, 1, 0, NOW() FROM ost_thread WHERE object_type = 'T' AND object_id = 7"),
        ("collaborators", "INSERT INTO ost_thread_collaborator (thread_id, user_id, created, updated) SELECT id, 9, NOW(), NOW()"
         " FROM ost_thread WHERE object_type = 'T' AND object_id = 7"),
        ("collaborators", "UPDATE ost_thread_collaborator c JOIN ost_thread h ON h.id = c.thread_id SET c.flags = c.flags ^ 1"
         " WHERE h.object_id = 7"),
    )

    def test_is_another_one_after_each_change(self):
        for statement in self.CHANGES + self.DEEP_CHANGES:
            one, page = self.tag(), self.tag(path=RESOURCE)
            self.assertTrue(self.unchanged(one) and self.unchanged(page, path=RESOURCE))
            self.sql(statement)
            self.assertFalse(self.unchanged(one), statement)
            if statement in self.CHANGES:
                self.assertFalse(self.unchanged(page, path=RESOURCE), statement)
        self.assertTrue(self.unchanged(self.tag("", RESOURCE + "/8"), path=RESOURCE + "/8"))

    def test_is_another_one_after_each_change_of_what_is_included(self):
        paths = (RESOURCE, RESOURCE + "/7")
        for part, statement in self.INCLUDED_CHANGES:
            query = "?include=" + part
            before = [(path, self.tag(query, path), self.tag("", path)) for path in paths]
            self.sql(statement)
            for path, shown, plain in before:
                self.assertFalse(self.unchanged(shown, query, path), statement)
                self.assertTrue(self.unchanged(plain, "", path), statement)

    def test_of_a_list_changes_with_its_page(self):
        first = self.tag("?per_page=5", RESOURCE)
        self.assertFalse(self.unchanged(first, "?per_page=6", RESOURCE))
        self.assertFalse(self.unchanged(first, "?per_page=5&page=2", RESOURCE))
        self.created(subject="One more")
        self.assertFalse(self.unchanged(first, "?per_page=5", RESOURCE), "the total is another one")


    # The tag is said before the first of the entries is sent.
    def test_of_a_list_of_megabytes_is_that_of_a_short_one(self):
        self.sql("INSERT INTO ost_thread_entry (thread_id, type, poster, body, created, updated) SELECT id, 'M', '',"
                 " REPEAT('long ', 12000), NOW(), NOW() FROM ost_thread JOIN (SELECT 1 UNION ALL SELECT 2) twice"
                 " WHERE object_type = 'T' AND object_id > 15")
        query = "?page=2&per_page=15"
        answer = self.get(query)
        self.assertGreater(len(answer.body), 1500000)
        self.assertTrue(self.unchanged(answer.headers["etag"], query, RESOURCE))
        self.sql("UPDATE ost_thread_entry SET flags = flags | 4 WHERE body LIKE 'long long%'")
        short = self.tag(query, RESOURCE)
        self.assertNotEqual(answer.headers["etag"], short)
        self.assertTrue(self.unchanged(short, query, RESOURCE))


class Changes(SystemTest):
    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 10) + sample.tickets("ost_", 30, 10))

    def tag(self, id, query=""):
        return self.get(query, path="%s/%d" % (RESOURCE, id)).headers["etag"]

    def change(self, id, tag, method="PATCH", body=None):
        body = {"status_id": 3} if body is None and method != "DELETE" else body
        return self.send(method, path="%s/%d" % (RESOURCE, id), body=body, headers={"If-Match": tag})

    def test_happen_to_the_ticket_that_was_seen(self):
        for method, id in (("PATCH", 1), ("PUT", 2), ("DELETE", 3)):
            for query in ("", "?include=none", "?include=details,fields&fields=id"):
                old = self.tag(id, query)
                self.sql("UPDATE ost_ticket SET updated = updated + INTERVAL 1 SECOND WHERE ticket_id = %d" % id)
                refused = self.change(id, old, method)
                self.assertEqual((412, "precondition_failed"), (refused.status, refused.json["code"]))
            self.assertEqual(200, self.change(id, self.tag(id, "?include=none"), method).status)

    def test_say_something_only_to_the_ticket_that_was_seen(self):
        def note(tag):
            return self.send("POST", path=RESOURCE + "/11/notes", body={"message": "Seen."}, headers={"If-Match": tag}).status
        tag = self.tag(11)
        self.assertEqual([201, 412, 412], [note(tag) for _ in range(3)])
        self.assertEqual(201, note(self.tag(11, "?include=none")))

    def test_name_one_of_several_or_any(self):
        tag = self.tag(4)
        self.assertEqual(200, self.change(4, '"x", ' + tag).status)
        self.assertEqual(412, self.change(4, tag).status, "it has been changed")
        self.assertEqual(200, self.change(4, "*").status)
        self.assertEqual(412, self.change(4, "W/" + self.tag(4)).status, "a weak tag names no state")

    def test_are_refused_with_nothing_written(self):
        before = self.sql("SELECT * FROM ost_ticket WHERE ticket_id = 5")
        self.assertEqual(412, self.change(5, '"0-0"').status)
        self.assertEqual(before, self.sql("SELECT * FROM ost_ticket WHERE ticket_id = 5"))

    def test_of_what_is_not_there_are_not_found(self):
        for method in ("PATCH", "PUT", "DELETE"):
            for tag in ("*", '"0-0"'):
                self.assertEqual(404, self.change(9999, tag, method).status)

    def test_with_the_id_as_a_parameter_are_judged_as_well(self):
        answer = self.send("PUT", "?id=6", {"status_id": 3}, headers={"If-Match": '"0-0"'})
        self.assertEqual(412, answer.status)


class Racer(threading.Thread):
    """Changes ticket 10, which had this tag, once the gate opens."""

    def __init__(self, port, tag, status, gate):
        super().__init__()
        self.port, self.tag, self.status, self.gate, self.result = port, tag, status, gate, None

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.connect()
        self.gate.wait()
        connection.request("PATCH", RESOURCE + "/10", json.dumps({"status_id": self.status}),
                           {"X-API-Key": KEY, "If-Match": self.tag, "Content-Type": "application/json"})
        self.result = connection.getresponse().status
        connection.close()


class Races(SystemTest):
    races = 100
    children = 2
    reference_ttl = 30

    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 10) + sample.tickets("ost_", 30, 10)
                + "UPDATE ost_ticket SET status_id = 1 WHERE ticket_id = 10;")

    def status(self):
        return self.number("SELECT status_id FROM ost_ticket WHERE ticket_id = 10")

    def test_of_two_clients_one_wins(self):
        for _ in range(self.races):
            tag, now = self.get("?include=none", path=RESOURCE + "/10").headers["etag"], self.status()
            gate = threading.Barrier(2)
            racers = [Racer(self.httpd.port, tag, status, gate) for status in (1, 3, 6) if status != now]
            for racer in racers:
                racer.start()
            for racer in racers:
                racer.join()
            self.assertEqual([200, 412], sorted(racer.result for racer in racers))
            self.assertEqual(next(racer.status for racer in racers if racer.result == 200), self.status())


class ThousandRaces(Races):
    only_with_all = True
    expected_seconds = 120
    races = 1000
