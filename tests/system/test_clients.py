# SPDX-License-Identifier: MIT
"""The examples in docs/examples do what they say, and the Postman collection runs as it is."""
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import unittest

import actors
import harness
from harness import KEY, Run, SystemTest
from test_catalogues import Tree
from places import free_port

DOCS = os.path.join(harness.ROOT, "docs")
EXAMPLES = os.path.join(DOCS, "examples")
NPM = os.path.join(harness.ROOT, "build", "out-npm", "node_modules")
COMMANDS = {"tickets.sh": ["bash"], "tickets_stdlib.py": ["/usr/bin/python3", "-B"],
            "tickets_requests.py": ["/usr/bin/python3", "-B"], "tickets.php": ["php"], "tickets.js": ["node"]}
SIZES = {"tickets.js": 21}  # what it sends; the others send themselves
PAGE = """<!doctype html><meta charset=utf-8><title>waiting</title><pre></pre><script src=tickets.js></script><script>
const say = line => { document.querySelector("pre").textContent += line + "\\n"; };
tickets("%s", "%s", say).catch(error => say("failed " + error.message)).finally(() => { document.title = "done"; });
</script>"""


class Examples(SystemTest):
    settings = actors.SETTINGS

    @classmethod
    def fill(cls):
        cls.sql(actors.agents())

    def environment(self):
        return dict(os.environ, BASE_URL="http://127.0.0.1:%d/api/v1" % self.httpd.port, API_KEY=KEY, no_proxy="*")

    def test_are_all_run(self):
        self.assertEqual(set(COMMANDS) | {"mirror.py", "numbers.js", "fail2ban"}, set(os.listdir(EXAMPLES)))

    def test_create_read_close_and_delete_a_ticket(self):
        before = self.number("SELECT COUNT(*) FROM ost_thread_event")
        for name, command in COMMANDS.items():
            done = subprocess.run(command + [os.path.join(EXAMPLES, name)], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, env=self.environment(), timeout=120)
            said = done.stdout.decode()
            self.assertEqual((0, ""), (done.returncode, done.stderr.decode()), name + said)
            ticket = re.search("created ([0-9]+)", said).group(1)
            size = SIZES.get(name, os.path.getsize(os.path.join(EXAMPLES, name)))
            self.assertEqual("created {0}\ndownloaded {1} bytes\nsubject Printer\nstatus Closed\ndeleted {0}\n".format(ticket, size),
                             said, name)
            self.assertEqual([], self.ids("?id=" + ticket), name)
        events = self.number("SELECT COUNT(*) FROM ost_thread_event") - before
        self.assertEqual(3 * len(COMMANDS), events)

    def test_answer_note_and_assign_for_an_agent(self):
        for name, command in COMMANDS.items():
            done = subprocess.run(command + [os.path.join(EXAMPLES, name)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  env=dict(self.environment(), STAFF_ID=str(actors.DORA)), timeout=120)
            self.assertEqual((0, ""), (done.returncode, done.stderr.decode()), name)
            said = done.stdout.decode()
            self.assertRegex(said, "^created ([0-9]+)\ndownloaded [0-9]+ bytes\nsubject Printer\nanswered\nnoted\nassigned\n"
                                   "status Closed\ndeleted \\1\n$", name)

    def test_say_what_is_wrong_and_fail(self):
        for name, command in COMMANDS.items():
            done = subprocess.run(command + [os.path.join(EXAMPLES, name)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  env=dict(self.environment(), API_KEY="NOPE"), timeout=120)
            self.assertNotEqual(0, done.returncode, name)
            self.assertIn("invalid_api_key", done.stdout.decode(), name)


class Reports(Tree):
    """The examples that read what has changed, and the numbers of the help desk."""
    reference_ttl = 30

    def said(self, command, name, *arguments, key=KEY):
        done = subprocess.run(command + [os.path.join(EXAMPLES, name), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=dict(os.environ, BASE_URL="http://127.0.0.1:%d/api/v1" % self.httpd.port, API_KEY=key,
                                       no_proxy="*"), timeout=120)
        return done.returncode, done.stdout.decode().splitlines()

    def settle(self, minute):
        """What was done just now was done in that minute: the youngest changes are not told yet."""
        self.sql("".join("UPDATE ost_{0} SET {1} = '2025-06-01 10:{2}:00' WHERE {1} > NOW() - INTERVAL 1 HOUR;".format(
            table, column, minute) for table, column in (("ticket", "updated"), ("ticket", "created"), ("thread_entry", "created"),
                                                         ("thread_event", "timestamp"))))

    def test_a_copy_follows_the_help_desk(self):
        first, second, _ = [self.created(subject="Ticket %d" % n) for n in range(3)]
        self.settle(10)
        python, file = ["/usr/bin/python3", "-B"], os.path.join(self.httpd.folder, "copy.sqlite")
        status, lines = self.said(python, "mirror.py", file)
        self.assertEqual((0, "3 tickets, 3 of them open"), (status, lines[-1]))
        self.assertRegex(lines[0], "^3 changed, 0 deleted, until 20")
        self.assertEqual(200, self.send("DELETE", "?id=%d" % first).status)
        self.assertEqual(200, self.send("PUT", "?id=%d" % second, {"status_id": 3}).status)
        self.settle(11)
        status, lines = self.said(python, "mirror.py", file)
        self.assertEqual((0, "2 tickets, 1 of them open"), (status, lines[-1]))
        self.assertRegex(lines[0], "^1 changed, 1 deleted, until 20")
        self.assertEqual((0, "2 tickets, 1 of them open"), (status, self.said(python, "mirror.py", file)[1][-1]))

    def test_numbers_are_those_of_the_help_desk(self):
        ticket = self.created(dept_id=2)
        status, lines = self.said(["node"], "numbers.js", "id=%d" % ticket)
        self.assertEqual((0, "1 of 1 are open: 0 overdue, 1 of nobody, 1 unanswered"), (status, lines[0]), lines)
        self.assertRegex(lines[1], "^1 in ")
        self.assertRegex(lines[-1], "^20[0-9-]{8}: 1 created, 0 closed, 0 reopened$")
        self.assertEqual(2 + 7, len(lines))

    def test_say_what_is_wrong_and_fail(self):
        for command, name in ((["/usr/bin/python3", "-B"], "mirror.py"), (["node"], "numbers.js")):
            status, lines = self.said(command, name, os.path.join(self.httpd.folder, "nothing"), key="NOPE")
            self.assertNotEqual(0, status, name)
            self.assertIn("invalid_api_key", "".join(lines), name)


class ExamplePage(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/tickets.js":
            with open(os.path.join(EXAMPLES, "tickets.js"), "rb") as f:
                kind, body = "text/javascript", f.read()
        else:
            kind, body = "text/html; charset=utf-8", self.server.page
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@unittest.skipUnless(shutil.which("chromium"), "no chromium")
class ExampleInAPage(SystemTest):
    """tickets.js in a page of another origin."""

    @classmethod
    def make_httpd(cls, settings=""):
        cls.allowed, cls.other = free_port(), free_port()
        return super().make_httpd("OsTicketAllowOrigin http://127.0.0.1:%d" % cls.allowed)

    def shown(self, port):
        """What the page says once it is done, served at a port that makes its origin."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), ExamplePage)
        server.page = (PAGE % ("http://127.0.0.1:%d/api/v1" % self.httpd.port, KEY)).encode()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        profile = tempfile.mkdtemp(prefix="browser.", dir=Run.folder)
        try:
            done = subprocess.run(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir=" + profile,
                 "--virtual-time-budget=20000", "--dump-dom", "http://127.0.0.1:%d/" % port],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=180)
        finally:
            server.shutdown()
            server.server_close()
            shutil.rmtree(profile, ignore_errors=True)
        page = done.stdout.decode("utf-8", "replace")
        self.assertIn("<title>done</title>", page)
        return re.search("<pre>(.*?)</pre>", page, re.S).group(1)

    def test_works_from_an_origin_that_is_allowed(self):
        self.assertRegex(self.shown(self.allowed), "^created ([0-9]+)\ndownloaded 21 bytes\nsubject Printer\nstatus Closed\ndeleted \\1\n$")

    def test_is_kept_out_of_any_other(self):
        self.assertIn("failed Failed to fetch", self.shown(self.other))
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_ticket"))


@unittest.skipUnless(os.path.isdir(NPM), "no npm packages in build/out-npm")
class Npm(SystemTest):
    settings = actors.SETTINGS + "\n<Location /api/v1>\nSetHandler osticket-rest\nRequire all granted\n</Location>\n"

    @classmethod
    def fill(cls):
        cls.sql(actors.agents())

    def test_finds_nothing_to_lint_in_the_description(self):
        done = subprocess.run(["node", os.path.join(os.path.dirname(NPM), "lint_openapi.mjs"),
                               os.path.join(DOCS, "openapi.yaml")], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(0, done.returncode, done.stdout.decode("utf-8", "replace"))

    def test_runs_the_postman_collection(self):
        report = os.path.join(Run.folder, "newman.json")
        done = subprocess.run(
            [os.path.join(NPM, ".bin", "newman"), "run", os.path.join(DOCS, "postman_collection.json"), "--env-var",
             "BASE_URL=http://127.0.0.1:%d/api/v1" % self.httpd.port, "--env-var", "API_KEY=" + KEY, "--env-var",
             "STAFF_ID=%d" % actors.DORA, "--color", "off",
             "--reporters", "cli,json", "--reporter-json-export", report],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=180)
        self.assertEqual(0, done.returncode, done.stdout.decode("utf-8", "replace")[-4000:])
        with open(report, encoding="utf-8") as f:
            run = json.load(f)["run"]
        self.assertEqual(0, len(run["failures"]))
        self.assertTrue(all(e.get("assertions") for e in run["executions"]))
        methods = {e["request"]["method"] for e in run["executions"]}
        self.assertEqual({"OPTIONS", "POST", "GET", "HEAD", "PUT", "PATCH", "DELETE"}, methods)
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_ticket"))

    def test_would_see_an_answer_that_is_not_as_described(self):
        done = subprocess.run(
            [os.path.join(NPM, ".bin", "newman"), "run", os.path.join(DOCS, "postman_collection.json"), "--env-var",
             "BASE_URL=http://127.0.0.1:%d/api/v1" % self.httpd.port, "--env-var", "API_KEY=NOPE"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
        self.assertNotEqual(0, done.returncode)


class Collection(unittest.TestCase):
    def test_is_made_of_the_description(self):
        made = subprocess.run(["/usr/bin/python3", "-B", os.path.join(harness.ROOT, "scripts", "lib", "postman.py"),
                               os.path.join(DOCS, "openapi.yaml")], stdout=subprocess.PIPE, check=True).stdout
        with open(os.path.join(DOCS, "postman_collection.json"), "rb") as f:
            self.assertEqual(made, f.read(), "run scripts/lib/postman.py docs/openapi.yaml >docs/postman_collection.json")
