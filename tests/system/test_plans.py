# SPDX-License-Identifier: MIT
"""The server's plans for what the module asks, were the help desk one of a million tickets."""
import re

import sample
from bench import explain
from harness import OwnServer
from osticket_setup import tables
from test_catalogues import ROOT, TREE

TICKETS, PEOPLE = 400, 60
MILLION = 1000000
LISTS = ["", "?page=2", "?page=19", "?per_page=100", "?status_id=1", "?dept_id=1", "?topic_id=1", "?q=berth",
         "?status_id=1,3", "?status_id=!1&sort=-created", "?state=open", "?dept_id=1,2&sort=created", "?staff_id=1", "?team_id=1",
         "?sla_id=1", "?user_id=7,8", "?organization_id=1", "?unassigned=1", "?created_since=2025-09-01",
         "?created_since=2025-04-01&created_until=2025-05-01&sort=-created", "?closed_since=2025-09-01", "?search=crane",
         "?id=!7&limit=5", "?user_id=!7&state=open", "?source=Web&status_id=1", "?closed_until=2025-04-02", "?topic_id=1,5&limit=5",
         "?include=details,fields,collaborators,events", "?field.berth=x&limit=5", "?email=person7@example.com", "?status_id=1&dept_id=1&topic_id=1&email=person7@example.com&page=1", "?id=7"]


REPORTS = ["stats", "stats?since=2025-05-01&until=2025-06-01", "stats?dept_id=1&source=Web", "stats?state=closed", "changes",
           "changes?since=2025-08-01&limit=5"]


class Plans(OwnServer):
    settings = TREE
    server_options = ["--innodb-stats-auto-recalc=OFF"]
    reference_ttl = 30

    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", PEOPLE) + sample.tickets("ost_", TICKETS, PEOPLE))
        # osTicket has none of last changes; osticket-rest-setup makes it.
        cls.sql(tables.alter("ost_", tables.INDEXES[1]))
        cls.tell_the_optimizer(MILLION // TICKETS)

    @classmethod
    def tell_the_optimizer(cls, factor):
        """Statistics of so many times as many rows, which the server reads when it starts; what has few different values
        keeps them."""
        cls.sql("ANALYZE TABLE " + ", ".join(row[0] for row in cls.sql("SHOW TABLES")))
        cls.sql("UPDATE mysql.innodb_table_stats SET n_rows = n_rows * {0}, clustered_index_size = clustered_index_size * {0},"
                " sum_of_other_index_sizes = sum_of_other_index_sizes * {0} WHERE n_rows >= {1};"
                "UPDATE mysql.innodb_index_stats SET stat_value = stat_value * {0} WHERE stat_name NOT LIKE 'n_diff%' OR"
                " stat_value >= {1}".format(factor, PEOPLE))
        cls.own.stop()
        cls.own.start()

    def asked(self, work):
        """One statement of each form that reads, of those that the module sends during `work`."""
        self.sql("SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = ON")
        try:
            work()
        finally:
            self.sql("SET GLOBAL general_log = OFF")
        rows = self.sql("SELECT HEX(argument) FROM mysql.general_log WHERE command_type = 'Query' AND user_host LIKE '%s[%%'"
                        % self.own.user)
        return explain.forms_of([[bytes.fromhex(row[0]) for row in rows if row[0]]])

    def everything(self):
        for query in LISTS:
            self.assertEqual(200, self.get(query).status)
        for query in REPORTS:
            self.assertEqual(200, self.get(path=ROOT + query).status)
        self.created(email="person9@example.com")
        ticket = self.created(email="somebody.new@example.com", topic_id=2)
        self.assertEqual(200, self.send("PUT", "?id=%d" % ticket, {"status_id": 3}).status)
        self.assertEqual(200, self.send("PUT", "?id=%d" % ticket, {"topic_id": 1}).status)
        self.assertEqual(200, self.send("DELETE", "?id=%d" % ticket).status)

    def test_none_reads_all_tickets_threads_or_entries_by_the_statistics_of_a_million(self):
        self.assertGreater(int(self.sql("SELECT table_rows FROM information_schema.tables WHERE table_schema = DATABASE()"
                                        " AND table_name = 'ost_ticket'")[0][0]), MILLION * 0.9)
        statements = self.asked(self.everything)
        self.assertGreater(len(statements), 30)
        self.assertGreater(len([s for s in statements if re.search(r"\bost_thread_entry\b", s)]), 1)
        scans = {s: found for s in statements for found in [explain.scanned(s, self.sql("EXPLAIN " + s))] if found}
        # osTicket's table has no index that could serve this one.
        scans.pop(next((s for s in scans if re.fullmatch(r"SELECT COUNT\(\*\) FROM ost_ticket WHERE number = '\d+'", s)), None), None)
        self.assertEqual({}, scans)

    def test_none_sorts_for_the_order_of_ids_or_times_of_creation(self):
        for query in ("?sort=-id", "?sort=created", "?sort=-created", "?limit=5", "?limit=5&status_id=1", "?status_id=1&sort=-id",
                      "?page=3&sort=-created", "?created_since=2025-04-01&sort=created", "?created_until=2025-08-01&sort=-created"):
            def work():
                answer = self.get(query)
                self.assertEqual(200, answer.status)
                cursor = answer.json["pagination"].get("next_cursor")
                if cursor:
                    self.assertEqual(200, self.get(query + "&cursor=" + cursor).status)
            found = [s for s in self.asked(work) if re.match(r"SELECT t\.ticket_id\b.*FROM ost_ticket t.*ORDER BY", s)]
            self.assertGreater(len(found), 0, query)
            for statement in found:
                self.assertNotIn("filesort", str(self.sql("EXPLAIN " + statement)), statement)

    def test_would_see_one_that_does(self):
        plan = self.sql("EXPLAIN SELECT t.ticket_id FROM ost_ticket t IGNORE INDEX (PRIMARY) WHERE t.lastupdate > '2025-01-01'")
        self.assertEqual({"ost_ticket"}, explain.scanned("SELECT t.ticket_id FROM ost_ticket t WHERE t.lastupdate > 'x'", plan))
