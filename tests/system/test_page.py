# SPDX-License-Identifier: MIT
"""The page of the API, served as conf/docs_page.conf says, used in a browser."""
import json
import os
import shutil
import subprocess
import unittest

import harness
from actors import DORA, agents
from actors import SETTINGS as agent_settings
from harness import KEY, Run, SystemTest
from servers import page_settings
from test_catalogues import TREE

NPM = os.path.join(harness.ROOT, "build", "out-npm")
PAGE = os.path.join(harness.ROOT, "build", "out", "page")
SETTINGS = os.path.join(harness.ROOT, "conf", "docs_page.conf")


@unittest.skipUnless(os.path.isdir(os.path.join(NPM, "node_modules")) and shutil.which("chromium"),
                     "no npm packages in build/out-npm, or no chromium")
class Page(SystemTest):
    settings = agent_settings + "\n" + TREE

    @classmethod
    def fill(cls):
        cls.sql(agents())

    @classmethod
    def make_httpd(cls, settings=""):
        cls.installed = os.path.join(Run.folder, cls.name + ".page")
        subprocess.run(["make", "-s", "-C", os.path.join(harness.ROOT, "build"), "install-page", "PAGE_DIR=" + cls.installed],
                       stdout=subprocess.DEVNULL, check=True)
        return super().make_httpd(page_settings(SETTINGS, cls.installed))

    def test_does_what_a_person_does_within_its_policy(self):
        self.created(subject="Listed")
        address = "http://127.0.0.1:%d/api/v1/docs/" % self.httpd.port
        shots = os.environ.get("OST_SCREENSHOTS", self.httpd.folder)
        done = subprocess.run(["node", os.path.join(NPM, "use_page.mjs"), address, KEY, shots, str(DORA)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=240)
        self.assertEqual(0, done.returncode, done.stderr.decode("utf-8", "replace"))
        seen = json.loads(done.stdout)
        for what, status in (("replied", "201"), ("noted", "201"), ("shown", "200"), ("counted", "200"), ("changed", "200"),
                             ("uploaded", "201"), ("downloaded", "200")):
            self.assertEqual(status, seen[what]["status"], seen[what]["text"])
        self.assertEqual([], seen["complaints"])
        self.assertEqual("200", seen["listed"]["status"])
        self.assertIn("Listed", seen["listed"]["text"])
        self.assertEqual("201", seen["created"]["status"])
        self.assertEqual(1, self.number("SELECT COUNT(*) FROM ost_ticket__cdata WHERE subject = 'From the page'"))
        for said in ("It is on fire.", "The extinguisher is on its way.", "It is the third one this week."):
            self.assertIn(said, seen["shown"]["text"])
        self.assertIn('"total": 1', seen["counted"]["text"])
        self.assertIn('"next_cursor"', seen["changed"]["text"])
        self.assertEqual([["fire.txt", "text/plain", "Red."]], self.sql(
            "SELECT f.name, f.type, c.filedata FROM ost_file f JOIN ost_file_chunk c ON c.file_id = f.id"))
        self.assertIn('filename="fire.txt"', seen["downloaded"]["text"])
        here = ("http://127.0.0.1:%d/api/v1/" % self.httpd.port, "data:")
        self.assertEqual([], [url for url in seen["asked"] if not url.startswith(here)])

    def test_has_a_strict_policy(self):
        for path in ("/api/v1/docs/", "/api/v1/docs/swagger-ui-bundle.js", "/api/v1/docs/nothing"):
            done = subprocess.run(["curl", "-sI", "http://127.0.0.1:%d%s" % (self.httpd.port, path)],
                                  stdout=subprocess.PIPE, check=True)
            said = done.stdout.decode().lower()
            self.assertIn("content-security-policy: default-src 'none'", said)
            self.assertNotIn("unsafe", said)
            self.assertIn("x-content-type-options: nosniff", said)
