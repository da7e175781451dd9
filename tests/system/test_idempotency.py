# SPDX-License-Identifier: MIT
"""POST with an Idempotency-Key: done once, however often it is sent. OST_SEED makes another run of the killed servers."""
import http.client
import json
import os
import random
import signal
import subprocess
import threading
import unittest

from harness import KEY, RANGES, RESOURCE, Deadline, OwnServer, Run, SystemTest, children_of, table_rows
from uploading import Uploading, form

SEED = int(os.environ.get("OST_SEED", "1"))
TICKET = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Once", "message": "It rains."}


class Keys(Uploading, SystemTest):
    settings = "OsTicketIdempotencyTTL 600"

    def post(self, name, body=None, **more):
        headers = dict(more.pop("headers", {}), **{"Idempotency-Key": name})
        return self.send("POST", body=body or TICKET, headers=headers, **more)

    def tickets(self):
        return self.number("SELECT COUNT(*) FROM ost_ticket")

    def test_the_same_request_gets_the_first_answer(self):
        first = self.post("a-1", dict(TICKET, nobody="knows \U0001F600 this"))
        before = table_rows(type(self))
        again = self.post("a-1", dict(TICKET, nobody="knows \U0001F600 this"))
        self.assertEqual((201, None), (first.status, first.headers.get("idempotency-replayed")))
        self.assertEqual((201, "true"), (again.status, again.headers.get("idempotency-replayed")))
        self.assertEqual((first.body, first.headers["location"]), (again.body, again.headers["location"]))
        self.assertEqual(before, table_rows(type(self)))

    def test_another_request_is_refused(self):
        self.post("b-1")
        before = self.tickets()
        for body, query in ((dict(TICKET, subject="Twice"), ""), (TICKET, "?id=7")):
            answer = self.post("b-1", body, query=query)
            self.assertEqual((422, "idempotency_key_reused"), (answer.status, answer.json["code"]))
        self.assertEqual(before, self.tickets())

    def test_of_a_body_in_parts_the_parts_count_and_not_the_boundary(self):
        def send(boundary, content=b"scan", kind="text/plain"):
            headers, body = form(json.dumps(TICKET).encode(), [("a.txt", kind, content)], boundary)
            return self.upload(body, dict(headers, **{"Idempotency-Key": "p-1"}))
        first, again = send("one-boundary"), send("another----boundary-" + "x" * 40)
        self.assertEqual([(201, None), (201, "true")], [(a.status, a.headers.get("idempotency-replayed")) for a in (first, again)])
        self.assertEqual(first.json["id"], again.json["id"])
        for other in (send("one-boundary", b"another scan"), send("one-boundary", kind="text/csv")):
            self.assertEqual((422, "idempotency_key_reused"), (other.status, other.json["code"]))

    def test_a_key_belongs_to_its_api_key(self):
        first, other = self.post("c-1"), self.post("c-1", key=RANGES)
        self.assertEqual([201, 201], [first.status, other.status])
        self.assertNotEqual(first.json["id"], other.json["id"])

    def test_names_are_told_apart_by_letter_case(self):
        ids = {self.post(name).json["id"] for name in ("d-1", "D-1", "d-1 "[:3] + "~", "~" * 255)}
        self.assertEqual(4, len(ids))

    def test_what_is_no_name_is_refused(self):
        before = self.tickets()
        for name in ("", "x" * 256, "two words", "caf\xe9"):
            answer = self.post(name)
            self.assertEqual((400, "invalid_parameter"), (answer.status, answer.json["code"]), name)
            self.assertIn("Idempotency-Key", answer.json["fields"])
        self.assertEqual(before, self.tickets())

    def test_a_refused_request_leaves_no_key(self):
        self.assertEqual(422, self.post("e-1", {"email": "jane@example.com"}).status)
        self.assertEqual(422, self.post("e-1", dict(TICKET, email="none")).status)
        self.assertEqual(201, self.post("e-1").status)

    def test_the_first_still_runs(self):
        holder = self.hold_threads()
        answers = []
        thread = threading.Thread(target=lambda: answers.append(self.post("f-1")))
        thread.start()
        self.wait_for_lock()
        second = self.post("f-1")
        holder.communicate()
        thread.join()
        self.assertEqual((409, "idempotency_key_in_use"), (second.status, second.json["code"]))
        self.assertEqual("1", second.headers["retry-after"])
        self.assertEqual([201], [answer.status for answer in answers])
        self.assertEqual(answers[0].body, self.post("f-1").body)

    def hold_threads(self):
        """A session that keeps the next ticket from its thread until it ends."""
        holder = subprocess.Popen(["mariadb", "--no-defaults", "-n", "-N", "--socket=" + Run.database.socket, "-uroot", self.name],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(holder.kill)
        holder.stdin.write(b"LOCK TABLES ost_thread WRITE; SELECT 'done';\n")
        holder.stdin.flush()
        holder.stdout.readline()
        return holder

    def wait_for_lock(self):
        deadline = Deadline()
        while not self.number("SELECT COUNT(*) FROM information_schema.processlist WHERE db = '%s'"
                              " AND state LIKE 'Waiting for table%%'" % self.name):
            deadline.check()

    def test_is_kept_for_its_time_and_then_forgotten(self):
        first = self.post("g-1").json["id"]
        self.sql("UPDATE ost_rest_idempotency SET expires = UTC_TIMESTAMP() - INTERVAL 1 SECOND")
        again = self.post("g-1")
        self.assertNotEqual(first, again.json["id"])
        self.assertNotIn("idempotency-replayed", again.headers)
        self.assertEqual(again.json["id"], self.post("g-1").json["id"])

    def test_old_ones_are_deleted_by_and_by(self):
        self.sql("INSERT INTO ost_rest_idempotency SELECT 1, UNHEX(SHA2(CONCAT('old', seq), 256)),"
                 " UNHEX(SHA2('', 256)), 201, '', '{}', '2020-01-01 00:00:00' FROM seq_1_to_40")
        deadline = Deadline()
        for n in range(1000):
            self.post("h-%d" % n, {"email": "x"})
            self.post("i-%d" % n)
            if not self.number("SELECT COUNT(*) FROM ost_rest_idempotency WHERE expires < '2021-01-01'"):
                break
            deadline.check()
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_rest_idempotency WHERE expires < '2021-01-01'"))
        self.assertGreater(self.number("SELECT COUNT(*) FROM ost_rest_idempotency"), 0)

    def test_holds_for_what_is_said_in_a_ticket(self):
        ids = [self.created(subject="Noted"), self.created(subject="Noted too")]
        for what in ("notes", "messages"):
            paths = ["%s/%d/%s" % (RESOURCE, id, what) for id in ids]
            before = self.number("SELECT COUNT(*) FROM ost_thread_entry")
            first, again = [self.post(what, {"message": "Once."}, path=paths[0]) for _ in range(2)]
            self.assertEqual((201, 201, first.body, "true"),
                             (first.status, again.status, again.body, again.headers.get("idempotency-replayed")))
            self.assertEqual(422, self.post(what, {"message": "Once."}, path=paths[1]).status)
            self.assertEqual(before + 1, self.number("SELECT COUNT(*) FROM ost_thread_entry"))

    def test_other_methods_take_no_notice(self):
        id = self.created(subject="Not once")
        for _ in range(2):
            answer = self.send("PUT", "?id=%d" % id, {"status_id": 3}, headers={"Idempotency-Key": "j-1"})
            self.assertEqual((200, None), (answer.status, answer.headers.get("idempotency-replayed")))


class KeysWithoutTable(SystemTest):
    @classmethod
    def keep_to_rights(cls):
        super().keep_to_rights()
        cls.sql("DROP TABLE ost_rest_idempotency")

    def test_are_refused_and_said_at_start(self):
        before = table_rows(type(self))
        answer = self.send("POST", body=TICKET, headers={"Idempotency-Key": "a"})
        self.assertEqual((501, "not_supported"), (answer.status, answer.json["code"]))
        self.assertEqual(before, table_rows(type(self)))
        self.assertEqual(201, self.create().status)
        deadline = Deadline()
        while "the database has no table for it" not in self.httpd.log():
            deadline.check()


class Repeater(threading.Thread):
    """Repeats each of its requests until it has its answer, as a client does that must not lose one."""

    def __init__(self, port, number, requests):
        super().__init__()
        self.port, self.number, self.requests = port, number, requests
        self.chance = random.Random("%d %d" % (SEED, number))
        self.ids, self.wrong, self.sent, self.replayed = {}, [], 0, 0

    def run(self):
        for n in range(self.requests):
            name = "client-%d-%d" % (self.number, n)
            self.ids[name] = self.repeat(name)
            # Whoever never saw the answer asks once more.
            if self.chance.random() < 0.5 and self.repeat(name) != self.ids[name]:
                self.wrong.append((name, "answered twice"))

    def repeat(self, name):
        body = json.dumps({"email": "repeater%d@example.com" % (self.number % 20), "name": "A Repeater", "subject": name,
                           "message": "It rains."})
        deadline = Deadline(180)
        while True:
            status, answer = self.exchange(name, body)
            if status == 201:
                return answer["id"]
            if status not in (None, 409, 503):
                self.wrong.append((name, status, answer))
                return None
            deadline.check()

    def exchange(self, name, body):
        self.sent += 1
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("POST", RESOURCE, body, {"X-API-Key": KEY, "Idempotency-Key": name})
            answer = connection.getresponse()
            self.replayed += answer.getheader("Idempotency-Replayed") == "true"
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return None, None
        finally:
            connection.close()


class KilledServers:
    expected_seconds = 60
    server_options = ["--innodb-flush-log-at-trx-commit=1", "--max-connections=200"]
    reference_ttl = 30
    children = 3
    kills_children = True
    clients, requests, kills = 40, 3, 4

    def test_every_key_has_exactly_one_ticket(self):
        clients = [Repeater(self.httpd.port, n, self.requests) for n in range(self.clients)]
        for client in clients:
            client.start()
        self.kill_until(lambda: not any(client.is_alive() for client in clients))
        for client in clients:
            client.join()
        self.assertEqual([], [wrong for client in clients for wrong in client.wrong])
        expected = {name: id for client in clients for name, id in client.ids.items()}
        self.assertEqual(self.clients * self.requests, len(expected), "a client gave up")
        rows = self.sql("SELECT c.subject, t.ticket_id FROM ost_ticket t JOIN ost_ticket__cdata c USING (ticket_id)"
                        " WHERE c.subject LIKE 'client-%'")
        self.assertEqual(len(expected), len(rows))
        self.assertEqual(expected, {name: int(id) for name, id in rows})
        print("    seed %d: %d keys, sent %d times, %d answers replayed"
              % (SEED, len(expected), sum(c.sent for c in clients), sum(c.replayed for c in clients)))

    def kill_until(self, is_over):
        chance, deadline = random.Random(SEED), Deadline(300)
        while not is_over():
            deadline.check()
            if chance.random() < 0.2 and self.kills:
                self.kills -= 1
                self.kill_database()
            children = children_of(self.httpd.process.pid)
            if children and chance.random() < 0.3:
                try:
                    os.kill(chance.choice(children), signal.SIGKILL)
                except ProcessLookupError:
                    pass

    def kill_database(self):
        self.own.process.send_signal(signal.SIGKILL)
        self.own.process.wait()
        self.own.start()


@unittest.skipIf(os.environ.get("OST_SLOW"), "servers that are killed as often as they start")
class FewClientsOfKilledServers(KilledServers, OwnServer):
    pass


@unittest.skipIf(os.environ.get("OST_SLOW"), "servers that are killed as often as they start")
class TwoHundredClientsOfKilledServers(KilledServers, OwnServer):
    only_with_all = True
    expected_seconds = 300
    clients, requests, kills = 200, 5, 12
