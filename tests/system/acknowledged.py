# SPDX-License-Identifier: MIT
"""Clients that write while servers die, and the check that what was acknowledged is there, once and whole."""
import http.client
import json
import random
import threading

import deeds
from harness import KEY
from judged import DANGLING, PARTS, judge, judge_said, judge_state
from servers import RESOURCE

SUBJECT = "Acknowledged %d-%d-%d"


class Client(threading.Thread):
    """Creates, changes and deletes tickets of its own, and remembers what it was told.

    `tickets` holds the number of the ticket -> what is known of it: `id`, `status`, and `maybe`, a set of what an
    unknown outcome has left open ('created', 'gone', 'status', 'deed'); `said` is text -> what became of it, `deeds` has each deed, what became of it, and the state before; `state`
    and `pending` are of deeds.py; `with` is the ticket that it was merged or linked with, how, and what became of that.
    """

    def __init__(self, run, seed, number):
        super().__init__()
        self.run_, self.seed, self.number = run, seed, number
        self.chance = random.Random("%d %d" % (seed, number))
        self.tickets, self.connection = {}, None
        self.sent = self.acknowledged = self.unknown = self.refused = 0
        self.surprises = []

    def run(self):
        while not self.run_.ended():
            whole = [t for t in self.tickets.values() if t.get("id") and not (t["maybe"] or t.get("deleted") or "with" in t)]
            choice = self.chance.random()
            if choice < (0.2 if self.run_.agent else 0.6) or not whole:
                self.create()
            elif self.run_.agent and choice < 0.85:
                self.act(whole)
            elif choice < 0.8:
                self.change(self.chance.choice(whole))
            else:
                self.delete(self.chance.choice(whole))

    def create(self):
        number = len(self.tickets)
        ticket = self.tickets[number] = {"subject": SUBJECT % (self.seed, self.number, number), "status": 1, "maybe": set(),
                                         "said": {}, "deeds": [], "state": dict(self.run_.initial)}
        body = {"email": "writer%d.%d@example.com" % (self.number, number % 5), "name": "A Writer",
                "subject": ticket["subject"], "message": "It rains. " * self.chance.randint(1, 200)}
        outcome, answer = self.send("POST", "", body, 201)
        if outcome == "done":
            ticket["id"] = answer["id"]
        elif outcome == "unknown":
            ticket["maybe"].add("created")

    def change(self, ticket):
        status = 4 - ticket["status"]
        outcome, _ = self.send("PUT", "?id=%d" % ticket["id"], {"status_id": status}, 200)
        if outcome == "done":
            ticket["status"] = status
        elif outcome == "unknown":
            ticket["maybe"].add("status")

    def act(self, whole):
        """Does something in an agent's name."""
        ticket, other = self.chance.choice(whole), self.chance.choice(whole)
        if ticket is not other and self.chance.random() < 0.1:
            return self.unite(ticket, other, self.chance.choice(("merge", "links")))
        # Closed ones are opened first, as deeds find them open.
        if ticket["state"].get("status_id") == "3":
            return self.do(ticket, deeds.reopening(ticket, self.text_of(ticket)))
        self.do(ticket, self.chance.choice(deeds.DEEDS)(ticket, self.text_of(ticket), self.chance))

    @staticmethod
    def text_of(ticket):
        return "%s, %d." % (ticket["subject"], len(ticket["said"]))

    def do(self, ticket, deed):
        outcome, _ = self.send(deed.method, "/%d%s" % (ticket["id"], deed.path), deed.body, deed.status)
        if deed.text:
            ticket["said"][deed.text] = outcome
        ticket["deeds"].append((deed, outcome, ticket["state"]))
        if outcome == "done":
            deed.done()
            ticket["state"] = deeds.after(ticket["state"], deed.effect)
            ticket["status"] = int(ticket["state"]["status_id"])
        elif outcome == "unknown":
            ticket["pending"] = deed.effect
            ticket["maybe"].add("deed")

    def unite(self, ticket, other, how):
        """Merges the other one into the ticket, or links it; neither is touched afterwards."""
        outcome, _ = self.send("POST", "/%d/%s" % (ticket["id"], how), {"tickets": [other["id"]]}, 200)
        ticket["with"] = other["with"] = None
        other["with"] = (ticket["id"], how, outcome)

    def delete(self, ticket):
        query = "/%d" if self.run_.agent and self.chance.random() < 0.5 else "?id=%d"
        outcome, _ = self.send("DELETE", query % ticket["id"], None, 200)
        if outcome == "done":
            ticket["deleted"] = True
        elif outcome == "unknown":
            ticket["maybe"].add("gone")

    def send(self, method, query, body, expected):
        """('done', answer), ('refused', None) when nothing was written, or ('unknown', None)."""
        self.sent += 1
        self.run_.count()
        status, answer = self.exchange(method, query, body)
        if status == expected:
            self.acknowledged += 1
            return "done", answer
        if status == 503 and answer["code"] == "unavailable":
            self.refused += 1
            self.run_.pause(0.02)
            return "refused", None
        if status and not (status == 503 and answer["code"] == "outcome_unknown"):
            self.surprises.append((method, status, answer))
        self.unknown += 1
        self.run_.pause(0.02)
        return "unknown", None

    def exchange(self, method, query, body):
        try:
            if not self.connection:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.run_.port, timeout=60)
            headers = {"X-API-Key": KEY}
            if query.startswith("/"):
                headers["X-Staff-Id"] = str(self.run_.agent)
            self.connection.request(method, RESOURCE + query, json.dumps(body) if body else None, headers)
            answer = self.connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            # The child that served it was killed: nobody knows how far it came.
            self.connection = None
            return None, None


class WriteRun:
    """Clients against one httpd until `requests` were sent; `harm` is called between, at random moments."""

    def __init__(self, port, seed, clients=8, agent=None, initial=()):
        """With an `agent`, he does all that agents do to tickets; `initial` is the state of a new one (deeds.py)."""
        self.port, self.agent, self.initial = port, agent, initial
        self.chance = random.Random(seed)
        self.clients = [Client(self, seed, n) for n in range(clients)]
        self.lock = threading.Condition()
        self.sent, self.over = 0, threading.Event()
        self.done = []

    def ended(self):
        return self.over.is_set()

    def pause(self, seconds):
        self.over.wait(seconds)

    def count(self):
        with self.lock:
            self.sent += 1
            self.lock.notify_all()

    def wait_for(self, requests):
        with self.lock:
            if not self.lock.wait_for(lambda: self.sent >= requests, 120):
                raise AssertionError("the clients stand still after %d requests" % self.sent)

    def run(self, harms, goes_on, between=(20, 120)):
        """Does harm after harm while `goes_on()`, each once before any is repeated, with some requests between; the
        kinds that were done."""
        for client in self.clients:
            client.start()
        try:
            while goes_on(self):
                self.wait_for(self.sent + self.chance.randint(*between))
                name = self.chance.choice(sorted(set(harms) - set(self.done)) or sorted(harms))
                harms[name]()
                self.done.append(name)
            self.wait_for(self.sent + between[1])
        finally:
            self.over.set()
            for client in self.clients:
                client.join()
        return self.done

    def total(self, what):
        return sum(getattr(client, what) for client in self.clients)

    def check(self, sql):
        """What is wrong in the database, in sentences; the figures as text."""
        reference = None
        found, wrong, partial = {}, [], 0
        for row in sql(PARTS):
            found.setdefault(row[1].replace(" again", ""), []).append(row)
        for rows in found.values():
            for row in rows:
                # A seed's first whole ticket tells what a ticket of this help desk consists of.
                reference = reference or row[4:]
                if row[3] == "0" and (row[4:] != reference or "0" in row[4:]):
                    partial += 1
                    wrong.append("partial: %s" % row)
        lost = 0
        said = {row[0]: int(row[1]) for row in sql("SELECT body, COUNT(*) FROM ost_thread_entry GROUP BY body")}
        states = {row[0]: row for row in sql(deeds.STATE)} if self.agent else {}
        for ticket in (t for client in self.clients for t in client.tickets.values()):
            complaint = (judge(ticket, found.get(ticket["subject"], [])) or judge_said(ticket, said)
                         or self.agent and judge_state(ticket, states.get(str(ticket.get("id")))))
            if complaint:
                lost += 1
                wrong.append("%s: %s" % (complaint, ticket))
        for table, query in DANGLING.items():
            if sql(query) != [["0"]]:
                wrong.append("dangling: %s %s" % (table, sql(query)))
        figures = ("%d requests sent, %d acknowledged, %d refused, %d unknown, %d lost, %d partial"
                   % tuple([self.total(n) for n in ("sent", "acknowledged", "refused", "unknown")] + [lost, partial]))
        return wrong + [str(s) for client in self.clients for s in client.surprises], figures
