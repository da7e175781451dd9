# SPDX-License-Identifier: MIT
"""A browser that loads cleaned bodies runs no script of theirs and asks for nothing but their images."""
import html
import http.server
import os
import re
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.parse

import harness

TOOL = os.path.join(os.path.dirname(harness.MODULE), "clean_markup")
VECTORS = os.path.join(harness.ROOT, "tests", "fixtures", "injection", "vectors.txt")
PAGE = """<!doctype html><meta charset=utf-8><title>waiting</title>
<script>window.ran = 0; window.run = function () { window.ran++; };
window.alert = window.run;</script>
%s
<script>
addEventListener("load", function () {
  // What waits for a click, a focus or a pointer gets it.
  document.querySelectorAll("body *").forEach(function (e) {
    ["click", "focus", "mouseover", "pointerover", "toggle", "wheel", "error", "load"].forEach(function (type) {
      if (!(type === "click" && e.closest("a"))) e.dispatchEvent(new Event(type, { bubbles: false }));
    });
    if (e.href && /^\\s*(javascript|data|vbscript):/i.test(e.href)) window.ran++;
  });
  setTimeout(function () { document.title = "ran " + window.ran; document.body.textContent = "ran " + window.ran; }, 300);
});
</script>"""


class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        body = self.server.page if self.path == "/page" else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def browser():
    return shutil.which("chromium")


@unittest.skipUnless(browser(), "no chromium")
class CleanBodies(unittest.TestCase):
    def load(self, markup):
        """(what the page says of scripts that ran, paths asked for)."""
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        server.page, server.asked = (PAGE % markup).encode("utf-8", "surrogateescape"), []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        profile = tempfile.mkdtemp(prefix="browser.", dir=harness.Run.folder)
        try:
            done = subprocess.run(
                [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update", "--disable-sync",
                 # Every name but this machine's is unknown, so nothing can leave.
                 "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir=" + profile,
                 "--virtual-time-budget=5000", "--dump-dom", "http://127.0.0.1:%d/page" % server.server_port],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120)
        finally:
            server.shutdown()
            server.server_close()
            shutil.rmtree(profile, ignore_errors=True)
        found = re.search(rb"<title>ran (\d+)</title>", done.stdout)
        return int(found.group(1)) if found else None, [p for p in server.asked if p not in ("/page", "/favicon.ico")]

    def test_run_nothing(self):
        with open(VECTORS, encoding="utf-8") as f:
            vectors = [line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")]
        self.assertGreaterEqual(len(vectors), 150)
        cleaned = subprocess.run([TOOL], input="\n".join(vectors).encode(), stdout=subprocess.PIPE, check=True)
        bodies = cleaned.stdout.decode("utf-8", "replace").split("\0")[:-1]
        self.assertEqual(len(vectors), len(bodies))
        ran, asked = self.load("\n".join("<div>%s</div>" % body for body in bodies))
        self.assertEqual(0, ran)
        # Relative image addresses are the only thing a cleaned body may ask its server for.
        images = {"/" + html.unescape(address).strip() for body in bodies for address in re.findall(r'<img[^>]* src="([^":]*)"', body)}
        self.assertEqual(set(), {urllib.parse.unquote(path) for path in asked} - images)

    def test_would_see_a_script(self):
        ran, _ = self.load("<img src=nothing onerror=run(1)>")
        self.assertGreater(ran, 0)
