# SPDX-License-Identifier: MIT
"""scripts/bench --mail: what creating a ticket costs with three mails in the outbox and without, in one run, how long it takes
while a mail server hangs, and how fast queued messages leave for a mail server of this machine. ROUNDS and ROUND_SECONDS are
those of scripts/bench."""
import asyncio
import http.client
import json
import multiprocessing
import os
import socket
import statistics
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import sample  # noqa: E402
from bench import data  # noqa: E402
from places import free_port, remove_folder, temporary_folder  # noqa: E402
from servers import RESOURCE, Httpd, MariaDb  # noqa: E402

DATABASE = "osticket_mail"
CLIENTS = 8
MESSAGES = 10000
MOST_COST, LEAST_RATE = 1.25, 500
BODY = json.dumps({"email": "jane@example.com", "name": "Jane Doe", "subject": "The crane at berth 7 is stuck",
                   "message": "<p>It stopped at noon, with a container on the hook.</p>"})


class Sink(asyncio.Protocol):
    """Takes every message and forgets it."""

    def connection_made(self, transport):
        self.transport, self.rest, self.is_content = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, received):
        self.rest += received
        while True:
            end, size = (b"\r\n.\r\n", 5) if self.is_content else (b"\r\n", 2)
            at = self.rest.find(end)
            if at < 0:
                return
            line, self.rest = self.rest[:at].upper(), self.rest[at + size:]
            self.transport.write(b"250 OK\r\n" if self.is_content or line != b"DATA" else b"354 go on\r\n")
            self.is_content = not self.is_content and line == b"DATA"


def run_sink(port):
    async def serve():
        server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", port)
        await server.serve_forever()
    asyncio.run(serve())


def create_until(port, end, times):
    connection, started = http.client.HTTPConnection("127.0.0.1", port, timeout=60), time.monotonic()
    while started < end:
        connection.request("POST", RESOURCE, BODY, {"X-API-Key": sample.KEY, "Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 201:
            raise SystemExit("creation was answered with %d" % answer.status)
        ended = time.monotonic()
        times.append(ended - started)
        started = ended


def creations(port, seconds):
    """What each of the tickets has taken, in seconds."""
    times, end = [], time.monotonic() + seconds
    threads = [threading.Thread(target=create_until, args=(port, end, times)) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


class Desk:
    """One help desk, served with mail and without."""

    def __init__(self, folder, module):
        self.folder, self.module, self.sink_port = folder, module, free_port()
        self.database = MariaDb(folder, extra=data.server_settings()).create().start()
        self.database.create_database(DATABASE)
        self.database.sql(sample.help_desk() + sample.mail(), DATABASE)
        self.secret = os.path.join(folder, "secret")
        with open(os.open(self.secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as f:
            f.write("secret\n")

    def httpd(self, mail):
        lines = "OsTicketSecretFile %s\nOsTicketMail %s\n" % (self.secret, mail)
        return Httpd(self.folder, self.module, self.database.connection(DATABASE), extra=lines, log_level="warn")

    def number(self, sql):
        return int(self.database.sql(sql, DATABASE)[0][0])

    def queue(self, count):
        """Copies of one real message, all due."""
        self.database.sql("CREATE TEMPORARY TABLE one SELECT * FROM ost_rest_outbox ORDER BY id LIMIT 1; DELETE FROM ost_rest_outbox;"
                          "INSERT INTO ost_rest_outbox (ticket_id, account_id, created, next_attempt, message_id, recipients, content)"
                          " SELECT ticket_id, account_id, created, UTC_TIMESTAMP(), CONCAT(seq, message_id), recipients, content"
                          " FROM one, seq_1_to_%d" % count, DATABASE)


def measure_cost(desk, rounds, seconds):
    servers = {name: desk.httpd(way).start() for name, way in (("without", "off"), ("with", "smtp://127.0.0.1:%d" % desk.sink_port))}
    try:
        rates = {name: [] for name in servers}
        for _ in range(rounds + 1):  # the first one warms up
            for name, server in servers.items():
                rates[name].append(len(creations(server.port, seconds)) / seconds)
    finally:
        for server in servers.values():
            server.stop()
    without, with_mail = (statistics.median(rates[name][1:]) for name in ("without", "with"))
    print("create: %.0f tickets a second without mail, %.0f with three mails: %.2f times the cost, at most %.2f"
          % (without, with_mail, without / with_mail, MOST_COST))
    return without / with_mail <= MOST_COST


def percentiles(times):
    """The median and the 99th percentile, in milliseconds."""
    ordered = sorted(times)
    return 1000 * ordered[len(ordered) // 2], 1000 * ordered[len(ordered) * 99 // 100]


def measure_hang(desk, rounds, seconds):
    """Creation beside a mail server that answers, and beside one that takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        ports, found = {"answers": desk.sink_port, "hangs": hanging.getsockname()[1]}, {"answers": [], "hangs": []}
        for _ in range(rounds):
            for name, port in ports.items():
                httpd = desk.httpd("smtp://127.0.0.1:%d" % port).start()
                try:
                    creations(httpd.port, 1)  # warms up
                    found[name].append(percentiles(creations(httpd.port, seconds)))
                finally:
                    httpd.stop()
    medians = {name: [median for median, _ in rounds] for name, rounds in found.items()}
    answers, hangs = (statistics.median(medians[name]) for name in ("answers", "hangs"))
    print("a mail server that hangs: creation takes %.2f ms (99%%: %.2f), beside one that answers %.2f ms (99%%: %.2f), in rounds"
          " of %.2f to %.2f; at most the slowest of those"
          % (hangs, statistics.median(late for _, late in found["hangs"]), answers,
             statistics.median(late for _, late in found["answers"]), min(medians["answers"]), max(medians["answers"])))
    return hangs <= max(medians["answers"])


def measure_delivery(desk, count):
    desk.queue(count)
    httpd = desk.httpd("smtp://127.0.0.1:%d" % desk.sink_port).start()
    try:
        while not desk.number("SELECT COUNT(*) FROM ost_rest_outbox WHERE state = 'sent'"):
            time.sleep(0.01)
        started, first = time.monotonic(), desk.number("SELECT COUNT(*) FROM ost_rest_outbox WHERE state = 'sent'")
        while desk.number("SELECT COUNT(*) FROM ost_rest_outbox WHERE state = 'queued'"):
            time.sleep(0.2)
        rate = (count - first) / (time.monotonic() - started)
    finally:
        httpd.stop()
    print("delivery: %d messages, %.0f a second, at least %d" % (count, rate, LEAST_RATE))
    return rate >= LEAST_RATE


def main(module):
    rounds, seconds = int(os.environ.get("ROUNDS", "5")), int(os.environ.get("ROUND_SECONDS", "5"))
    folder, desk = temporary_folder(), None
    try:
        desk = Desk(folder, module)
        sink = multiprocessing.Process(target=run_sink, args=(desk.sink_port,), daemon=True)
        sink.start()
        holds = [measure_cost(desk, rounds, seconds), measure_hang(desk, rounds, seconds), measure_delivery(desk, MESSAGES)]
    finally:
        if desk:
            desk.database.stop()
        remove_folder(folder)
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
