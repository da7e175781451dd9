# SPDX-License-Identifier: MIT
"""Measures a case beside its floors: all of them in turn, several rounds, medians."""
import time

import sample
from bench import cases, explain, record, template, writes
from bench.data import DATABASE
from bench.load import median
from bench.site import Client, cpu_of
from servers import ServerError

RECORDING_SECONDS = 4
# A floor like the others: the requests of the case, answered by another build.
OTHER = "other"


class Measurement:
    """One case at one concurrency, as the result file has it."""

    def __init__(self, name, concurrency):
        self.fields = {"case": name, "concurrency": concurrency}

    def add(self, runs, cpu):
        for name, rounds in runs.items():
            kept = dict(median(rounds), rounds=[round(one["requests_per_second"], 1) for one in rounds])
            kept["errors"] = sum(one["errors"] for one in rounds)
            if name == "case":
                self.fields.update(kept)
                requests = max(1, sum(one["requests"] for one in rounds))
                self.fields["cpu_us"] = {part: round(spent * 1e6 / requests, 1) for part, spent in cpu.items()}
            elif kept["errors"]:
                # Statements that fail say nothing about those that do not.
                self.fields.setdefault("failed_floors", []).append(name)
            else:
                self.fields.setdefault("floors", {})[name] = kept
        for floor in self.fields.get("floors", {}).values():
            floor["ratio"] = self.fields["requests_per_second"] / max(floor["requests_per_second"], 1e-9)


class Bench:
    """The servers and programs of one run."""

    def __init__(self, database, site, loads, settings, other=None):
        self.database = database
        self.site = site
        self.loads = loads
        self.settings = settings
        self.other = other  # the same help desk, served by another build
        self.set_up = None

    def warm_up(self):
        """Fills the caches of every child and connection; learns how a session is set up."""
        paths = self.loads.api_paths("warm", cases.pages([1]))
        if self.other:
            self.loads.wrk(self.other.port, paths, 64, 1)
        rows = record.log_of(self.database, lambda marker: self.loads.wrk(self.site.port, paths, 64, 1))
        self.set_up = record.set_up_of(rows)

    def tagged(self, requests):
        """The same requests by a client that has the answers."""
        client, found = Client(self.site.port), []
        for query, key in requests:
            client.send(query, key)
            found.append((query, key, client.tag))
        client.close()
        return found

    def recorded(self, case, requests):
        """The answer to each request of a case and its statements, those of the shorter of two tries: now and then a
        request finds that what httpd keeps in memory has to be read again. Where answers are kept it is the longer one. A slow
        case gets by with fewer requests."""
        answers = []

        def act(marker):
            client = Client(self.site.port)
            deadline = time.monotonic() + RECORDING_SECONDS
            for query, key, *tag in requests:
                for attempt in range(2):
                    marker.mark(2 * len(answers) + attempt)
                    status, body = client.send(query, key, more={"If-None-Match": "".join(tag)} if any(tag) else ())
                    expect(case, status, body)
                answers.append(body)
                if time.monotonic() > deadline:
                    break
            client.close()
        if not case.is_kept:
            self.loads.wrk(self.site.port, self.loads.api_paths("warm", requests), 4, 1)
        found = record.requests_of(record.log_of(self.database, act), self.set_up)
        choose = max if case.is_kept else min
        return answers, [choose(tries, key=len) for tries in zip(found[::2], found[1::2])]

    def read_case(self, case, concurrencies):
        requests = self.tagged(case.requests) if case.is_tagged else case.requests
        answers, statements = self.recorded(case, requests)
        requests = requests[:len(answers)]
        paths = self.loads.api_paths("case", requests)
        files = self.loads.paths("files", [(self.site.file("%s-%d.json" % (case.name, n), body), requests[n][1])
                                           for n, body in enumerate(answers)])
        scripts = self.scripts(case, statements)
        port = self.site.port
        scans = explain.full_scans(self.database, statements)
        for c in concurrencies:
            seconds = self.settings.seconds
            runs = {"case": lambda: self.loads.read(case, port, paths, c, seconds)}
            for name, script in scripts.items():
                runs[name] = lambda script=script: self.loads.sql_floor(script, c, seconds)
            if self.other:
                runs[OTHER] = lambda: self.loads.read(case, self.other.port, paths, c, seconds)
            runs["file"] = lambda: self.loads.read(case, port, files, c, seconds)
            one = self.rounds(case.name, c, runs, case.status)
            one.fields["statements"] = sum(len(s) for s in statements) / len(statements)
            one.fields["bytes"] = sum(len(a) for a in answers) / len(answers)
            one.fields["full_scans"] = scans
            yield one.fields

    def warm_up_writes(self):
        request = self.loads.write("request", writes.warming().request())
        self.loads.http_load(self.site.port, request, 16, 30, writes.WARM_FIRST, 200)
        if self.other:
            self.loads.http_load(self.other.port, request, 16, 30, writes.WARM_FIRST + 200, 200)

    def write_case(self, case, concurrencies):
        """A case that changes the data: the requests of case and floor are numbered on and on, none comes twice."""
        statements, size = self.recorded_write(case)
        script = self.loads.write("sql", record.script([statements], self.set_up))
        request = self.loads.write("request", case.request())
        used = dict(zip(("case", "sql", OTHER), case.first))
        port, seconds, most = self.site.port, self.settings.seconds, case.per_round(self.settings)

        def counted(run, act):
            result = act(used[run])
            used[run] += min(result["used"], most)
            return result
        for c in concurrencies:
            runs = {"case": lambda: counted("case", lambda n: self.loads.http_load(port, request, c, seconds, n, most)),
                    "sql": lambda: counted("sql", lambda n: self.loads.sql_floor(script, c, seconds, n, most))}
            # What changes tickets has tickets for one build only.
            if self.other and OTHER in used:
                runs[OTHER] = lambda: counted(OTHER, lambda n: self.loads.http_load(self.other.port, request, c, seconds, n, most))
            one = self.rounds(case.name, c, runs)
            one.fields.update(statements=len(statements), bytes=size)
            yield one.fields

    def recorded_write(self, case):
        """The statements of one request with places instead of its own ids, and the bytes of its answer."""
        client = Client(self.site.port)
        query, body = writes.warming().recorded_request()
        client.send(query, sample.KEY, "POST", body)  # so that this child has what it keeps in memory
        self.database.sql(writes.distinctive_ids(case), DATABASE)
        answers = []

        def act(marker):
            wanted, content = case.recorded_request()
            marker.mark(0)
            answers.append(client.send(wanted, sample.KEY, case.method, content or None, case.headers))
        statements = record.requests_of(record.log_of(self.database, act), self.set_up)[0]
        client.close()
        status, body = answers[0]
        expect(case, status, body)
        return template.generalise(statements, case.places(statements, body)), len(body)

    def scripts(self, case, statements):
        found = {}
        if any(statements):
            found["sql"] = self.loads.write("sql", record.script(statements, self.set_up))
        if case.naive:
            texts = [[sql.encode() for sql in page] for page in case.naive[:len(statements)]]
            found["naive"] = self.loads.write("naive", record.script(texts, self.set_up))
            counted = [page + [cases.COUNT_ALL.encode()] for page in texts]
            found["naive-count"] = self.loads.write("naive-count", record.script(counted, self.set_up))
        return found

    def rounds(self, name, concurrency, runs, status=200):
        results, cpu = {run: [] for run in runs}, {"httpd": 0.0, "database": 0.0}
        self.site.forget_peaks()
        for _ in range(self.settings.rounds):
            for run, act in runs.items():
                before = (self.site.cpu_seconds(), cpu_of(self.database.process.pid))
                result = act()
                if run == "case":
                    cpu["httpd"] += self.site.cpu_seconds() - before[0]
                    cpu["database"] += cpu_of(self.database.process.pid) - before[1]
                    check_refused(name, result, status)
                results[run].append(result)
        one = Measurement(name, concurrency)
        one.add(results, cpu)
        one.fields["peak_memory_kib"] = self.site.memory_kib()
        return one


def expect(case, status, body):
    if status != case.status:
        raise ServerError("%s was answered with %d: %s" % (case.name, status, body[:200].decode("utf-8", "replace")))


def check_refused(name, result, status):
    """wrk counts every answer from 400 on; either all of a case's are meant to be such or none."""
    refused = result.get("refused", 0)
    if refused not in ((0,) if status < 400 else (result["requests"],)):
        raise ServerError("%s: %d of %d answers were refusals" % (name, refused, result["requests"]))
