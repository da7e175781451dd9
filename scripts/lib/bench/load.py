# SPDX-License-Identifier: MIT
"""Runs the load programs for a bounded time and reads what they say."""
import json
import os
import statistics
import subprocess
import sys

from servers import RESOURCE, TREE, ServerError

WRK_SCRIPT = """\
local requests, at = {}, 0
local threads = 0
function setup(thread)
  thread:set("at", threads * 37)
  threads = threads + 1
end
function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, key, tag = line:match("^(%S+)%s*(%S*)%s*(%S*)$")
    local headers = {}
    if key ~= "" then headers["X-API-Key"] = key end
    if tag ~= "" then headers["If-None-Match"] = tag end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  local e = summary.errors
  io.write(string.format('\\nBENCH {"requests":%d,"seconds":%.6f,"p50_us":%d,"p99_us":%d,"bytes":%d,"refused":%d,"errors":%d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99), summary.bytes,
    e.status, e.connect + e.read + e.write + e.timeout))
end
"""


def address(query):
    """What begins with no letter goes to the tickets, all else to the resource that it names."""
    return (TREE if query[:1].isalpha() else RESOURCE) + query


def run_program(command, seconds):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=seconds + 120)
    said = done.stdout.decode("utf-8", "replace")
    if done.stderr and not done.returncode:
        print("  " + done.stderr.decode("utf-8", "replace").splitlines()[0], file=sys.stderr)
    if done.returncode:
        raise ServerError("%s failed: %s" % (os.path.basename(command[0]), done.stderr.decode("utf-8", "replace")[-400:]))
    return said


def checked(result):
    result["requests_per_second"] = result["requests"] / result["seconds"] if result["seconds"] else 0.0
    return result


class Loads:
    """The programs, and a folder for what they read."""

    def __init__(self, folder, programs, option_file):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        self.programs = programs
        self.option_file = option_file
        self.script = self.write("wrk.lua", WRK_SCRIPT.encode())

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(content)
        return path

    def paths(self, name, requests):
        """Requests of a path, a key and perhaps the tag of the answer that the client has."""
        lines = ["%s %s %s" % (path, key or "", "".join(tag)) for path, key, *tag in requests]
        return self.write(name, ("\n".join(lines) + "\n").encode())

    def api_paths(self, name, requests):
        return self.paths(name, [(address(query), *more) for query, *more in requests])

    def wrk(self, port, paths, connections, seconds):
        threads = min(connections, os.cpu_count() or 1)
        said = run_program(["wrk", "-t%d" % threads, "-c%d" % connections, "-d%ds" % max(1, round(seconds)), "--timeout", "60s",
                            "--latency", "-s", self.script, "http://127.0.0.1:%d" % port, "--", paths], seconds)
        lines = [line[6:] for line in said.splitlines() if line.startswith("BENCH ")]
        if not lines:
            raise ServerError("wrk gave no result")
        return checked(json.loads(lines[-1]))

    def read(self, case, port, paths, connections, seconds):
        """A case's requests by wrk; one whose answer is long by the program that takes it in larger pieces."""
        if not case.is_long:
            return self.wrk(port, paths, connections, seconds)
        with open(paths, encoding="utf-8") as f:
            (path, key), = (line.split() for line in f)
        request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: %s\r\n\r\n" % (path, key)
        return self.http_load(port, self.write("request", request.encode()), connections, seconds, 0, 0)

    def sql_floor(self, script, connections, seconds, first=0, count=0):
        return checked(json.loads(run_program(
            [os.path.join(self.programs, "sql_floor"), self.option_file, script, str(connections), str(seconds),
             str(first), str(count)], seconds)))

    def http_load(self, port, template, connections, seconds, first, count):
        return checked(json.loads(run_program(
            [os.path.join(self.programs, "http_load"), str(port), template, str(connections), str(seconds),
             str(first), str(count)], seconds)))


def median(rounds):
    """The medians of the rounds, each figure for itself."""
    names = ("requests_per_second", "p50_us", "p99_us")
    return {name: statistics.median(one[name] for one in rounds) for name in names}
