# SPDX-License-Identifier: MIT
"""Answers of agents."""
import json

from agents import INES, ROSA, AgentTest
from harness import table_rows


class Replies(AgentTest):
    def refused(self, status, ticket, body, agent=INES):
        """What the answer says; nothing has changed."""
        before = table_rows(type(self)), self.ticket(ticket, "*")
        answer = self.act("%d/replies" % ticket, body, agent)
        self.assertEqual(status, answer.status, answer.body)
        self.assertEqual(before, (table_rows(type(self)), self.ticket(ticket, "*")))
        return answer.json

    def test_is_an_entry_of_the_thread(self):
        ticket = self.created()
        answer = self.act("%d/replies" % ticket, {"message": "<p>Soon.</p>"})
        self.assertEqual((201, "Reply posted"), (answer.status, answer.json["message"]))
        self.assertEqual("/api/v1/tickets.php/%d" % ticket, answer.headers["location"])
        shown = self.get("?id=%d" % ticket).json["tickets"][0]["responses"]
        self.assertEqual([("message", "It rains."), ("response", "<p>Soon.</p>")],
                         [(entry["type"], entry["body"]) for entry in shown])
        first = self.number("SELECT MIN(id) FROM ost_thread_entry WHERE thread_id = %d" % self.thread(ticket))
        self.assertEqual([str(first), "576", "Ines Brandt", "NULL", "127.0.0.1"],
                         self.entry(answer.json["id"], "pid, flags, poster, title, ip_address"))
        self.assertEqual([["Soon."]], self.sql("SELECT content FROM ost__search WHERE object_type = 'H' AND object_id = %d"
                                               % answer.json["id"]))

    def test_gives_the_ticket_of_nobody_to_its_author(self):
        ticket, other = self.created(), self.created()
        self.posted("%d/replies" % ticket, {"message": "Mine."})
        self.posted("%d/replies" % other, {"message": "Not mine.", "claim": False})
        self.assertEqual([["1", "1"], ["0", "1"]],
                         [self.ticket(id, "staff_id, isanswered") for id in (ticket, other)])
        self.posted("%d/replies" % ticket, {"message": "Hers."}, ROSA)
        self.assertEqual(["1"], self.ticket(ticket, "staff_id"))

    def test_gives_it_a_status(self):
        ticket = self.created()
        self.posted("%d/replies" % ticket, {"message": "Done.", "status_id": 3})
        self.assertEqual(["3", "1"], self.ticket(ticket, "status_id, staff_id"))
        self.posted("%d/replies" % ticket, {"message": "Not quite.", "status_id": 1})
        self.assertEqual(["1", "NULL"], self.ticket(ticket, "status_id, closed"))

    def test_needs_the_permission_to_close_for_a_status_that_closes(self):
        ticket = self.created()
        said = self.refused(403, ticket, {"message": "Done.", "status_id": 3}, ROSA)
        self.assertEqual("You do not have permission to resolve/close tickets", said["error"])
        self.posted("%d/replies" % ticket, {"message": "Done.", "status_id": 3})
        self.posted("%d/replies" % ticket, {"message": "It is.", "status_id": 3}, ROSA)
        self.assertEqual(["3"], self.ticket(ticket, "status_id"))
        for status in (4, 5, 99):
            self.assertIn("error", self.refused(422 if status == 99 else 409, ticket, {"message": "x", "status_id": status}))

    def test_says_something(self):
        ticket = self.created()
        for body in ({}, {"message": ""}, {"message": " "}, {"message": "<br /><br>"}):
            self.assertIn("message", self.refused(422, ticket, body)["fields"])
        said = self.refused(422, ticket, {"message": "x", "reply_to": "all of them", "cc": "x", "alert": 7, "colour": 1})
        self.assertEqual({"reply_to", "cc", "alert", "colour"}, set(said["fields"]))
        self.assertEqual(400, self.act("%d/replies?id=1" % ticket, {"message": "x"}).status)

    def test_keeps_the_line_breaks_of_a_text(self):
        entry = self.posted("%d/replies" % self.created(), {"message": "One\nTwo < three"})
        self.assertEqual(["One<br /> Two &lt; three"], self.entry(entry, "body"))

    def test_names_those_who_get_copies(self):
        ticket = self.created()
        awake = self.add_collaborator(ticket, "awake@example.com")
        asleep = self.add_collaborator(ticket, "asleep@example.com", 2)
        entry = self.posted("%d/replies" % ticket, {"message": "To both."})
        recipients = json.loads(self.entry(entry, "recipients")[0])
        self.assertEqual(["Awake <awake@example.com>"], list(recipients["cc"].values()))
        self.posted("%d/replies" % ticket, {"message": "To the other.", "cc": [asleep]})
        flags = "SELECT flags, updated > '2026-06-01' FROM ost_thread_collaborator WHERE thread_id = %d AND user_id = %d"
        self.assertEqual([[["2", "1"]], [["3", "1"]]],
                         [self.sql(flags % (self.thread(ticket), user)) for user in (awake, asleep)])
        entry = self.posted("%d/replies" % ticket, {"message": "To nobody.", "reply_to": "none"})
        self.assertEqual(["NULL", "64"], self.entry(entry, "recipients, flags"))
        self.assertIn("cc", self.refused(422, ticket, {"message": "x", "cc": [asleep, 1]})["fields"])

    def test_leaves_a_ticket_to_who_holds_it(self):
        ticket = self.created()
        self.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'autolock_minutes', '3', NOW())")
        lock = ("INSERT INTO ost_lock (lock_id, staff_id, expire, code, created) VALUES (%d, %d, '%s', 'c', NOW());"
                "UPDATE ost_ticket SET lock_id = %d WHERE ticket_id = %d")
        self.sql(lock % (71, ROSA, "2036-01-01", 71, ticket))
        said = self.refused(409, ticket, {"message": "x"})
        self.assertEqual("Action Denied. Ticket is locked by someone else!", said["error"])
        self.posted("%d/replies" % ticket, {"message": "I hold it."}, ROSA)
        self.assertEqual(["0"], self.ticket(ticket, "lock_id"))
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_lock WHERE lock_id = 71"))
        self.sql(lock % (72, ROSA, "2016-01-01", 72, ticket))
        self.posted("%d/replies" % ticket, {"message": "She forgot it."})

    def test_does_not_answer_who_is_banned(self):
        ticket = self.created()
        self.sql("UPDATE ost_user_email SET address = 'banned@spam.example' WHERE address = 'jane@example.com'")
        said = self.refused(409, ticket, {"message": "x"})
        self.sql("UPDATE ost_user_email SET address = 'jane@example.com' WHERE address = 'banned@spam.example'")
        self.assertEqual("Email is in banlist. Must be removed to reply.", said["error"])

    def test_uses_a_canned_response(self):
        ticket = self.created()
        self.sql("INSERT INTO ost_canned_response (canned_id, dept_id, isenabled, title, response, notes, created, updated)"
                 " VALUES (81, 0, 1, 'Ship', '<p>Dear %{recipient.name.first}, #%{ticket.number}</p>', '', NOW(), NOW()),"
                 " (82, 0, 0, 'Off', '<p>Never</p>', '', NOW(), NOW())")
        entry = self.posted("%d/replies" % ticket, {"canned_id": 81})
        self.assertEqual(["<p>Dear Jane, #%s</p>" % self.ticket(ticket, "number")[0]], self.entry(entry, "body"))
        entry = self.posted("%d/replies" % ticket, {"canned_id": 81, "message": "<p>First.</p>"})
        self.assertTrue(self.entry(entry, "body")[0].startswith("<p>First.</p>"))
        for canned in (82, 83):
            self.assertIn("canned_id", self.refused(422, ticket, {"canned_id": canned})["fields"])

    def test_keeps_the_lines_of_a_canned_response_where_rich_text_is_off(self):
        ticket = self.created(subject="Crane & co")
        self.sql("INSERT INTO ost_canned_response (canned_id, dept_id, isenabled, title, response, notes, created, updated)"
                 " VALUES (84, 0, 1, 'Lines', '<p>Dear %%{recipient.name.first},</p><div>of <b>%%{ticket.subject}</b>:<br />%s</div>',"
                 " '', NOW(), NOW())" % " ".join(["mooring"] * 12))
        self.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'enable_richtext', '0', NOW())")
        self.addCleanup(self.sql, "DELETE FROM ost_config WHERE `key` = 'enable_richtext'")
        entry = self.posted("%d/replies" % ticket, {"canned_id": 84})
        self.assertEqual(["text", "Dear Jane,\\n\\nof Crane &amp; co:\\n%s\\nmooring" % " ".join(["mooring"] * 11)],
                         self.entry(entry, "format, body"))

    def test_takes_all_that_is_described(self):
        ticket = self.created()
        answer = self.act("%d/replies" % ticket, {"message": "x", "reply_to": "user", "signature": "mine", "from_email_id": 99,
                                                      "alert": False, "claim": 1, "attachments": []}, ROSA)
        self.assertEqual(201, answer.status, answer.body)
        self.assertEqual(["from_email_id: there is no such address, so the department's is used"], answer.json["warnings"])

    def test_is_not_found_where_there_is_no_ticket(self):
        answer = self.act("999999/replies", {"message": "x"})
        self.assertEqual((404, "ticket_not_found"), (answer.status, answer.json["code"]))
        self.assertEqual(405, self.act("1/replies", method="GET").status)


class Cost(AgentTest):
    settings = AgentTest.counting
    reference_ttl = 60

    def test_of_a_reply_is_at_most_20_statements(self):
        ticket = self.created()
        post = lambda: self.posted("%d/replies" % ticket, {"message": "Counted."}, INES)  # noqa: E731
        self.assertLessEqual(self.statements(post), 20)
