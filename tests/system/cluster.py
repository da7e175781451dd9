# SPDX-License-Identifier: MIT
"""Three MariaDB nodes of a Galera cluster and HAProxy before them, all on loopback, stopped by their own process."""
import csv
import os
import pwd
import re
import signal
import socket
import subprocess
import time

from places import free_port
from processes import stop_process
from servers import AS_DATABASE_USER, DATABASE_USER, MariaDb, ServerError, wait_until

PROVIDER = "/usr/lib/galera/libgalera_smm.so"
SYNCED = "SHOW STATUS LIKE 'wsrep_local_state_comment'"
CHECK_USER = "cluster_check"

# docs/scaling.md has the same lines for three machines.
HAPROXY = """\
global
    user {user}
    maxconn 2000
    stats socket {statistics}
defaults
    mode tcp
    timeout connect 2s
    timeout client 1h
    timeout server 1h
    timeout check 2s
listen osticket
    bind 127.0.0.1:{port}
    bind unix@{socket} mode 666
    stick-table type integer size 1 nopurge
    stick on int(1)
    option redispatch
    option tcp-check
    tcp-check expect rbinary 00
    tcp-check send-binary {login} comment log-in
    tcp-check expect rbinary 0000000200
    tcp-check send-binary {query} comment wsrep_local_state_comment
    tcp-check expect string Synced
    tcp-check send-binary 0100000001 comment quit
    default-server check inter 500 fall 2 rise 1 on-marked-down shutdown-sessions
{servers}
"""


def packet(number, payload):
    """A packet of the database's protocol in hexadecimal digits."""
    return (len(payload).to_bytes(3, "little") + bytes([number]) + payload).hex()


def login_packet(user):
    """The answer to the server's greeting (protocol 4.1) of a user without a password."""
    return packet(1, (0x8201).to_bytes(4, "little") + (1 << 24).to_bytes(4, "little") + bytes([33]) + bytes(23)
                  + user.encode() + b"\0\0")


class Node(MariaDb):
    """One node; `others` are known before the first one starts."""

    def __init__(self, folder, number, scripts, environment=None):
        super().__init__(folder, environment=dict(environment or {}, PATH=scripts + ":" + os.environ["PATH"]),
                         name="node%d" % number)
        self.number = number
        self.port, self.group, self.ist, self.sst = [free_port() for _ in range(4)]

    def join(self, nodes):
        address = "gcomm://" + ",".join("127.0.0.1:%d" % node.group for node in nodes)
        options = ("base_host=127.0.0.1;base_port={0};gmcast.listen_addr=tcp://127.0.0.1:{0};ist.recv_addr=127.0.0.1:{1};"
                   "gcache.size=64M;evs.keepalive_period=PT0.5S;evs.suspect_timeout=PT2S;evs.inactive_timeout=PT4S;"
                   "evs.inactive_check_period=PT0.5S".format(self.group, self.ist))
        self.extra = ["--skip-networking=0", "--bind-address=127.0.0.1", "--port=%d" % self.port, "--skip-name-resolve",
                      "--wsrep-on=ON", "--wsrep-provider=" + PROVIDER, "--wsrep-cluster-name=osticket",
                      "--wsrep-cluster-address=" + address, "--wsrep-node-name=node%d" % self.number,
                      "--wsrep-node-address=127.0.0.1", "--wsrep-provider-options=" + options, "--wsrep-sst-method=rsync",
                      "--wsrep-sst-receive-address=127.0.0.1:%d" % self.sst, "--wsrep-sync-wait=1", "--binlog-format=ROW",
                      "--innodb-autoinc-lock-mode=2", "--innodb-flush-method=nosync", "--sync-frm=0", "--innodb-buffer-pool-size=64M"]

    def bootstrap(self):
        self.extra.append("--wsrep-new-cluster")
        self.start()
        self.extra.pop()

    def rejoin(self):
        """Starts a node that was killed at the transaction up to which its data go, as galera_recovery does."""
        log = os.path.join(self.folder, "recovery.log")
        subprocess.run(["mariadbd", "--no-defaults", "--datadir=" + self.data,
                        "--socket=" + self.socket, "--skip-networking", "--wsrep-recover", "--log-error=" + log]
                       + [o for o in self.extra if not o.startswith("--skip-networking")], env=self.environment, check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **AS_DATABASE_USER)
        with open(log, encoding="utf-8", errors="replace") as f:
            found = re.findall(r"Recovered position:? *([0-9a-f-]+:-?[0-9]+)", f.read())
        os.remove(log)
        more = ["--wsrep-start-position=" + found[-1]] if found else []
        self.extra += more
        self.start()
        del self.extra[len(self.extra) - len(more):]

    def start(self):
        super().start()
        wait_until(self.is_synced, self.process, "node %d" % self.number)
        return self

    def state(self):
        """The node's own word for what it is in the cluster."""
        return self.sql(SYNCED)[0][1]

    def is_synced(self):
        try:
            return self.state() == "Synced"
        except ServerError:
            return False

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def isolate(self, yes):
        """Cuts the node off from the others, or connects it again."""
        self.sql("SET wsrep_sync_wait = 0; SET GLOBAL wsrep_provider_options = 'gmcast.isolate=%d'" % yes)

    def status(self, name):
        return int(self.sql("SHOW STATUS LIKE '%s'" % name)[0][1])

    def stop(self, seconds=20):
        if self.process:
            group = self.process.pid
            super().stop(seconds)
            try:
                # What a transfer of data has left.
                os.killpg(group, signal.SIGKILL)
            except ProcessLookupError:
                pass


class Balancer:
    """HAProxy: one node at a time for all connections, the next one when that is not in step."""

    def __init__(self, folder, nodes):
        self.port = free_port()
        self.socket = os.path.join(folder, "haproxy.sock")
        self.statistics = os.path.join(folder, "statistics.sock")
        self.path = os.path.join(folder, "haproxy.cfg")
        servers = "\n".join("    server node%d 127.0.0.1:%d" % (node.number, node.port) for node in nodes)
        with open(self.path, "w", encoding="utf-8") as f:
            f.write(HAPROXY.format(user=DATABASE_USER, port=self.port, socket=self.socket, statistics=self.statistics,
                                   login=login_packet(CHECK_USER), query=packet(0, b"\3" + SYNCED.encode()), servers=servers))
        self.process = None

    def start(self):
        self.process = subprocess.Popen(["haproxy", "-db", "-f", self.path], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        wait_until(self.answers, self.process, "HAProxy")
        return self

    def answers(self):
        return not subprocess.run(["mariadb", "--no-defaults", "--socket=" + self.socket, "-uroot", "-e", "SELECT 1"],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode

    def states(self):
        """What HAProxy takes each node for: UP where its last question was answered well, `UP 1/2` where one was not."""
        with socket.socket(socket.AF_UNIX) as asked:
            asked.connect(self.statistics)
            asked.sendall(b"show stat -1 4 -1\n")
            with asked.makefile(encoding="ascii") as said:
                return [row["status"] for row in csv.DictReader(line for line in said if line.strip())]

    def stop(self):
        stop_process(self.process)
        self.process = None


class Cluster:
    """All of it. `scripts` is a folder with Debian's scripts for the transfer of data to a new node."""

    def __init__(self, folder, scripts, environment=None):
        self.folder = folder
        self.nodes = [Node(folder, number, scripts, environment) for number in (1, 2, 3)]
        for node in self.nodes:
            node.join(self.nodes)
        self.balancer = Balancer(folder, self.nodes)

    def start(self):
        first = self.nodes[0]
        first.create().bootstrap()
        first.sql("CREATE USER '%s'@'127.0.0.1'; CREATE USER IF NOT EXISTS 'root'@'127.0.0.1';"
                  "GRANT ALL ON *.* TO 'root'@'127.0.0.1'" % CHECK_USER)
        for node in self.nodes[1:]:
            node.adopt()
            owner = pwd.getpwnam(DATABASE_USER)
            os.mkdir(node.data)
            os.chown(node.data, owner.pw_uid, owner.pw_gid)
            node.start()
        self.balancer.start()
        return self

    def create_database(self, name):
        first = self.nodes[0]
        first.create_database(name)
        first.sql("CREATE USER IF NOT EXISTS '{0}'@'127.0.0.1' IDENTIFIED BY '{1}'; GRANT ALL ON `{2}`.* TO '{0}'@'127.0.0.1'"
                  .format(first.user, first.password, name))

    def connection(self, database, port=None):
        """What an option file needs to connect through HAProxy, or to the node on a port."""
        first = self.nodes[0]
        return {"host": "127.0.0.1", "port": port or self.balancer.port, "protocol": "tcp", "user": first.user,
                "password": first.password, "database": database}

    def serving(self):
        """The node that HAProxy leads new connections to."""
        asked = subprocess.run(["mariadb", "--no-defaults", "--socket=" + self.balancer.socket, "-uroot", "-N", "-B", "-e",
                                "SELECT @@port"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return next((node for node in self.nodes if str(node.port) == asked.stdout.decode().strip()), self.nodes[0])

    def wait_until_synced(self, seconds=60):
        end = time.monotonic() + seconds
        while not all(node.is_synced() for node in self.nodes):
            if time.monotonic() > end:
                raise ServerError("the nodes are not in step after %d seconds" % seconds)
            time.sleep(0.1)

    def wait_until_balanced(self):
        """HAProxy takes all nodes for being in step too. It asks them in turns, and what it has asked while a node was away may
        be answered long after the node is back: then it leaves that node, and cuts what runs there."""
        wait_until(lambda: set(self.balancer.states()) == {"UP"}, self.balancer.process, "HAProxy with all nodes")

    def stop(self):
        self.balancer.stop()
        for node in reversed(self.nodes):
            node.stop()
