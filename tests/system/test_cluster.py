# SPDX-License-Identifier: MIT
"""A Galera cluster of three nodes behind HAProxy. OST_SOAK_SECONDS makes the writing longer, OST_SEED another."""
import glob
import itertools
import os
import subprocess
import sys
import threading
import time
import unittest

import conformance
import sample
from acknowledged import WriteRun
from cluster import Cluster
from harness import CONFORM, MODULE, Deadline, Run, SystemTest
from judged import unclean_tables
from servers import Httpd

SECONDS = float(os.environ.get("OST_SOAK_SECONDS", "20"))
SEED = int(os.environ.get("OST_SEED", "1"))


def transfer_scripts():
    """Debian's scripts for the transfer of data to a node, out of the package that would also start a server."""
    folder = os.path.join(Run.folder, "transfer")
    if not os.path.isdir(folder):
        os.mkdir(folder)
        download = ["apt-get", "-qq", "download", "mariadb-server"]
        if subprocess.run(download, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode:
            subprocess.run(["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "update"], check=True)
            subprocess.run(download, cwd=folder, check=True)
        package, = glob.glob(os.path.join(folder, "*.deb"))
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
    return os.path.join(folder, "usr", "bin")


@unittest.skipIf(os.environ.get("OST_PRELOAD") or os.environ.get("OST_SLOW"), "a cluster takes both processors already")
class ClusterTest(SystemTest):
    only_with_all = True
    alone = True
    environment = None
    reference_ttl = 30

    @classmethod
    def setUpClass(cls):
        folder = os.path.join(Run.folder, cls.__name__)
        os.makedirs(folder)
        cls.cluster = Cluster(folder, transfer_scripts(), cls.environment)
        cls.servers = [cls.cluster]
        try:
            cls.cluster.start()
            cls.cluster.create_database("d")
            cls.fill()
            cls.httpd = cls.serve(cls.cluster.connection("d"))
        except BaseException:
            cls.stop_all()
            raise

    @classmethod
    def serve(cls, connection):
        settings = "OsTicketReferenceTTL %d\nOsTicketTransactionRetries 50" % cls.reference_ttl
        httpd = Httpd(Run.folder, MODULE, connection, extra=settings, children=2)
        cls.servers.append(httpd)
        return httpd.start()

    @classmethod
    def stop_all(cls):
        while cls.servers:
            cls.servers.pop().stop()

    @classmethod
    def tearDownClass(cls):
        cls.stop_all()
        cls.check_for_crashes()

    @classmethod
    def sql(cls, text):
        return cls.cluster.nodes[0].sql(text, "d")


@unittest.skipUnless(os.path.isdir(CONFORM) and os.path.exists(conformance.FAKETIME), "no recorded help desk beside the project")
class ClusterConformance(ClusterTest):
    environment = conformance.night_clock()
    reference_ttl = 0

    @classmethod
    def fill(cls):
        # The recorded ids follow each other.
        for node in cls.cluster.nodes:
            node.sql("SET GLOBAL wsrep_auto_increment_control = OFF")

    def test_through_the_load_balancer(self):
        checked = subprocess.run([sys.executable, "-B", os.path.join(CONFORM, "conform.py"), "check", "--url", self.httpd.url,
                                  "--db", "d", "--socket", self.cluster.balancer.socket], stdout=subprocess.PIPE)
        said = checked.stdout.decode()
        print("    conformance through HAProxy: " + said.splitlines()[-1])
        self.assertEqual(0, checked.returncode, said)


class Reader(threading.Thread):
    """Asks for a list over and over; counts the answers and keeps the longest time without one, in seconds."""

    def __init__(self, test):
        super().__init__()
        self.test, self.over = test, threading.Event()
        self.read = self.refused = 0
        self.longest, self.others = 0.0, []

    def run(self):
        last = time.monotonic()
        while not self.over.wait(0.02):
            status = self.test.get("?per_page=5").status
            if status == 200:
                now = time.monotonic()
                self.longest, last, self.read = max(self.longest, now - last), now, self.read + 1
            elif status == 503:
                self.refused += 1
            else:
                self.others.append(status)

    def wait_for_more(self, count=20):
        wanted, deadline = self.read + count, Deadline(60)
        while self.read < wanted:
            deadline.check()


class ClusterWrites(ClusterTest):
    @classmethod
    def fill(cls):
        cls.cluster.nodes[0].sql(sample.help_desk(), "d")

    def checksums(self, node):
        names = [row[0] for row in node.sql("SHOW TABLES", "d")]
        return node.sql("CHECKSUM TABLE " + ", ".join("`%s`" % name for name in names), "d")

    def kill(self, node):
        node.kill()
        self.reader.wait_for_more()
        node.rejoin()

    def partition(self, node):
        node.isolate(True)
        self.reader.wait_for_more()
        node.isolate(False)

    def restart(self, node):
        node.stop()
        self.reader.wait_for_more()
        node.start()

    def one_at_a_time(self, harm):
        """The node that serves, and then any other, so that both are met."""
        def do():
            serving = self.cluster.serving()
            chosen = serving if next(self.turn) % 2 == 0 else self.writing.chance.choice(
                [node for node in self.cluster.nodes if node is not serving])
            harm(chosen)
            self.cluster.wait_until_synced()
        return do

    def test_survive_nodes_that_are_killed_cut_off_and_restarted(self):
        self.turn = itertools.count()
        self.writing = WriteRun(self.httpd.port, SEED)
        self.reader = Reader(self)
        harms = {harm.__name__: self.one_at_a_time(harm) for harm in (self.kill, self.partition, self.restart)}
        end = time.monotonic() + SECONDS
        self.reader.start()
        try:
            done = self.writing.run(harms, lambda run: time.monotonic() < end or set(run.done) != set(harms))
        finally:
            self.reader.over.set()
            self.reader.join()
        wrong, figures = self.writing.check(self.sql)
        print("    seed %d: %s; %s" % (SEED, ", ".join("%d times %s" % (done.count(n), n) for n in sorted(harms)), figures))
        print("    %d lists read, %d refused, %.1f seconds at most without one"
              % (self.reader.read, self.reader.refused, self.reader.longest))
        self.assertEqual(([], []), (wrong, self.reader.others))
        self.assertGreater(self.writing.total("acknowledged"), 0)
        self.assertEqual([], unclean_tables(self.sql))
        first, second, third = [self.checksums(node) for node in self.cluster.nodes]
        self.assertEqual((first, first), (second, third))

    def test_two_nodes_written_to_at_once_repeat_what_conflicts(self):
        nodes = self.cluster.nodes[:2]
        servers = [self.serve(self.cluster.connection("d", node.port)) for node in nodes]
        new = {"email": "jane@example.com", "name": "Jane", "subject": "Both", "message": "x", "topic_id": 2}
        self.cluster.wait_until_balanced()
        first = [self.send("POST", body=new) for _ in range(2)]
        self.assertEqual([201, 201], [answer.status for answer in first], self.httpd.log()[-2000:])
        tickets = [answer.json["id"] for answer in first]
        before = self.conflicts(nodes)
        answers, rounds = [], 15

        def write(httpd, number):
            for n in range(rounds):
                answers.append(self.send("POST", body=new, httpd=httpd).status)
                body = {"status_id": 1 + 2 * ((n + number) % 2)}
                answers.append(self.send("PUT", "?id=%d" % tickets[n % 2], body, httpd=httpd).status)
        writers = [threading.Thread(target=write, args=(servers[n % 2], n // 2)) for n in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        conflicts = self.conflicts(nodes) - before
        print("    %d requests to two nodes, %d conflicts, answers %s"
              % (len(answers), conflicts, {status: answers.count(status) for status in sorted(set(answers))}))
        self.assertGreater(conflicts, 0)
        created = answers.count(201)
        refused = [line for httpd in servers for line in httpd.log().splitlines() if " 503 " in line]
        self.assertEqual({200, 201}, set(answers), refused)
        self.assertEqual([[str(created + 2)] * 2],
                         self.sql("SELECT COUNT(*), COUNT(DISTINCT number) FROM ost_ticket WHERE topic_id = 2 AND source = 'API'"))

    @staticmethod
    def conflicts(nodes):
        return sum(node.status(name) for node in nodes for name in ("wsrep_local_cert_failures", "wsrep_local_bf_aborts"))
