# SPDX-License-Identifier: MIT
"""The measured httpd: how it is set, what its processes use, and files of the same bytes beside the API."""
import http.client
import os

from bench.load import address
from servers import TREE, Httpd

# Two children share the machine's cores. Each has a thread for every one of 64 clients, since the kernel may hand one
# child more than its half and a child without a free thread closes connections that wait for their next request.
CHILDREN = int(os.environ.get("CHILDREN", "2"))
THREADS = int(os.environ.get("THREADS", "64"))
CONNECTIONS = int(os.environ.get("CONNECTIONS", "8"))
EXTRA = """\
LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
MaxKeepAliveRequests 0
KeepAliveTimeout 60
DBDExptime 3600
OsTicketPoolSize %d
OsTicketPoolWait 30000
OsTicketAuthFailures 0
OsTicketKeyAgent * any
<Location "%s">
    SetHandler osticket-rest
    Require all granted
</Location>
DocumentRoot "%s"
<Directory "%s">
    Require all granted
    ForceType application/json
    FileETag None
    Header unset Last-Modified
    Header set Cache-Control no-store
</Directory>
%s
"""
LOG = "CustomLog \"%s\" \"%%{osticket-sql-statements}n %%{osticket-sql-us}n\" \"expr=-n req('X-Bench')\"\n"


class Site:
    """One httpd with the module, its folder of files and its processes."""

    def __init__(self, folder, module, connection, children=CHILDREN):
        self.folder = folder
        self.files = os.path.join(folder, "files")
        os.makedirs(self.files)
        self.notes = os.path.join(folder, "notes.log")
        more = os.environ.get("BENCH_DIRECTIVES", "")
        self.httpd = Httpd(folder, module, connection, children=children, threads=THREADS, connections=CONNECTIONS,
                           log_level="warn",
                           extra=EXTRA % (CONNECTIONS, TREE, self.files, self.files, LOG % self.notes + more))

    def start(self):
        self.httpd.start()
        return self

    def stop(self):
        self.httpd.stop()

    @property
    def port(self):
        return self.httpd.port

    def children(self):
        path = "/proc/%d/task/%d/children" % (self.httpd.process.pid, self.httpd.process.pid)
        with open(path) as f:
            return [int(pid) for pid in f.read().split()]

    def forget_peaks(self):
        for pid in self.children():
            with open("/proc/%d/clear_refs" % pid, "w") as f:
                f.write("5")

    def memory_kib(self, name="VmHWM"):
        """Of the child that has most."""
        return max(memory_of(pid, name) for pid in self.children())

    def cpu_seconds(self):
        return sum(cpu_of(pid) for pid in self.children())

    def file(self, name, body):
        """A file with these bytes; the path to ask for it."""
        with open(os.path.join(self.files, name), "wb") as f:
            f.write(body)
        return "/" + name


def memory_of(pid, name):
    with open("/proc/%d/status" % pid) as f:
        for line in f:
            if line.startswith(name + ":"):
                return int(line.split()[1])
    return 0


def cpu_of(pid):
    """User and system time of a process, in seconds."""
    with open("/proc/%d/stat" % pid) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Client:
    """One connection that is kept open, for recording."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.tag = None  # of the last answer

    def send(self, query, key, method="GET", body=None, more=()):
        """`more` are further headers."""
        headers = dict(more, **{"X-Bench": "1"})
        if key is not None:
            headers["X-API-Key"] = key
        self.connection.request(method, address(query), body, headers)
        answer = self.connection.getresponse()
        self.tag = answer.getheader("ETag")
        return answer.status, answer.read()

    def close(self):
        self.connection.close()
