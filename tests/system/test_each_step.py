# SPDX-License-Identifier: MIT
"""Each table that a request writes refuses its row in turn; nothing of the request stays."""
import os

import sample
from harness import Run, SystemTest


class EachStep(SystemTest):
    """Rows for every step: an organisation with members, a canned response with a file, a sequence, a parent with a
    child, drafts, files, collaborators."""

    @classmethod
    def fill(cls):
        cls.sql("INSERT INTO ost_canned_response (canned_id, isenabled, title, response, created, updated) VALUES (1, 1, 'C',"
                " 'Thank you', NOW(), NOW()); INSERT INTO ost_file (id, ft, type, `key`, signature, created) VALUES"
                " (9, 'T', '', 'c', 'c', NOW()); INSERT INTO ost_attachment (object_id, type, file_id) VALUES (1, 'C', 9);"
                "INSERT INTO ost_filter (id, execorder, isactive, target, name, created, updated) VALUES (9, 9, 1, 'Any', 'C',"
                " NOW(), NOW()); INSERT INTO ost_filter_rule (filter_id, what, how, val, isactive, notes, created, updated)"
                " VALUES (9, 'body', 'contains', 'please answer', 1, '', NOW(), NOW()); INSERT INTO ost_filter_action"
                " (filter_id, sort, type, configuration, updated) VALUES (9, 1, 'canned', '{\"canned_id\":1}', NOW());"
                "UPDATE ost_config SET value = '3' WHERE `key` = 'log_level'")
        # Mail is written, and leaves by a program that takes everything.
        cls.sql(sample.mail())
        secret = os.path.join(Run.folder, "each_step.secret")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as f:
            f.write("secret\n")
        cls.settings = 'OsTicketSecretFile "%s"\nOsTicketMail sendmail /bin/cat' % secret

    def contents(self):
        """A checksum of the rows of every table but the system log, and the number of mails, which are on their way."""
        tables = [row[0] for row in self.sql("SHOW TABLES") if not row[0].endswith(("syslog", "rest_outbox"))]
        return (self.sql("CHECKSUM TABLE " + ", ".join("`%s`" % table for table in tables))
                + self.sql("SELECT COUNT(*) FROM ost_rest_outbox"))

    def refuse_in_turn(self, steps, request, status):
        """`steps` are statements and tables; the request must come to each of them, and at last succeed."""
        for statement, table in steps:
            before = self.contents()
            self.sql("CREATE TRIGGER refuse BEFORE %s ON `ost_%s` FOR EACH ROW SIGNAL SQLSTATE '45000'" % (statement, table))
            try:
                answer = request()
            finally:
                self.sql("DROP TRIGGER refuse")
            self.assertEqual((500, "internal_error"), (answer.status, answer.json.get("code")), (statement, table))
            self.assertIn(answer.json["request_id"], self.httpd.log())
            self.assertEqual(before, self.contents(), (statement, table))
        self.assertEqual(status, request().status)

    def test_of_a_new_ticket(self):
        self.created(email="first@blueline.example", name="First")
        steps = [("INSERT", table) for table in (
            "user_email", "user", "form_entry", "form_entry_values", "user__cdata", "ticket", "thread", "ticket__cdata",
            "thread_collaborator", "thread_entry", "file", "file_chunk", "attachment", "thread_event", "_search", "rest_outbox")]
        steps += [("UPDATE", "user_email"), ("UPDATE", "sequence")]
        self.refuse_in_turn(steps, lambda: self.create(email="second@blueline.example", name="Second", topic_id=2,
                                                       message="Please answer", attachments=[{"a.txt": "data:,x"}]), 201)

    def test_of_a_change(self):
        ticket = self.created(topic_id=2)
        self.sql("INSERT INTO ost_draft (id, staff_id, namespace, body) VALUES (5, 1, 'ticket.reply.%d', '');"
                 "INSERT INTO ost_attachment (object_id, type, file_id) VALUES (5, 'D', 9)" % ticket)
        change = lambda **members: lambda: self.send("PUT", "?id=%d" % ticket, members)  # noqa: E731
        self.refuse_in_turn([("UPDATE", "ticket"), ("INSERT", "thread_event")], change(topic_id=1), 200)
        self.refuse_in_turn([("UPDATE", "ticket"), ("INSERT", "thread_referral"), ("DELETE", "draft"),
                             ("INSERT", "thread_event")], change(status_id=3), 200)
        self.assertEqual([["5"]], self.sql("SELECT object_id FROM ost_attachment WHERE type = 'D'"))
        self.refuse_in_turn([("UPDATE", "ticket"), ("UPDATE", "thread_event"), ("INSERT", "thread_event")],
                            change(status_id=1, topic_id=4), 200)

    def test_of_a_deletion(self):
        ticket, child = self.created(topic_id=5, crane_number="7"), self.created()
        thread = self.number("SELECT id FROM ost_thread WHERE object_id = %d" % ticket)
        entry = self.number("SELECT id FROM ost_thread_entry WHERE thread_id = %d" % thread)
        self.sql("INSERT INTO ost_file (id, ft, type, `key`, signature, created) VALUES (11, 'T', '', 'a', 'a', '2020-01-01');"
                 "INSERT INTO ost_file_chunk VALUES (11, 0, 'x');"
                 "INSERT INTO ost_attachment (object_id, type, file_id) VALUES (%d, 'H', 11);"
                 "INSERT INTO ost_draft (staff_id, namespace, body) VALUES (1, 'ticket.reply.%d', '');"
                 "INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated) VALUES (1, %d, 1,"
                 " 'M', NOW(), NOW()); INSERT INTO ost_thread_referral (thread_id, object_id, object_type, created) VALUES"
                 " (%d, 1, 'S', NOW()); INSERT INTO ost_thread_entry_email (thread_entry_id, mid) VALUES (%d, 'x@y');"
                 "UPDATE ost_ticket SET flags = 17 WHERE ticket_id = %d; UPDATE ost_ticket SET ticket_pid = %d, flags = 1"
                 " WHERE ticket_id = %d; UPDATE ost_thread SET object_type = 'C' WHERE object_id = %d"
                 % (entry, ticket, thread, thread, entry, ticket, ticket, child, child))
        steps = [("DELETE", table) for table in (
            "ticket", "ticket__cdata", "form_entry", "form_entry_values", "_search", "attachment", "file", "file_chunk",
            "thread_collaborator", "thread_referral", "thread_entry", "thread", "draft")]
        steps += [("UPDATE", "ticket"), ("UPDATE", "thread"), ("UPDATE", "thread_entry_email"), ("UPDATE", "thread_event"),
                  ("INSERT", "thread_event"), ("INSERT", "syslog")]
        self.refuse_in_turn(steps, lambda: self.send("DELETE", "?id=%d" % ticket), 200)
