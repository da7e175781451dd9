# SPDX-License-Identifier: MIT
"""What hostile clients send by HTTP/2, and what nobody is told."""
import http.client
import os
import subprocess
import time

from harness import KEY, Run, SystemTest
from test_hostile import BODY, Hostile


class Http2(Hostile):
    settings = "LoadModule http2_module /usr/lib/apache2/modules/mod_http2.so\nProtocols h2c http/1.1\n" \
               'LogFormat "%H %>s" spoken\nCustomLog "access.log" spoken'

    def curl(self, *arguments):
        done = subprocess.run(
            ["curl", "--silent", "--show-error", "--http2-prior-knowledge", "--max-time", "60", "-H", "X-API-Key: " + KEY,
             "--write-out", "\n%{http_version} %{http_code}\n"] + list(arguments), stdout=subprocess.PIPE)
        self.assertEqual(0, done.returncode, done.stdout[-300:])
        lines = [line.split() for line in done.stdout.decode().splitlines() if line.startswith("2 ")]
        self.assertEqual(1, len(lines), done.stdout)
        return [int(line[1]) for line in lines]

    def test_serves_every_method(self):
        self.assertEqual([200], self.curl(self.httpd.url))
        self.assertEqual([201], self.curl("--data", BODY.decode(), self.httpd.url))
        self.assertEqual([201], self.curl("--data", BODY.decode(), "-H", "Expect: 100-continue", self.httpd.url))
        self.assertEqual([404], self.curl("-X", "DELETE", self.httpd.url + "?id=99999"))
        self.assertEqual([422], self.curl("--data", "{}", self.httpd.url))
        self.assert_nothing_changed(2)

    def test_refuses_what_is_too_large(self):
        body = os.path.join(self.httpd.folder, "large")
        with open(body, "wb") as f:
            f.write(b"[" * (2 * 1024 * 1024))
        # curl may call it an error that the server answers before it has read the body to its end.
        subprocess.run(["curl", "--silent", "--http2-prior-knowledge", "--max-time", "60", "-H", "X-API-Key: " + KEY,
                        "--data-binary", "@" + body, self.httpd.url], stdout=subprocess.DEVNULL)
        path, deadline = os.path.join(self.httpd.folder, "access.log"), time.monotonic() + 30
        spoken = ""
        while "HTTP/2.0 413" not in spoken:
            self.assertLess(time.monotonic(), deadline, spoken)
            with open(path) as f:
                spoken = f.read()
        self.assert_nothing_changed()
        self.assertEqual([200], self.curl(self.httpd.url))


class Secrets(SystemTest):
    settings = "LoadModule status_module /usr/lib/apache2/modules/mod_status.so\nExtendedStatus On\nLogLevel trace3\n" \
               "<Location /server-status>\nSetHandler server-status\nRequire all granted\n</Location>"

    def test_are_in_no_log_no_answer_and_no_status_page(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=60)
        said = [self.get().body, self.get(key="GUESSED0KEY").body, self.get("?nope=1").body,
                self.create(subject=None).body, self.create().body, self.send("DELETE", "?id=77").body]
        connection.request("GET", "/server-status")
        page = connection.getresponse()
        self.assertEqual(200, page.status)
        said.append(page.read())
        connection.close()
        said.append(self.httpd.log().encode())
        for secret in (KEY, "GUESSED0KEY", Run.database.password):
            for text in said:
                self.assertNotIn(secret.encode(), text)
        for text in said[:-2]:
            self.assertNotRegex(text.decode(), r"SELECT |INSERT |ost_|\.php|/tmp/")
