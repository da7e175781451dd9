# SPDX-License-Identifier: MIT
"""scripts/bench: what is pure in it, and one short run whose figures nobody looks at."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import harness
from bench import bars, chart, explain, plans, record, report, tables, template, texts, writes

PROGRAMS = os.path.join(os.path.dirname(harness.MODULE), "bench")


def log(*rows):
    return [(connection, command, text.encode()) for connection, command, text in rows]


def measured(case, rate, concurrency=8, p50=100, p99=200, **floors):
    return {"case": case, "concurrency": concurrency, "requests_per_second": rate, "p50_us": p50, "p99_us": p99,
            "errors": 0, "statements": 4.0, "bytes": 1000, "peak_memory_kib": 10240,
            "cpu_us": {"httpd": 10.0, "database": 20.0},
            "floors": {name: {"requests_per_second": value, "errors": 0, "ratio": rate / value}
                       for name, value in floors.items()}}


def result(*fields, **more):
    return dict({"version": 1, "tickets": 100000, "results": list(fields)}, **more)


class Recording(unittest.TestCase):
    def test_marks_cut_the_log_into_requests(self):
        rows = log(("9", "Query", "SELECT 'bench-mark-0'"), ("7", "Query", "SELECT 1"), ("7", "Quit", ""),
                   ("9", "Query", "SELECT 'bench-mark-1'"), ("8", "Execute", "SELECT 2"), ("8", "Query", "SELECT 3"),
                   ("9", "Query", "SELECT 'bench-mark-%d'" % record.END), ("1", "Query", "SET GLOBAL general_log = 0"))
        self.assertEqual([[b"SELECT 1"], [b"SELECT 2", b"SELECT 3"]], record.requests_of(rows))

    def test_what_a_new_connection_sends_first_is_no_part_of_a_request(self):
        rows = log(("9", "Query", "SELECT 'bench-mark-0'"), ("7", "Connect", "x@localhost"),
                   ("7", "Query", "SET NAMES utf8"), ("7", "Query", "SELECT @@sql_mode"), ("7", "Query", "SELECT 1"))
        self.assertEqual(b"SET NAMES utf8", record.set_up_of(rows))
        self.assertEqual([[b"SELECT 1"]], record.requests_of(rows, b"SET NAMES utf8"))

    def test_a_script_names_the_length_of_each_statement(self):
        self.assertEqual(b"setup 5\nSET a\nrequest\nquery 3\na\nb\nrequest\n", record.script([[b"a\nb"], []], b"SET a"))


class Templates(unittest.TestCase):
    def test_places_are_filled_from_the_number_of_the_request(self):
        text = "id %s of %s" % (template.spread(1000, 10, 3), template.number())
        self.assertEqual("id 1002 of 4", template.fill(text, 4))

    def test_only_whole_numbers_become_places(self):
        self.assertEqual([b"WHERE id = \x01s2\x02 AND n = 421 AND t LIKE 'x.\x01s2\x02'"],
                         template.generalise([b"WHERE id = 42 AND n = 421 AND t LIKE 'x.42'"], {42: template.given_id(2)}))

    def test_each_insert_into_a_table_has_its_own_id(self):
        create = writes.writes(Small())[1]
        form, ticket = [writes.GIVEN[table] + create.ids_above for table in ("ost_form_entry", "ost_ticket")]
        statements = [b"INSERT INTO ost_form_entry (form_id) VALUES (1)", b"INSERT INTO ost_ticket (number) VALUES ('55')",
                      b"INSERT INTO ost_form_entry (object_id) VALUES (%d)" % ticket,
                      b"INSERT INTO ost_form_entry_values (entry_id) VALUES (%d)" % (form + 1)]
        found = template.generalise(statements, create.places(statements, b'{"number":"55"}'))
        self.assertEqual(b"INSERT INTO ost_ticket (number) VALUES ('\x01r\x02')", found[1])
        self.assertEqual(b"INSERT INTO ost_form_entry (object_id) VALUES (\x01s1\x02)", found[2])
        self.assertEqual(b"INSERT INTO ost_form_entry_values (entry_id) VALUES (\x01s2\x02)", found[3])

    def test_what_one_case_adds_is_below_the_ids_of_the_next(self):
        above = [case.ids_above for case in writes.writes(Small())[:2]]
        self.assertEqual([0, writes.CASE_IDS], above)
        given = sorted(writes.GIVEN.values())
        self.assertLessEqual(2 * writes.CASE_IDS, min(b - a for a, b in zip(given, given[1:])))

    def test_a_case_and_its_floor_never_meet(self):
        for change in (case for case in writes.writes(Small()) if isinstance(case, writes.Change)):
            numbers = range(change.size)
            case = {re.search(r"\d+", template.fill(change.query, k)).group() for k in numbers}
            place = change.places([], b"")[writes.TICKET + change.recorded]
            floor = {template.fill(place, k) for k in numbers}
            self.assertEqual(2 * change.size, len(case | floor))
            self.assertNotIn("%d" % (writes.TICKET + change.recorded), case | floor)


class Small:
    rounds = 5
    seconds = 2


class Data(unittest.TestCase):
    def test_bodies_have_their_lengths_and_stay_the_same(self):
        bodies = texts.bodies(tables.SEED)
        lengths = sorted(len(body.encode()) for body in bodies)
        self.assertEqual((texts.COUNT, texts.SHORTEST, texts.LONGEST), (len(bodies), lengths[0], lengths[-1]))
        self.assertLess(lengths[len(lengths) // 2], 400)
        self.assertEqual(bodies[5], texts.bodies(tables.SEED)[5])


class Reports(unittest.TestCase):
    def test_bars_say_met_not_met_and_not_measured(self):
        said = {what: (value, holds) for what, _, value, holds in bars.judged(result(
            measured("list-20", 900, sql=1000, naive=600), measured("one-by-id", 100, sql=1000),
            measured("page-1", 10, p50=100), measured("page-4000", 5, p50=250), measured("list-20", 1, 64, 10, 50),
            memory={"idle_kib": 1024, "peak_kib": 3072}))}
        self.assertEqual((0.9, True), said["list of 20, of the sql floor"])
        self.assertEqual((0.1, False), said["one ticket by id, of the sql floor"])
        self.assertEqual((2.5, True), said["page 4,000, times page 1 (p50)"])
        self.assertEqual((5.0, False), said["worst p99 at 64 clients, times p50"])
        self.assertEqual((2.0, True), said["100 threads of 5,000 entries, MiB above idle"])
        self.assertEqual((None, False), said["create, known user, of the sql floor"])

    def test_both_floors_count_together(self):
        both = measured("list-20", 600, sql=1000, file=2000, other=400)
        self.assertEqual(0.9, round(report.sum_of_ratios(both), 3))
        self.assertEqual(["0.60", "0.30", "0.90", "1.50"], report.row(both).split()[5:9])
        self.assertIsNone(report.sum_of_ratios(measured("list-20", 600, sql=1000)))
        figures = bars.Figures(result(both, measured("one-by-id", 900, sql=1000, file=1000), measured("list-20", 1, 64, sql=9, file=9)))
        self.assertEqual(0.9, round(bars.least_sum(figures), 3))

    def test_sizes_are_set_side_by_side(self):
        grown = result(measured("list-20", 10, p50=120), dict(measured("list-20", 10, p50=100), tickets=10000),
                       dict(measured("list-20", 10, p50=130), tickets=1000000))
        self.assertEqual(["list-20,", "8", "at", "once", "100", "120", "130"], report.growth(grown)[-1].split())
        judged = {what: value for what, _, value, _ in bars.judged(grown)}
        self.assertEqual(1.3, judged["list of 20, 1,000,000 tickets against 10,000 (p50)"])

    def test_comparing_shows_the_change_of_each_case(self):
        lines = report.compare(result(measured("list-20", 100, sql=200), measured("gone", 1)),
                               result(measured("list-20", 150, sql=200), measured("fresh", 1)))
        self.assertIn("+50.0 %", lines[1])
        self.assertIn("0.50>0.75", lines[1])
        self.assertEqual(["only in old: gone", "only in new: fresh"], lines[2:])

    def test_the_chart_has_a_bar_for_each_case_and_floor(self):
        drawn = chart.draw(result(measured("list-20", 50, sql=100), measured("a<b", 10)))
        root = xml.etree.ElementTree.fromstring(drawn)
        widths = [float(bar.get("width")) for bar in root.iter("{http://www.w3.org/2000/svg}rect")
                  if bar.find("{http://www.w3.org/2000/svg}title") is not None]
        self.assertEqual([300.0, 600.0, 600.0], widths)


class Plans(unittest.TestCase):
    STATEMENT = "SELECT t.ticket_id FROM ost_ticket t LEFT JOIN `ost_thread` AS h ON h.object_id = t.ticket_id" \
                " JOIN ost_user WHERE t.number = 'FROM ost_thread_entry t'"

    def scanned(self, *steps):
        return explain.scanned(self.STATEMENT, [["1", "SIMPLE", table, kind] for table, kind in steps])

    def test_names_are_those_of_the_statement(self):
        self.assertEqual([{"t": "ost_ticket", "h": "ost_thread", "ost_user": "ost_user"}], explain.names_of(self.STATEMENT))

    def test_names_are_those_of_each_select(self):
        statement = ("(SELECT t.a, (SELECT MAX(x.id) FROM ost_thread_entry x), (SELECT 1 FROM ost_form x WHERE x.a IN (1, 2)) FROM"
                     " (SELECT y.id FROM ost_ticket y) t JOIN ost_staff x ON x.id = t.id) UNION ALL (SELECT x.id FROM ost_thread x)"
                     " UNION SELECT x.id FROM ost_team x")
        self.assertEqual([{"x": "ost_staff"}, {"x": "ost_thread_entry"}, {"x": "ost_form"}, {"y": "ost_ticket"}, {"x": "ost_thread"},
                          {"x": "ost_team"}], explain.names_of(statement))
        for number, table in ((2, {"ost_thread_entry"}), (3, set()), (5, {"ost_thread"}), (6, set())):
            self.assertEqual(table, explain.scanned(statement, [[str(number), "SUBQUERY", "x", "ALL"]]), number)
        # What was a SELECT of its own is read by the one around it.
        self.assertEqual({"ost_ticket"}, explain.scanned(statement, [["1", "PRIMARY", "y", "ALL"], ["NULL", "UNION", "<union1,5>", "ALL"]]))

    def test_that_read_whole_tables_are_found(self):
        self.assertEqual({"ost_ticket"}, self.scanned(("t", "ALL"), ("h", "ref"), ("ost_user", "ALL")))
        self.assertEqual({"ost_ticket", "ost_thread"}, self.scanned(("h", "ALL"), ("t", "ALL")))
        self.assertEqual(set(), self.scanned(("t", "index"), ("h", "eq_ref"), ("ost_user", "ALL")))

    def test_are_asked_for_once_for_each_form(self):
        self.assertEqual(["SELECT 1 FROM a", "SELECT 'x' FROM b"], explain.forms_of(
            [[b"SELECT 1 FROM a", b"SET x = 1"], [b"SELECT 2 FROM a", b"SELECT 'x' FROM b", b"DELETE FROM a"]]))

    def test_of_lists_are_told_by_what_serves_them(self):
        asked = dict((query, served) for query, *served in plans.queries())
        self.assertEqual([True, True], asked["?status_id=1&sort=created&page=3"])
        self.assertEqual([True, False], asked["?status_id=1&sort=updated&page=3"])
        self.assertEqual([False, True], asked["?q=Invoice&page=3"])
        self.assertEqual([False, False], asked["?status_id=!1&sort=number&page=3"])
        self.assertEqual([True, False], asked["?search=Invoice&sort=-id&page=3"])
        self.assertEqual(137, plans.sorted_rows([["1", "SIMPLE", "t", "range", "created", "created", "5", "NULL", "137",
                                                  "Using where; Using filesort"], ["1", "SIMPLE", "u", "eq_ref"] + [""] * 4 + ["9", ""]]))

    def test_count_where_there_are_many_tickets(self):
        wide = dict(measured("list-20", 10), full_scans=["ost_ticket"])
        for tickets, count in ((300, None), (10000, 1)):
            found = {what: (value, holds) for what, _, value, holds in bars.judged(result(dict(wide, tickets=tickets)))}
            self.assertEqual((count, False), found["cases that read a whole table"])
        self.assertIn("reads all of ost_ticket", report.row(wide))


# With a sanitizer or under valgrind nothing is measured, so the programs are not built there.
@unittest.skipUnless(os.path.exists(os.path.join(PROGRAMS, "sql_floor")) and not os.environ.get("OST_WATCHER"),
                     "the load programs are not built")
class ShortRun(unittest.TestCase):
    expected_seconds = 40

    def test_a_run_measures_reads_and_writes_beside_their_floors(self):
        with tempfile.TemporaryDirectory(dir=harness.Run.folder) as folder:
            os.chmod(folder, 0o755)
            command = [sys.executable, "-B", "-m", "bench", "--module", harness.MODULE]
            for case in ("no-key", "list-20", "stats", "changes", "create-new", "reply", "note", "assign", "delete"):
                command += ["--case", case]
            environment = dict(os.environ, PYTHONPATH=os.path.join(harness.ROOT, "scripts", "lib"), TICKETS="300",
                               ROUNDS="1", ROUND_SECONDS="1", CONCURRENCY="2", BENCH_DATA=folder, BENCH_OUT=folder)
            ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
            self.assertEqual(0, ran.returncode, ran.stdout.decode())
            with open(os.path.join(folder, "result-300.json"), encoding="utf-8") as f:
                written = json.load(f)
            self.assertEqual({"data-300", "result-300.json", "result-300.svg"}, set(os.listdir(folder)))
        found = {fields["case"]: fields for fields in written["results"]}
        self.assertEqual({"no-key": {"file"}, "list-20": {"sql", "file", "naive", "naive-count"}, "stats": {"sql", "file"},
                          "changes": {"sql", "file"}, "create-new": {"sql"}, "reply": {"sql"}, "note": {"sql"}, "assign": {"sql"},
                          "delete": {"sql"}},
                         {name: set(fields.get("floors", ())) for name, fields in found.items()})
        for name, fields in found.items():
            self.assertEqual(0, fields["errors"], name)
            self.assertNotIn("failed_floors", fields, name)
            self.assertGreater(fields["requests_per_second"], 0, name)
            self.assertGreater(fields["bytes"], 0, name)
        self.assertEqual(0, found["no-key"]["statements"])
        self.assertGreaterEqual(found["stats"]["statements"], 5)
        self.assertEqual([], found["changes"]["full_scans"])
        self.assertGreaterEqual(found["create-new"]["statements"], 10)
        self.assertLessEqual(found["reply"]["statements"], 20)
        self.assertLessEqual(max(found[case]["statements"] for case in ("note", "assign")), 25)
