# SPDX-License-Identifier: MIT
"""A browser that loads cleaned bodies runs no script of theirs and asks for nothing but their images."""
import http.server
import os
import re
import shutil
import subprocess
import tempfile
import threading
import unittest

import harness
import vectors

TOOL = os.path.join(os.path.dirname(harness.MODULE), "clean_markup")
# All attempts take some minutes, so that a test looks at each SLICEth of them.
SLICE = 1 if os.environ.get("OST_ALL_VECTORS") else 16
ON_ONE_PAGE = 1500
# What Chromium asks its maker for by itself, whatever its switches say; no attempt names these.
OF_THE_BROWSER = re.compile(r"(https?://)?[\w.-]+\.(google|googleapis|gvt1|gstatic)\.com[:/]")
PAGE = """<!doctype html><meta charset=utf-8><title>waiting</title>
<script>window.ran = 0; window.run = function () { window.ran++; };
window.alert = window.run;</script>
%s
<script>
addEventListener("load", function () {
  // What waits for a click, a focus or a pointer gets it.
  document.querySelectorAll("body > div *").forEach(function (e) {
    ["click", "focus", "mouseover", "pointerover", "toggle", "wheel", "error", "load"].forEach(function (type) {
      if (!(type === "click" && e.closest("a"))) e.dispatchEvent(new Event(type, { bubbles: false }));
    });
    // No text lies over the page, no name hides what it calls so, no other window reaches it.
    if (getComputedStyle(e).position !== "static" || e.id || (e.getAttribute("name") && !/^(A|MAP)$/.test(e.tagName))) window.ran++;
    if (e.target && !/^_(self|top|parent)$/i.test(e.target) && !e.relList.contains("noopener")) window.ran++;
    if (e.href && /^\\s*(javascript|data|vbscript):/i.test(e.href)) window.ran++;
  });
  setTimeout(function () { document.title = "ran " + window.ran; document.body.textContent = "ran " + window.ran; }, 300);
});
</script>"""


class Pages(http.server.BaseHTTPRequestHandler):
    """The page, and a proxy that notes whatever the browser asks another server for."""

    def do_GET(self):
        self.server.asked.append(self.path)
        body = self.server.page if self.path.endswith("/page") else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    do_CONNECT = do_POST = do_HEAD = do_GET

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
                 # Nothing can leave but by the proxy, which is the server of the page.
                 "--proxy-server=127.0.0.1:%d" % server.server_port, "--proxy-bypass-list=<-loopback>",
                 "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir=" + profile,
                 "--virtual-time-budget=5000", "--dump-dom", "http://127.0.0.1:%d/page" % server.server_port],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120)
        finally:
            server.shutdown()
            server.server_close()
            shutil.rmtree(profile, ignore_errors=True)
        found = re.search(rb"<title>ran (\d+)</title>", done.stdout)
        own = ["http://127.0.0.1:%d%s" % (server.server_port, path) for path in ("/page", "/favicon.ico")]
        asked = [path for path in server.asked if path not in own and not OF_THE_BROWSER.match(path)]
        return int(found.group(1)) if found else None, asked

    def cleaned(self, attempts):
        done = subprocess.run([TOOL], input="\n".join(attempts).encode(), stdout=subprocess.PIPE, check=True)
        bodies = done.stdout.decode("utf-8", "replace").split("\0")[:-1]
        self.assertEqual(len(attempts), len(bodies))
        return bodies

    def test_run_nothing_and_ask_for_nothing(self):
        attempts = vectors.multiplied()
        self.assertGreaterEqual(len(attempts), 15000)
        attempts = vectors.from_file() + attempts[::SLICE]
        bodies = self.cleaned(attempts)
        for first in range(0, len(bodies), ON_ONE_PAGE):
            page = "\n".join("<div>%s</div>" % body for body in bodies[first:first + ON_ONE_PAGE])
            # Images, and frames of the sites that osTicket admits, are all that a body may ask for.
            with self.subTest(first=first):
                self.assertEqual((0, []), self.load(re.sub(r'<(img|iframe)([^>]*) src="', r'<\1\2 data-src="', page)))
        print("%d attempts, cleaned, in %s: nothing ran, nothing was asked for" % (len(attempts), os.path.basename(browser())))

    def test_would_see_a_script(self):
        ran, _ = self.load("<div><img src=nothing onerror=run(1)></div>")
        self.assertGreater(ran, 0)

    def test_would_see_a_request(self):
        _, asked = self.load("<div><p style=\"background:image-set('http://e.example/x' 1x)\">x</p></div>")
        self.assertEqual(["http://e.example/x"], asked)

    def test_would_see_what_lies_over_the_page_hides_its_objects_or_reaches_back(self):
        for body in ("<p style=position:fixed>x</p>", "<p id=cfg>x</p>", "<img name=run>", "<a href=x target=_blank>x</a>"):
            self.assertEqual((1, []), self.load("<div>%s</div>" % body), body)
