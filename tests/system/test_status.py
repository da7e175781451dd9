# SPDX-License-Identifier: MIT
"""What operators see of the module: counters in server-status and for Prometheus."""
import http.client
import os
import re
import signal
import subprocess

import harness
from harness import INACTIVE, SystemTest

PAGES = """\
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


class Status(SystemTest):
    mpm = "prefork"
    children = 3
    settings = PAGES
    kills_children = True

    def page(self, path, method="GET"):
        connection = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=60)
        try:
            connection.request(method, path)
            return harness.Answer(connection.getresponse())
        finally:
            connection.close()

    def metrics(self):
        text = self.page("/metrics").body.decode()
        return dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))

    def counted(self, name):
        return float(self.metrics().get(name, 0))

    def test_adds_up_what_all_children_answer(self):
        name = 'osticket_rest_requests_total{method="GET",status="200"}'
        before = self.metrics()
        for _ in range(12):
            self.assertEqual(200, self.get().status)
        after = self.metrics()
        self.assertEqual(12, float(after[name]) - float(before.get(name, 0)))
        count = "osticket_rest_request_duration_seconds_count"
        self.assertEqual(12, float(after[count]) - float(before[count]))
        self.assertGreaterEqual(float(after["osticket_rest_sql_statements_total"])
                                - float(before["osticket_rest_sql_statements_total"]), 12 * 4)
        self.assertEqual(after[count], after['osticket_rest_request_duration_seconds_bucket{le="+Inf"}'])

    def test_counts_refused_keys_by_reason(self):
        before = self.metrics()
        for key in (None, INACTIVE, "nobody's"):
            self.get(key=key)
        after = self.metrics()
        for reason, number in (("missing", 1), ("invalid", 2), ("address", 0)):
            name = 'osticket_rest_refused_keys_total{reason="%s"}' % reason
            self.assertEqual(number, float(after[name]) - float(before[name]), reason)

    def test_outlives_restarts_and_killed_children(self):
        name = 'osticket_rest_requests_total{method="GET",status="200"}'
        self.get()
        before = self.counted(name)
        children = subprocess.run(["ps", "--ppid", str(self.httpd.process.pid), "-o", "pid="], stdout=subprocess.PIPE)
        os.kill(int(children.stdout.split()[0]), signal.SIGKILL)
        self.httpd.graceful()
        deadline = harness.Deadline()
        while self.httpd.log().count("resuming normal operations") < 2:
            deadline.check()
        self.get()
        self.assertEqual(before + 1, self.counted(name))
        self.assertEqual(0, self.counted("osticket_rest_pool_connections_in_use"))
        self.assertGreaterEqual(self.counted("osticket_rest_pool_connections_max"), 8)

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
        page = self.page("/server-status").body.decode()
        self.assertIn("<h2>osTicket REST</h2>", page)
        self.assertRegex(page, r"<tr><td>GET</td><td>200</td><td>[1-9][0-9]*</td></tr>")
        self.assertRegex(page, r"Connections: 0 of (8|16|24) in use; transaction retries: 0; refused keys: [0-9]+")
        lines = self.page("/server-status?auto").body.decode()
        self.assertRegex(lines, r"(?m)^OsTicketRequests-GET-200: [1-9]")
        self.assertRegex(lines, r"(?m)^OsTicketLatency99Ms: ([0-9.]+|more)$")
        self.assertNotIn("HARBOUR", page + lines)


class LogNumbers(SystemTest):
    def test_stand_in_what_the_module_logs(self):
        self.get(key=INACTIVE)
        said = [line for line in self.httpd.log().splitlines() if "[osticket_rest:" in line]
        self.assertEqual(1, len(said), said)
        self.assertRegex(said[0], r"OSTR[0-9]{4}: 403 Invalid API key")
        self.assertTrue(re.search(r"\[request [^\]]+\]", said[0]), said)
