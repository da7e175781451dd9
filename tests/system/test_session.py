# SPDX-License-Identifier: MIT
"""Sessions depend on nothing that an operator may have set for the whole server, and on no other virtual host."""
import itertools
import json
import os
import subprocess
import unittest

from harness import MODULE, OwnServer, Run, SystemTest
from places import free_port

ROW_BYTES = os.path.join(os.path.dirname(MODULE), "row_bytes")

# A setting, and the value that it takes again.
MODES = (
    ("old_mode = ''", "old_mode = DEFAULT"),
    ("old_mode = 'ZERO_DATE_TIME_CAST'", "old_mode = DEFAULT"),
    ("sql_safe_updates = 1", "sql_safe_updates = 0"),
    ("sql_select_limit = 1", "sql_select_limit = DEFAULT"),
    ("max_join_size = 1, GLOBAL sql_big_selects = 0", "max_join_size = DEFAULT, GLOBAL sql_big_selects = 1"),
    ("autocommit = 0", "autocommit = 1"),
    ("completion_type = 'CHAIN'", "completion_type = DEFAULT"),
    ("completion_type = 'RELEASE'", "completion_type = DEFAULT"),
    ("tx_isolation = 'READ-UNCOMMITTED'", "tx_isolation = DEFAULT"),
    ("tx_isolation = 'READ-COMMITTED'", "tx_isolation = DEFAULT"),
    ("tx_isolation = 'SERIALIZABLE'", "tx_isolation = DEFAULT"),
    ("tx_read_only = 1", "tx_read_only = 0"),
    ("sql_auto_is_null = 1", "sql_auto_is_null = 0"),
    ("unique_checks = 0", "unique_checks = 1"),
    ("sql_mode = 'ANSI,STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES,NO_ZERO_DATE,PAD_CHAR_TO_FULL_LENGTH'",
     "sql_mode = DEFAULT"),
    ("time_zone = '+05:00'", "time_zone = DEFAULT"),
    ("character_set_client = latin1, GLOBAL character_set_connection = latin1, GLOBAL character_set_results = latin1",
     "character_set_client = DEFAULT, GLOBAL character_set_connection = DEFAULT,"
     " GLOBAL character_set_results = DEFAULT"),
    ("collation_connection = utf8mb4_bin", "collation_connection = DEFAULT"),
    ("max_statement_time = 0.000001", "max_statement_time = 0"),
    ("max_sort_length = 64", "max_sort_length = DEFAULT"),
    ("innodb_lock_wait_timeout = 1, GLOBAL eq_range_index_dive_limit = 0",
     "innodb_lock_wait_timeout = DEFAULT, GLOBAL eq_range_index_dive_limit = DEFAULT"),
)


class HostileModes(OwnServer):
    @classmethod
    def sql(cls, text):
        """The test's own statements as well go on under every mode."""
        return cls.own.sql("SET SESSION tx_read_only = 0, SESSION max_statement_time = 0, SESSION autocommit = 1;"
                           " " + text, "d")

    def use_new_sessions(self):
        self.sql("KILL USER '%s'@'localhost'" % self.own.user)

    def life_of_a_ticket(self):
        """What every statement of a ticket's life came to, without what differs each time."""
        ticket = self.created(subject="It's a grüner \\ \"day\"", message="Grüße <b>here</b>")
        other = self.created(email="new@example.com", name="New One", subject="Second")
        seen = [self.send("PUT", "?id=%d" % ticket, {"status_id": 3, "topic_id": 1}).status,
                self.send("PUT", "?id=%d" % ticket, {"status_id": 1}).status]
        for query in ("?id=%d" % ticket, "?q=gr%C3%BCner", "?email=new@example.com", "?per_page=1&page=2", ""):
            answer = self.get(query)
            seen.append((answer.status, answer.json["pagination"]["total"],
                         [(t["subject"], t["status"], t["user_email"], [e["body"] for e in t["responses"]])
                          for t in answer.json["tickets"]]))
        seen += [self.send("DELETE", "?id=%d" % id).status for id in (ticket, other)]
        seen.append(self.get().json["pagination"]["total"])
        self.sql("DELETE FROM ost_user_email WHERE address = 'new@example.com'")
        return json.dumps(seen)

    def test_change_nothing(self):
        wanted = self.life_of_a_ticket()
        self.assertIn("Second", wanted)
        for mode, back in MODES:
            with self.subTest(mode):
                self.sql("SET GLOBAL " + mode)
                try:
                    self.use_new_sessions()
                    self.assertEqual(wanted, self.life_of_a_ticket(), self.httpd.log()[-1000:])
                finally:
                    self.sql("SET GLOBAL " + back)


class SharedSessions(OwnServer):
    """Virtual hosts whose DBD directives are equal get each other's connections."""
    settings = "OsTicketQueryTimeout 40\nDBDMax 1\nDBDKeep 1\nOsTicketPoolSize 1\nKeepAlive Off"

    @classmethod
    def make_httpd(cls, settings=""):
        cls.other = type("Other", (), {"port": free_port()})
        return super().make_httpd(
            'Listen 127.0.0.1:{0}\n<VirtualHost 127.0.0.1:{0}>\nOsTicketQueryTimeout 1\nDBDMax "1"\n'
            '<Location /api/v1/tickets.php>\nSetHandler osticket-rest\nRequire all granted\n</Location>\n'
            '</VirtualHost>'.format(cls.other.port))

    def asked_for(self):
        """The times of statements that the session was given one after the other; it may be given one again."""
        rows = self.own.sql("SELECT argument FROM mysql.general_log WHERE argument LIKE '%max_statement_time = %' AND"
                            " argument NOT LIKE '%general_log%' ORDER BY event_time")
        given = [row[0].split("max_statement_time = ")[1].split(",")[0] for row in rows]
        return [time for time, _ in itertools.groupby(given)]

    def test_have_the_settings_of_the_virtual_host_that_uses_them(self):
        self.own.sql("SET GLOBAL log_output = 'TABLE', GLOBAL general_log = 1")
        for httpd in (None, None, self.other, self.other, None):
            self.assertEqual(200, self.get(httpd=httpd).status)
        self.assertEqual(["40", "1", "40"], self.asked_for())
        sessions = self.own.sql("SELECT id FROM information_schema.processlist WHERE user = '%s'" % self.own.user)
        self.assertEqual(1, len(sessions))


class QuotedSettings(OwnServer):
    """mod_dbd takes its words in quotes as well; a connection that is a request's own must end with it."""
    settings = 'DBDPersist "Off"\nOsTicketPoolSize 4'

    def test_of_mod_dbd_are_read_as_it_reads_them(self):
        self.assertEqual({200}, {self.get().status for _ in range(5)})
        self.assertEqual([], self.own.sql("SELECT id FROM information_schema.processlist WHERE user = '%s'"
                                          % self.own.user))


class RefusedLogin(OwnServer):
    settings = "OsTicketRetryAfter 1"

    def refused(self):
        return int(self.own.sql("SHOW GLOBAL STATUS LIKE 'Aborted_connects'")[0][1])

    def test_costs_one_login_and_says_where_to_look(self):
        self.own.sql("ALTER USER '%s'@'localhost' IDENTIFIED BY 'another'" % self.own.user)
        try:
            before = self.refused()
            self.assertEqual([503] * 3, [self.get().status for _ in range(3)])
            # The breaker lets one through each second.
            self.assertLessEqual(self.refused() - before, 2)
            log = self.httpd.log()
            self.assertIn("look at DBDParams and at the option group 'osticket-rest'", log)
            self.assertNotIn(self.own.password, log)
        finally:
            self.own.sql("ALTER USER '%s'@'localhost' IDENTIFIED BY '%s'" % (self.own.user, self.own.password))


class Threadless(SystemTest):
    """osTicket keeps the events of deleted tickets under thread 0."""

    def rows(self):
        return self.sql("SELECT id, annulled, event_id FROM ost_thread_event WHERE thread_id = 0 ORDER BY id")

    def test_tickets_leave_the_history_of_deleted_ones_alone(self):
        deleted, threadless = self.created(), self.created()
        self.assertEqual(200, self.send("PUT", "?id=%d" % deleted, {"status_id": 3}).status)
        self.assertEqual(200, self.send("DELETE", "?id=%d" % deleted).status)
        before = self.rows()
        self.assertGreater(len(before), 1)
        self.sql("DELETE FROM ost_thread WHERE object_id = %d" % threadless)
        for change in ({"status_id": 3}, {"topic_id": 1, "status_id": 1}, {"status_id": 3}):
            self.assertEqual(200, self.send("PUT", "?id=%d" % threadless, change).status, change)
        self.assertEqual(before, self.rows())
        self.assertEqual([], self.sql("SELECT * FROM ost_thread_referral WHERE thread_id = 0"))


@unittest.skipUnless(os.path.exists(ROW_BYTES), "make tools has not been run")
class RowBytes(SystemTest):
    def test_are_whole_whatever_they_are(self):
        wanted = bytes(range(256)) * 1024
        self.sql("CREATE TABLE chunk (id int, content longblob)")
        params = "sock=%s,user=%s,pass=%s,dbname=%s,reconnect=0" % (
            Run.database.socket, Run.database.user, Run.database.password, self.name)
        Run.database.sql("GRANT ALL ON `%s`.chunk TO '%s'@'localhost'" % (self.name, Run.database.user))
        done = subprocess.run([ROW_BYTES, params], input=wanted, stdout=subprocess.PIPE)
        self.assertEqual(0, done.returncode)
        self.assertEqual(wanted, done.stdout)
        self.assertEqual([["262144"], ["0"], ["NULL"]], self.sql("SELECT LENGTH(content) FROM chunk ORDER BY id"))
