# SPDX-License-Identifier: MIT
"""Versions of osTicket, character sets and engines of its tables."""
import json
import os
import subprocess
import unittest

import harness
import sample
from harness import Run, SystemTest
from servers import DESCRIPTION, Httpd

SCHEMAS = os.path.join(harness.CONFORM, "schemas.json")
VERSIONS = ("1.14", "1.15", "1.16", "1.17", "1.18")
UNKNOWN = "0123456789abcdef0123456789abcdef"
SENTENCE = "'OsTicketUnknownSchema read-only' goes on with reads only"


def columns_of(database, table):
    """Name -> (type as osTicket's installer writes it, default, extra)."""
    rows = Run.database.sql("SELECT column_name, column_type, is_nullable, column_default, extra FROM"
                            " information_schema.columns WHERE table_schema = '%s' AND table_name = '%s' ORDER BY"
                            " ordinal_position" % (database, table))
    return {name: (kind + ("" if nullable == "YES" else " not null"), default, extra)
            for name, kind, nullable, default, extra in rows}


def change_into(database, table, wanted):
    """Makes the table's columns those that a version of osTicket has."""
    have = columns_of(database, table)
    changes = ["DROP COLUMN `%s`" % name for name in have if name not in wanted]
    for name, kind in wanted.items():
        if name not in have:
            changes.append("ADD COLUMN `%s` %s" % (name, kind))
        elif have[name][0] != kind:
            default = "" if have[name][1] == "NULL" else " DEFAULT " + have[name][1]
            changes.append("MODIFY `%s` %s%s %s" % (name, kind, default, have[name][2]))
    if changes:
        Run.database.sql("ALTER TABLE `%s` %s" % (table, ", ".join(changes)), database)


class WholeLife(SystemTest):
    """One ticket from its creation to its end."""

    def live(self):
        before = harness.table_rows(self)
        ticket = self.created(topic_id=2, subject="Crane 4 – лебёдка")
        shown = self.get("?q=crane&topic_id=2").json["tickets"]
        self.assertEqual([(ticket, "Crane 4 – лебёдка")], [(t["id"], t["subject"]) for t in shown])
        self.assertEqual(["It rains."], [entry["body"] for entry in shown[0]["responses"]])
        self.assertEqual(200, self.send("PUT", "?id=%d" % ticket, {"status_id": 3, "topic_id": 1}).status)
        changed = self.get("?id=%d" % ticket).json["tickets"][0]
        self.assertEqual((3, 1), (changed["status_id"], changed["topic_id"]))
        self.assertEqual(200, self.send("DELETE", "?id=%d" % ticket).status)
        self.assertEqual([], self.ids("?id=%d" % ticket))
        after = harness.table_rows(self)
        for table in ("ticket", "thread", "thread_entry", "ticket__cdata"):
            self.assertEqual(before["ost_" + table], after["ost_" + table], table)


@unittest.skipUnless(os.path.isfile(SCHEMAS), "no recorded table definitions beside the project")
class Versions(unittest.TestCase):
    def test_from_1_14_to_1_18_are_served(self):
        with open(SCHEMAS, encoding="utf-8") as f:
            schemas = json.load(f)
        for version in VERSIONS:
            with self.subTest(version):
                self.serve(schemas[version + ".x"])

    def serve(self, schema):
        class Help(WholeLife):
            @classmethod
            def fill(cls):
                for table, wanted in schema["tables"].items():
                    change_into(cls.name, table, wanted)
                cls.sql("UPDATE ost_config SET value = '%s' WHERE `key` = 'schema_signature'" % schema["signature"])

            def runTest(self):
                for table, wanted in schema["tables"].items():
                    made = {name: kind for name, (kind, _, _) in columns_of(self.name, table).items()}
                    self.assertEqual(wanted, made, table)
                self.live()
        Help.setUpClass()
        try:
            Help().debug()
        finally:
            Help.tearDownClass()


class FourByteTables(WholeLife):

    @classmethod
    def fill(cls):
        for (table,) in cls.sql("SHOW TABLES"):
            cls.sql("ALTER TABLE `%s` CONVERT TO CHARACTER SET utf8mb4" % table)

    def test_live_alike(self):
        self.live()

    def test_show_what_they_hold(self):
        ticket = self.created()
        self.sql("UPDATE ost_ticket__cdata SET subject = 'Ship \U0001f6a2' WHERE ticket_id = %d" % ticket)
        self.assertEqual("Ship \U0001f6a2", self.get("?id=%d" % ticket).json["tickets"][0]["subject"])


class TablesThatCannotRollBack(SystemTest):
    @classmethod
    def fill(cls):
        cls.sql("ALTER TABLE ost_ticket ENGINE = MyISAM; ALTER TABLE ost_thread ENGINE = Aria;"
                " ALTER TABLE ost_syslog ENGINE = MyISAM")

    def warnings(self):
        return [line for line in self.httpd.log().splitlines() if "cannot roll back" in line]

    def test_are_named_once(self):
        # The line is written behind the first answer.
        for asked in range(200):
            self.assertEqual(200, self.get().status)
            if asked >= 3 and self.warnings():
                break
        said = self.warnings()
        self.assertEqual(1, len(said))
        self.assertIn(":warn]", said[0])
        self.assertTrue(said[0].endswith("convert them to InnoDB: ost_thread (Aria), ost_ticket (MyISAM)"), said)


class TablesThatRollBack(SystemTest):
    def test_are_not_named(self):
        self.assertEqual(200, self.get().status)
        self.assertNotIn("cannot roll back", self.httpd.log())


class UnknownVersion(SystemTest):
    """Its httpd has started while the help desk's version was known."""

    def become(self, signature):
        self.sql("UPDATE ost_config SET value = '%s' WHERE `key` = 'schema_signature'" % signature)

    def setUp(self):
        self.ticket = self.created()
        self.become(UNKNOWN)

    def tearDown(self):
        self.become("5fb92bef17f3b603659e024c01cc7a59")

    def wait_for_operations(self, httpd, times):
        deadline = harness.Deadline()
        while httpd.log().count("resuming normal operations") < times:
            deadline.check()

    def changes(self, **more):
        yield self.send("POST", body={"email": "jane@example.com", "subject": "s", "message": "m"}, **more)
        yield self.send("PUT", "?id=%d" % self.ticket, {"status_id": 3}, **more)
        yield self.send("DELETE", "?id=%d" % self.ticket, **more)

    def test_does_not_keep_httpd_from_starting(self):
        httpd = self.make_httpd().start()
        try:
            self.wait_for_operations(httpd, 1)
            self.assertEqual(503, self.get(httpd=httpd).status)
            self.assertEqual(200, self.send("GET", path=DESCRIPTION, httpd=httpd).status)
        finally:
            httpd.stop()
        self.assertIn("requests are answered with 503", httpd.log())
        self.assertIn("schema signature " + UNKNOWN, httpd.log())
        self.assertIn(SENTENCE, httpd.log())

    def test_in_a_virtual_host_is_told_as_well(self):
        own = Run.database.connection(self.name)
        self.become("5fb92bef17f3b603659e024c01cc7a59")
        self.sql(sample.help_desk("other_"))
        self.keep_to_rights()
        self.sql("UPDATE other_config SET value = '%s' WHERE `key` = 'schema_signature'" % UNKNOWN)
        httpd = Httpd(Run.folder, harness.MODULE, own,
                      extra="<VirtualHost 127.0.0.1:*>\nOsTicketTablePrefix other_\n</VirtualHost>",
                      environment=harness.sanitizer_environment()).start()
        httpd.stop()
        self.assertIn(SENTENCE, httpd.log())

    def test_is_no_matter_of_the_configuration(self):
        httpd = self.make_httpd()
        self.assertEqual(0, httpd.check()[0])

    def test_does_not_end_an_httpd_that_restarts(self):
        self.httpd.graceful()
        self.wait_for_operations(self.httpd, 2)
        self.assertEqual(503, self.get().status)

    def test_does_not_keep_an_httpd_from_being_stopped(self):
        self.become("5fb92bef17f3b603659e024c01cc7a59")
        httpd = self.make_httpd().start()
        self.wait_for_operations(httpd, 1)
        self.become(UNKNOWN)
        try:
            self.assertEqual(0, subprocess.run(httpd.command("-k", "stop"), env=httpd.environment).returncode)
            self.assertEqual(0, httpd.process.wait(30))
        finally:
            httpd.stop()

    def test_is_refused_while_httpd_runs(self):
        before = harness.table_rows(self)
        for answer in [self.get()] + list(self.changes()):
            self.assert_error(503, "This API does not know the help desk's version of osTicket", answer)
        self.assertEqual(before, harness.table_rows(self))
        self.assertIn(SENTENCE, self.httpd.log())

    def test_can_be_read_where_the_operator_says_so(self):
        httpd = self.make_httpd("OsTicketUnknownSchema read-only").start()
        try:
            before = harness.table_rows(self)
            self.assertEqual([self.ticket],
                             [t["id"] for t in self.get("?id=%d" % self.ticket, httpd=httpd).json["tickets"]])
            for answer in self.changes(httpd=httpd):
                self.assertEqual(503, answer.status)
                self.assertIn("it changes nothing there", answer.json["error"])
            self.assertEqual(before, harness.table_rows(self))
            self.assertEqual(2, httpd.log().count(SENTENCE + "\n"), "once at start, once in the child")
        finally:
            httpd.stop()

    def test_that_no_signature_names_is_unknown_too(self):
        self.sql("DELETE FROM ost_config WHERE `key` = 'schema_signature'")
        try:
            self.assertEqual(503, self.get().status)
            self.assertIn("(no schema signature; known are 1.14 to 1.18)", self.httpd.log())
        finally:
            self.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'schema_signature', '',"
                     " NOW())")
