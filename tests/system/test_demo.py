# SPDX-License-Identifier: MIT
"""scripts/demo: what its servers answer, and what it does to a help desk that is there already."""
import contextlib
import os
import subprocess
import sys
import urllib.error
import urllib.request
from unittest import TestCase

import harness
from harness import KEY, Run
from osticket_setup import tables
from places import free_port
from processes import stop_process

DEMO = os.path.join(harness.ROOT, "scripts", "lib", "demo.py")
NAME = "of_the_demo"


@contextlib.contextmanager
def demo(**variables):
    """The address at which a demo serves, while it does."""
    environment = dict(os.environ, PORT=str(free_port()), **harness.sanitizer_environment(), **variables)
    process = subprocess.Popen([sys.executable, "-B", DEMO, harness.MODULE], env=environment, stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        line = process.stdout.readline().decode()
        if not line.startswith("ready "):
            raise AssertionError(process.stderr.read().decode("utf-8", "replace"))
        yield line.split()[1].replace("/api/v1/tickets.php", "")
    finally:
        stop_process(process)
        process.stdout.close()
        process.stderr.close()


def status_and_text(address, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as e:
        with e:
            return e.code, e.read().decode()


class Sample(TestCase):
    def test_is_served_with_lines_of_the_caller(self):
        lines = "OsTicketMaxPageSize 3\n<Location /closed>\nSetHandler osticket-rest-metrics\nRequire all denied\n</Location>"
        with demo(OSTICKET_DIRECTIVES=lines) as address:
            status, text = status_and_text(address + "/api/v1/tickets.php?per_page=50", **{"X-API-Key": KEY})
            self.assertEqual(200, status)
            self.assertIn('"per_page":3', text)
            self.assertEqual(403, status_and_text(address + "/closed")[0])
            self.assertIn('"openapi"', status_and_text(address + "/api/v1/openapi.json")[1])
            self.assertEqual((401, '{"error":"Missing API key"'), self.begin(status_and_text(address + "/api/v1/tickets")))

    @staticmethod
    def begin(answer):
        return answer[0], answer[1][:len('{"error":"Missing API key"')]


class Existing(TestCase):
    def setUp(self):
        Run.database.create_database(NAME)
        self.addCleanup(Run.database.sql, "DROP DATABASE `%s`" % NAME)
        drop = "".join("DROP TABLE `ost_%s`;" % table for table in tables.own_tables())
        Run.database.sql(harness.sample.help_desk() + drop, NAME)

    def tables(self, **variables):
        """The module's own tables after a demo on it."""
        with demo(OSTICKET_DB_NAME=NAME, OSTICKET_DB_SOCKET=Run.database.socket, OSTICKET_DB_USER=Run.database.user,
                  OSTICKET_DB_PASSWORD=Run.database.password, **variables) as address:
            self.assertEqual(200, status_and_text(address + "/api/v1/tickets.php", **{"X-API-Key": KEY})[0])
        return [row[0] for row in Run.database.sql("SHOW TABLES LIKE 'ost\\_rest\\_%'", NAME)]

    def test_gets_tables_only_where_asked(self):
        self.assertEqual([], self.tables())
        self.assertEqual(sorted("ost_" + table for table in tables.own_tables()), self.tables(OSTICKET_CREATE_TABLES="1"))
