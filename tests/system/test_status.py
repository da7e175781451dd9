# SPDX-License-Identifier: MIT
"""What operators see of the module: counters in server-status and for Prometheus."""
import http.client
import os
import re
import shutil
import signal
import subprocess
import unittest

import harness
from harness import INACTIVE, KEY, SystemTest

FILTER = os.path.join(harness.ROOT, "docs", "examples", "fail2ban", "filter.conf")
HOST = '{vhost="desk.example"'
PAGES = """\
ServerName desk.example
LoadModule status_module /usr/lib/apache2/modules/mod_status.so
<Location /metrics>
    SetHandler osticket-rest-metrics
    Require all granted
</Location>
<Location /closed>
    SetHandler osticket-rest-metrics
    Require all denied
</Location>
<Location /server-status>
    SetHandler server-status
    Require all granted
</Location>
"""


def page_of(httpd, path, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", httpd.port, timeout=60)
    try:
        connection.request(method, path)
        return harness.Answer(connection.getresponse())
    finally:
        connection.close()


def metrics_of(answer):
    return dict(line.rsplit(" ", 1) for line in answer.body.decode().splitlines() if not line.startswith("#"))


class Status(SystemTest):
    mpm = "prefork"
    children = 3
    settings = PAGES
    kills_children = True

    def page(self, path, method="GET"):
        return page_of(self.httpd, path, method)

    def metrics(self):
        return metrics_of(self.page("/metrics"))

    def counted(self, name):
        return float(self.metrics().get(name, 0))

    def restart(self):
        times = self.httpd.log().count("resuming normal operations")
        self.httpd.graceful()
        deadline = harness.Deadline()
        while self.httpd.log().count("resuming normal operations") <= times:
            deadline.check()

    def test_adds_up_what_all_children_answer(self):
        name = "osticket_rest_requests_total" + HOST + ',method="GET",status="200"}'
        before = self.metrics()
        for _ in range(12):
            self.assertEqual(200, self.get().status)
        after = self.metrics()
        self.assertEqual(12, float(after[name]) - float(before.get(name, 0)))
        count = "osticket_rest_request_duration_seconds_count" + HOST + "}"
        self.assertEqual(12, float(after[count]) - float(before[count]))
        statements = "osticket_rest_sql_statements_total" + HOST + "}"
        self.assertGreaterEqual(float(after[statements]) - float(before[statements]), 12 * 4)
        self.assertEqual(after[count], after["osticket_rest_request_duration_seconds_bucket" + HOST + ',le="+Inf"}'])

    def test_counts_refused_keys_by_reason(self):
        before = self.metrics()
        for key in (None, INACTIVE, "nobody's"):
            self.get(key=key)
        after = self.metrics()
        for reason, number in (("missing", 1), ("invalid", 2), ("address", 0)):
            name = "osticket_rest_refused_keys_total" + HOST + ',reason="%s"}' % reason
            self.assertEqual(number, float(after[name]) - float(before[name]), reason)

    def test_outlives_restarts_and_killed_children(self):
        name = "osticket_rest_requests_total" + HOST + ',method="GET",status="200"}'
        self.get()
        before = self.counted(name)
        children = subprocess.run(["ps", "--ppid", str(self.httpd.process.pid), "-o", "pid="], stdout=subprocess.PIPE)
        os.kill(int(children.stdout.split()[0]), signal.SIGKILL)
        self.restart()
        self.get()
        self.assertEqual(before + 1, self.counted(name))
        # The new child reports its tables behind its first answer, over a connection.
        in_use = (self.counted("osticket_rest_pool_connections_in_use" + HOST + "}") for _ in range(200))
        self.assertIn(0, in_use)

    def test_counts_the_connections_that_prefork_can_use(self):
        name = "osticket_rest_pool_connections_max" + HOST + "}"
        for _ in range(2):
            self.get()
            deadline = harness.Deadline()
            while self.counted(name) != self.children:
                deadline.check()
            self.restart()

    def test_is_well_formed(self):
        answer = self.page("/metrics")
        self.assertEqual("text/plain; version=0.0.4; charset=utf-8", answer.headers["content-type"])
        for line in answer.body.decode().splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.]+)$')

    def test_obeys_httpd(self):
        self.assertEqual(403, self.page("/closed").status)
        refused = self.page("/metrics", "POST")
        self.assertEqual(405, refused.status)
        self.assertEqual(b"", self.page("/metrics", "HEAD").body)

    def test_has_a_section_in_server_status(self):
        self.get()
        # A child reports its tables behind its first answer, over a connection of its own.
        deadline, page = harness.Deadline(), ""
        while "Connections: 0 of" not in page:
            deadline.check()
            page = self.page("/server-status").body.decode()
        self.assertIn("<h2>osTicket REST</h2>", page)
        self.assertRegex(page, r"<tr><td>desk.example</td><td>GET</td><td>200</td><td>[1-9][0-9]*</td></tr>")
        self.assertRegex(page, r"Connections: 0 of [1-6] in use; transaction retries: 0; refused keys: [0-9]+")
        lines = self.page("/server-status?auto").body.decode()
        self.assertRegex(lines, r"(?m)^OsTicketRequests-GET-200: [1-9]")
        self.assertRegex(lines, r"(?m)^OsTicketLatency99Ms: ([0-9.]+|more)$")
        self.assertNotIn("HARBOUR", page + lines)


class VirtualHosts(SystemTest):
    """Two names, of which each counts its own."""
    settings = PAGES + """\
<VirtualHost *>
ServerName one.example
</VirtualHost>
<VirtualHost *>
ServerName two.example
</VirtualHost>
"""

    def test_counts_each_by_itself(self):
        def counts():
            seen = metrics_of(page_of(self.httpd, "/metrics"))
            return [float(seen.get('osticket_rest_requests_total{vhost="%s.example",method="GET",status="200"}' % name, 0))
                    for name in ("one", "two")]
        before = counts()
        for name, times in (("one", 1), ("two", 2)):
            for _ in range(times):
                self.assertEqual(200, self.get(headers={"Host": name + ".example"}).status)
        self.assertEqual([1, 2], [after - first for after, first in zip(counts(), before)])


class Log(SystemTest):
    """What a machine may read in the log."""
    settings = "LogLevel warn"

    def refuse(self):
        self.sql("UPDATE ost_api_key SET ipaddr = '203.0.113.9' WHERE id = 1")
        self.addCleanup(self.sql, "UPDATE ost_api_key SET ipaddr = '0.0.0.0' WHERE id = 1")
        before = len(self.httpd.log())
        for key in (None, INACTIVE, KEY, "nobody's"):
            self.get(key=key)
        return [line for line in self.httpd.log()[before:].splitlines() if "OSTR" in line]

    def test_has_one_form_for_every_refused_key(self):
        said = self.refuse()
        self.assertEqual(["missing", "invalid", "address", "invalid"],
                         [re.search(r"OSTR0012: API key refused \((\w+)\)", line).group(1) for line in said])
        for line in said:
            self.assertRegex(line, r"\[osticket_rest:warn\] \[pid .*\[client 127\.0\.0\.1:\d+\] .* \[request [^\]]+\]$")
            self.assertNotRegex(line, "HARBOUR|nobody")

    @unittest.skipUnless(shutil.which("fail2ban-regex"), "no fail2ban")
    def test_is_read_by_fail2ban(self):
        self.refuse()
        self.get("?nonsense=1")
        log = os.path.join(self.httpd.folder, "error.log")
        done = subprocess.run(["fail2ban-regex", "--print-all-missed", "--out", "ip", log, FILTER],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        found = done.stdout.decode().split()
        refused = len(re.findall(r"OSTR0012: API key refused \((?:invalid|address)\)", self.httpd.log()))
        self.assertEqual(["127.0.0.1"] * refused, found)

    def test_has_a_number_in_every_line(self):
        self.refuse()
        said = [line for line in self.httpd.log().splitlines() if "[osticket_rest:" in line]
        self.assertTrue(said)
        for line in said:
            self.assertRegex(line, r"OSTR[0-9]{4}: ")
