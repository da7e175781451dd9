# SPDX-License-Identifier: MIT
"""osTicket drops and rebuilds the tables of its forms' values while httpd runs and keeps what it has read of them."""
from harness import SystemTest


class SchemaChanges(SystemTest):
    reference_ttl = 3600
    settings = "OsTicketPoolSize 1"

    def setUp(self):
        # All is read and kept before it changes.
        self.ticket = self.created(subject="Before the change")
        self.assertEqual("Before the change", self.subject())

    def subject(self, query=None):
        answer = self.get(query or "?id=%d" % self.ticket)
        self.assertEqual(200, answer.status, answer.body)
        return answer.json["tickets"][0]["subject"]

    def life(self):
        """Every method on a ticket of its own."""
        ticket = self.created(subject="After it")
        self.assertEqual(200, self.send("PUT", "?id=%d" % ticket, {"status_id": 3}).status)
        self.assertEqual(200, self.send("DELETE", "?id=%d" % ticket).status)

    def test_while_the_table_is_not_there_all_goes_on_without_subjects(self):
        self.sql("RENAME TABLE ost_ticket__cdata TO away")
        try:
            self.assertIsNone(self.subject())
            found = self.get("?q=Before").json
            self.assertEqual(([], 0), (found["tickets"], found["pagination"]["total"]))
            self.life()
        finally:
            self.sql("RENAME TABLE away TO ost_ticket__cdata")
        # It is back, and nobody waits for what was kept to grow old.
        self.assertEqual("Before the change", self.subject())
        self.assertEqual("After it", self.subject("?id=%d" % self.created(subject="After it")))

    def test_a_column_that_has_gone_costs_no_request(self):
        self.sql("ALTER TABLE ost_ticket__cdata CHANGE subject topic_line mediumtext")
        try:
            self.life()
            self.assertIsNone(self.subject())
        finally:
            self.sql("ALTER TABLE ost_ticket__cdata CHANGE topic_line subject mediumtext")
