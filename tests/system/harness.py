# SPDX-License-Identifier: MIT
"""What the system tests share: one private MariaDB for each worker, a help desk and an httpd for each class."""
import hashlib
import http.client
import json
import os
import sys
import threading
import time
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "scripts", "lib"))
import sample  # noqa: E402
from osticket_setup import rights, tables  # noqa: E402
import servers  # noqa: E402
from servers import RESOURCE, Httpd, MariaDb  # noqa: E402,F401

MODULE = os.environ.get("OST_MODULE", os.path.join(ROOT, "build", "out", "mod_osticket_rest.so"))
KEY, INACTIVE, NO_CREATE, ELSEWHERE, RANGES = ["HARBOUR0WORKS0DEMO0KEY000000000%d" % n for n in range(1, 6)]
# How many times as long everything may take: OST_SLOW is set where httpd runs under valgrind or counts lines.
PATIENCE = 10 if os.environ.get("OST_SLOW") else 1
servers.START_SECONDS *= PATIENCE
# Checks of the recorded help desk run only where it stands beside the project.
CONFORM = os.path.join(ROOT, "..", "shared", "conform")


def children_of(pid):
    """The processes that this one has started and that still run."""
    with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
        return [int(child) for child in f.read().split()]


def resident_kib(pid):
    with open("/proc/%d/status" % pid) as f:
        return next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))


def module_grants(database, prefix, user, client="localhost"):
    """What osticket-rest-setup says that the module's database user needs."""
    return rights.grants(database, prefix, rights.account(user, client),
                         tables.own_tables() + list(rights.NEWER))


class Run:
    """The server and the folder of one worker."""
    database = None
    folder = None
    count = 0
    recorder = None


class Deadline:
    """For loops that wait until something is so."""

    def __init__(self, seconds=60):
        self.end = time.monotonic() + seconds * PATIENCE

    def check(self):
        if time.monotonic() > self.end:
            raise AssertionError("it did not become so in time")
        time.sleep(0.05)


def sanitizer_environment():
    """An httpd that was not built with a sanitizer has to load its runtime first."""
    library = os.environ.get("OST_PRELOAD")
    if not library:
        return {}
    suppressions = os.path.join(ROOT, "tests", "system", "asan.supp")
    return {"LD_PRELOAD": library, "ASAN_OPTIONS": "detect_leaks=0:abort_on_error=1:suppressions=" + suppressions,
            "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1"}


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Recorder:
    """Writes each different exchange of the run to a file, for the comparison with the description."""

    def __init__(self, path):
        self.path, self.seen, self.lock = path, set(), threading.Lock()

    def record(self, method, address, sent, has_key, answer):
        path, _, query = address.partition("?")
        exchange = {"method": method, "path": path, "query": query, "sent": self.text(sent), "has_key": has_key,
                    "status": answer.status, "headers": answer.headers, "received": self.text(answer.body)}
        if answer.headers.get("content-encoding"):
            return
        without_date = dict(exchange, headers=sorted(set(answer.headers) - {"date"}))
        mark = hashlib.sha256(json.dumps(without_date, sort_keys=True).encode()).digest()
        with self.lock:
            if mark not in self.seen:
                self.seen.add(mark)
                with open(self.path, "a", encoding="utf-8") as f:
                    f.write(json.dumps(exchange) + "\n")

    @staticmethod
    def text(data):
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else data or ""


class SystemTest(unittest.TestCase):
    """A help desk of its own for each class, served by an httpd of its own."""
    reference_ttl = 0
    total_ttl = 0
    key_ttl = 0
    settings = ""
    mpm = "event"
    children = 1
    prefix = "ost_"
    kills_children = False
    # Nothing else runs beside the class; it runs with `run.py --all` only, or when it is asked for by name.
    alone = False
    only_with_all = False
    # Of what takes long, so that it starts early where no run has been recorded.
    expected_seconds = 0
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        Run.count += 1
        cls.name = "harbour_%d" % Run.count
        Run.database.create_database(cls.name)
        Run.database.sql(sample.help_desk(cls.prefix), cls.name)
        cls.fill()
        cls.keep_to_rights()
        cls.httpd = cls.make_httpd().start()

    @classmethod
    def keep_to_rights(cls):
        """The module's database user may do what osticket-rest-setup says it needs, and nothing else."""
        user = Run.database.user
        tables = [row[0] for row in cls.sql("SHOW TABLES LIKE '%ticket\\_\\_cdata'")]
        granted = [line for table in tables
                   for line in module_grants(cls.name, table[:-len("ticket__cdata")], user)]
        Run.database.sql("GRANT ALL ON `%s`.* TO '%s'@'localhost'; REVOKE ALL ON `%s`.* FROM '%s'@'localhost'; %s"
                         % (cls.name, user, cls.name, user, " ".join(granted)))

    @classmethod
    def connection(cls):
        """What the module's option file says."""
        return Run.database.connection(cls.name)

    @classmethod
    def make_httpd(cls, settings=""):
        lines = "OsTicketPoolWait %d\nOsTicketReferenceTTL %d\nOsTicketTotalTTL %d\nOsTicketKeyTTL %d\nOsTicketTablePrefix %s\n%s\n%s" % (
            2000 * PATIENCE, cls.reference_ttl, cls.total_ttl, cls.key_ttl, cls.prefix, cls.settings, settings)
        return Httpd(Run.folder, MODULE, cls.connection(), extra=lines, mpm=cls.mpm,
                     children=cls.children, environment=sanitizer_environment())

    @classmethod
    def tearDownClass(cls):
        cls.httpd.stop()
        Run.database.sql("DROP DATABASE `%s`" % cls.name)
        cls.check_for_crashes()

    @classmethod
    def check_for_crashes(cls):
        log = cls.httpd.log()
        if cls.kills_children:
            log = log.replace("exit signal Killed (9)", "")
        for sign in ("AddressSanitizer", "runtime error:", "Segmentation fault", "exit signal"):
            if sign in log:
                raise AssertionError("the error log says: " + log[log.index(sign) - 200:][:2000])

    @classmethod
    def fill(cls):
        """Puts rows into the help desk before httpd starts."""

    @classmethod
    def sql(cls, text):
        return Run.database.sql(text, cls.name)

    def number(self, text):
        return int(self.sql(text)[0][0])

    def send(self, method, query="", body=None, key=KEY, headers=None, httpd=None, path=RESOURCE):
        connection = http.client.HTTPConnection("127.0.0.1", (httpd or self.httpd).port, timeout=60 * PATIENCE)
        sent = dict(headers or {})
        if key is not None:
            sent["X-API-Key"] = key
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, path + query, body, sent)
            answer = Answer(connection.getresponse())
            Run.recorder.record(method, path + query, body, key is not None, answer)
            return answer
        finally:
            connection.close()

    def get(self, query="", **more):
        return self.send("GET", query, **more)

    def ids(self, query):
        return [ticket["id"] for ticket in self.get(query).json["tickets"]]

    def create(self, **fields):
        body = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Hello", "message": "It rains."}
        body.update(fields)
        return self.send("POST", body={name: value for name, value in body.items() if value is not None})

    def created(self, **fields):
        answer = self.create(**fields)
        self.assertEqual(201, answer.status, answer.body)
        return answer.json["id"]

    def assert_error(self, status, message, answer):
        self.assertEqual((status, message), (answer.status, answer.json["error"]))


class CountsStatements:
    """For test cases whose httpd has `counting` among its settings."""
    counting = 'LogFormat "%{begin:usec}t %{osticket-sql-statements}n" asked\nCustomLog "access.log" asked'
    answered = 0

    def counted(self):
        """The statements of each request so far, as they came: a line comes behind its answer, even behind the next one's."""
        with open(os.path.join(self.httpd.folder, "access.log")) as log:
            lines = [tuple(map(int, line.split())) for line in log]
        return [statements for _, statements in sorted(lines)]

    def send(self, *arguments, **more):
        answer = super().send(*arguments, **more)
        type(self).answered += 1
        return answer

    def statements(self, request):
        """How many statements the last of what `request` sends takes of a process that has read the help desk."""
        request()
        request()
        deadline, counted = Deadline(), []
        while len(counted) < self.answered:
            deadline.check()
            counted = self.counted()
        return counted[-1]


class OwnServer(SystemTest):
    """A help desk on a MariaDB of its own, which a test may stop and start."""
    server_options = ()

    @classmethod
    def setUpClass(cls):
        folder = os.path.join(Run.folder, cls.__name__)
        os.makedirs(folder)
        cls.own = MariaDb(folder, extra=cls.server_options).create()
        cls.addClassCleanup(cls.own.stop)
        cls.own.start()
        cls.own.create_database("d")
        cls.sql(sample.help_desk())
        cls.fill()
        cls.httpd = cls.make_httpd().start()

    @classmethod
    def connection(cls):
        return cls.own.connection("d")

    @classmethod
    def tearDownClass(cls):
        cls.httpd.stop()
        cls.check_for_crashes()

    @classmethod
    def sql(cls, text):
        return cls.own.sql(text, "d")


def table_rows(cls):
    """The number of rows of every table but the system log, to see that nothing was left behind."""
    names = [row[0] for row in cls.sql("SHOW TABLES")]
    text = " UNION ALL ".join("SELECT '%s', COUNT(*) FROM `%s`" % (n, n) for n in names if not n.endswith("syslog"))
    return dict((row[0], int(row[1])) for row in cls.sql(text))
