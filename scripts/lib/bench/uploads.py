# SPDX-License-Identifier: MIT
"""scripts/bench --uploads: how fast a file of 10 MB is stored, as a part of a form and in JSON, beside the mysql client that writes
the same chunks, and how fast it is sent, beside a program that reads them over the client library, in one run; and what a child
grows by while it takes 100 MB, and while many clients read slowly. ROUNDS is that of scripts/bench."""
import base64
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import sample  # noqa: E402
from bench import data, record  # noqa: E402
from bench.load import Loads  # noqa: E402
from places import remove_folder, temporary_folder  # noqa: E402
from servers import RESOURCE, Httpd, MariaDb  # noqa: E402

DATABASE = "osticket_uploads"
CHUNK, SIZE, LARGE = 512000, 10_000_000, 100_000_000
LEAST_RATIO, MOST_KIB, READERS, SECONDS = 0.5, 24 * 1024, 50, 3
TICKET = {"email": "jane@example.com", "name": "Jane Doe", "subject": "The crane at berth 7 is stuck", "message": "See the picture."}
SETTINGS = "OsTicketMaxUpload 262144\nOsTicketUploadFolder {folder}\nOsTicketPoolSize 2\n"


def form(content):
    boundary = b"--------------------------bench"
    parts = (b'Content-Disposition: form-data; name="ticket"\r\n\r\n' + json.dumps(TICKET).encode(),
             b'Content-Disposition: form-data; name="files"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n' + content)
    body = b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"
    return body, "multipart/form-data; boundary=" + boundary.decode()


def as_json(content):
    files = [{"a.bin": "data:application/octet-stream;base64," + base64.b64encode(content).decode()}]
    return json.dumps(dict(TICKET, attachments=files)).encode(), "application/json"


def statements(content):
    """What the floor sends: the rows of one file, in one transaction."""
    lines = ["START TRANSACTION;", "INSERT INTO ost_file (type, size, `key`, signature, name, created) VALUES"
             " ('application/octet-stream', %d, 'k', 's', 'a.bin', NOW()); SET @file = LAST_INSERT_ID();" % len(content)]
    for number, at in enumerate(range(0, len(content), CHUNK)):
        lines.append("INSERT INTO ost_file_chunk (file_id, chunk_id, filedata) VALUES (@file, %d, x'%s');"
                     % (number, content[at:at + CHUNK].hex()))
    return "\n".join(lines + ["COMMIT;"])


class Desk:
    """One child of httpd, so that what it grows by is all of it."""

    def __init__(self, folder, module):
        self.folder = folder
        self.programs = os.path.join(os.path.dirname(module), "bench")
        self.database = MariaDb(folder, extra=data.server_settings()).create().start()
        self.database.create_database(DATABASE)
        self.database.sql(sample.help_desk() + "UPDATE ost_config SET value = '%d' WHERE `key` = 'max_file_size';" % (2 * LARGE), DATABASE)
        uploads = os.path.join(folder, "uploads")
        os.mkdir(uploads)
        os.chmod(uploads, 0o777)
        self.httpd = Httpd(folder, module, self.database.connection(DATABASE), extra=SETTINGS.format(folder=uploads), log_level="warn",
                           children=1, threads=READERS + 10)
        self.httpd.start()

    def upload(self, body, kind):
        connection = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=300)
        started = time.monotonic()
        connection.request("POST", RESOURCE, body, {"X-API-Key": sample.KEY, "Content-Type": kind})
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 201 or b"warnings" in said:
            raise SystemExit("an upload was answered with %d: %s" % (answer.status, said[:300]))
        return time.monotonic() - started

    def newest_file(self):
        """(the ticket that has it, its id)"""
        row, = self.database.sql("SELECT t.object_id, a.file_id FROM ost_attachment a JOIN ost_thread_entry e ON e.id = a.object_id"
                                 " JOIN ost_thread t ON t.id = e.thread_id ORDER BY a.id DESC LIMIT 1", DATABASE)
        return row

    def reader(self, file, small=False):
        """A connection that has asked for a file; `small`: it takes little before it stands still."""
        client = socket.socket()
        if small:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", self.httpd.port))
        client.sendall(("GET %s/%s/attachments/%s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n\r\n"
                        % ((RESOURCE,) + tuple(file) + (sample.KEY,))).encode())
        return client

    def download(self, file):
        started = time.monotonic()
        with self.reader(file) as client:
            got = client.recv(1 << 16)
            whole = len(got[:got.index(b"\r\n\r\n")]) + 4 + SIZE
            count = len(got)
            while count < whole:
                more = client.recv(1 << 20)
                if not more:
                    raise SystemExit("a download ended before its end: %r" % got[:200])
                count += len(more)
        return time.monotonic() - started

    def write_by_client(self, path):
        started = time.monotonic()
        with open(path, "rb") as f:
            subprocess.run(["mariadb", "--no-defaults", "-u", "root", "-S", self.database.socket, DATABASE], stdin=f, check=True)
        return time.monotonic() - started

    def child(self):
        with open("/proc/%d/task/%d/children" % (self.httpd.process.pid, self.httpd.process.pid)) as f:
            return int(f.read().split()[0])

    def peak_kib(self):
        with open("/proc/%d/status" % self.child()) as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmHWM"))


def measure_rate(desk, rounds):
    taken = {"mysql client": [], "form": [], "JSON": []}
    for _ in range(rounds + 1):  # the first one warms up
        content, path = os.urandom(SIZE), os.path.join(desk.folder, "chunks.sql")
        with open(path, "w", encoding="ascii") as f:
            f.write(statements(content))
        taken["mysql client"].append(desk.write_by_client(path))
        taken["form"].append(desk.upload(*form(content)))
        taken["JSON"].append(desk.upload(*as_json(content + b"x")))
    seconds = {name: statistics.median(values[1:]) for name, values in taken.items()}
    floor = seconds["mysql client"]
    for name in ("form", "JSON"):
        print("upload of 10 MB as %s: %.1f MB/s, the mysql client %.1f MB/s: %.2f of it, at least %.2f"
              % (name, SIZE / 1e6 / seconds[name], SIZE / 1e6 / floor, floor / seconds[name], LEAST_RATIO))
    return all(floor / seconds[name] >= LEAST_RATIO for name in ("form", "JSON"))


def measure_download(desk, rounds):
    """The program asks for the chunks one by one, as the module does, and throws them away."""
    desk.upload(*form(os.urandom(SIZE)))
    file = desk.newest_file()
    loads = Loads(os.path.join(desk.folder, "loads"), desk.programs, os.path.join(desk.httpd.folder, "my.cnf"))
    path = loads.write("chunks", record.script([[b"SELECT filedata FROM ost_file_chunk WHERE file_id = %d AND chunk_id = %d"
                                                 % (int(file[1]), n) for n in range(-(-SIZE // CHUNK))]]))
    rates = {"client library": [], "module": []}
    for _ in range(rounds + 1):
        floor = loads.sql_floor(path, 1, SECONDS)
        rates["client library"].append(floor["requests_per_second"] * SIZE / 1e6)
        rates["module"].append(SIZE / 1e6 / statistics.median(desk.download(file) for _ in range(10)))
    floor, own = (statistics.median(rates[name][1:]) for name in ("client library", "module"))
    print("download of 10 MB: %.1f MB/s, a program on the client library %.1f MB/s: %.2f of it, at least %.2f"
          % (own, floor, own / floor, LEAST_RATIO))
    return own / floor >= LEAST_RATIO


def measure_readers(desk):
    file = desk.newest_file()
    desk.download(file)
    with open("/proc/%d/clear_refs" % desk.child(), "w") as f:
        f.write("5")
    before = desk.peak_kib()
    clients = [desk.reader(file, small=True) for _ in range(READERS)]
    try:
        for client in clients:
            if not client.recv(100).startswith(b"HTTP/1.1 200"):
                raise SystemExit("a download was not answered with 200")
    finally:
        grown = desk.peak_kib() - before
        for client in clients:
            client.close()
    print("%d readers that stand still: a child grows by %d KiB, at most %d" % (READERS, grown, MOST_KIB))
    return grown <= MOST_KIB


def measure_memory(desk):
    holds = True
    for name, made in (("form", form), ("JSON", as_json)):
        body, kind = made(os.urandom(LARGE))
        with open("/proc/%d/clear_refs" % desk.child(), "w") as f:
            f.write("5")
        before = desk.peak_kib()
        desk.upload(body, kind)
        grown = desk.peak_kib() - before
        print("upload of 100 MB as %s: a child grows by %d KiB, at most %d" % (name, grown, MOST_KIB))
        holds = holds and grown <= MOST_KIB
    return holds


def main(module):
    folder, desk = temporary_folder(), None
    try:
        desk = Desk(folder, module)
        rounds = int(os.environ.get("ROUNDS", "5"))
        holds = [measure_rate(desk, rounds), measure_download(desk, rounds), measure_readers(desk), measure_memory(desk)]
    finally:
        if desk:
            desk.httpd.stop()
            desk.database.stop()
        remove_folder(folder)
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
