# SPDX-License-Identifier: MIT
"""Agents who do anything to the same tickets at once leave nothing wrong, and all that they were told is so. OST_SEED makes
it another run."""
import collections
import os
import random
import threading
import time

from actors import DORA
from two_agents import ACTIONS, MANAGERS_ALONE, OTHER_AGENT, REFUSALS, Agent, Agents, concrete

WRITERS, TICKETS = 16, 20
SEED = int(os.environ.get("OST_SEED", "1"))

# Each row is something wrong.
WRONG = {
    "an entry without a thread": "SELECT e.id FROM ost_thread_entry e LEFT JOIN ost_thread h ON h.id = e.thread_id WHERE h.id IS NULL",
    "a thread without a ticket": "SELECT h.id FROM ost_thread h LEFT JOIN ost_ticket t ON t.ticket_id = h.object_id"
                                 " WHERE t.ticket_id IS NULL",
    "a ticket without a thread": "SELECT t.ticket_id FROM ost_ticket t LEFT JOIN ost_thread h ON h.object_id = t.ticket_id"
                                 " WHERE h.id IS NULL",
    "a child without a parent": "SELECT c.ticket_id FROM ost_ticket c LEFT JOIN ost_ticket p ON p.ticket_id = c.ticket_pid"
                                " WHERE c.ticket_pid IS NOT NULL AND (p.ticket_id IS NULL OR p.ticket_pid IS NOT NULL)",
    "a child that is not marked like its parent": "SELECT c.ticket_id FROM ost_ticket c JOIN ost_ticket p ON p.ticket_id = c.ticket_pid"
                                                  " WHERE NOT (c.flags IN (1, 2) AND p.flags IN (17, 18) OR c.flags = 8 AND p.flags = 24)",
    "a mark of a child without a parent": "SELECT ticket_id FROM ost_ticket WHERE ticket_pid IS NULL AND flags NOT IN (0, 17, 18, 24)",
    "a merged thread that is not marked": "SELECT t.ticket_id FROM ost_ticket t JOIN ost_thread h ON h.object_id = t.ticket_id"
                                          " WHERE (t.flags IN (1, 2)) <> (h.object_type = 'C')",
    "a closed ticket without a time, or the other way round": "SELECT t.ticket_id FROM ost_ticket t JOIN ost_ticket_status s"
                                                              " ON s.id = t.status_id WHERE (s.state = 'closed') <> (t.closed IS NOT NULL)",
    # Who becomes the owner is a collaborator no more, which nobody is told.
    "a collaborator more or less than was told": "SELECT SUM(CASE WHEN e.data LIKE '{\"add\"%%' THEN 1 ELSE -1 END) -"
                                                 " (SELECT COUNT(*) FROM ost_thread_collaborator) AS d FROM ost_thread_event e"
                                                 " WHERE e.event_id = 12 HAVING d < 0 OR d > (SELECT COUNT(*) FROM ost_thread_event o"
                                                 " WHERE o.event_id = 9 AND o.data LIKE '{\"owner\"%%')",
    "an entry that is not found": "SELECT e.id FROM ost_thread_entry e LEFT JOIN ost__search s ON s.object_type = 'H'"
                                  " AND s.object_id = e.id WHERE s.object_id IS NULL AND (e.staff_id > 0 OR e.user_id > 0)",
    "more than one closing that holds": "SELECT thread_id FROM ost_thread_event WHERE event_id = 2 AND annulled = 0 GROUP BY thread_id"
                                        " HAVING COUNT(*) > 1",
}


class Writer(threading.Thread):
    """Acts at random on the tickets and remembers what it was told."""

    def __init__(self, run, number):
        super().__init__()
        self.run_, self.number = run, number
        self.chance = random.Random("%d %d" % (SEED, number))
        self.agent = Agent(run.httpd.port, (DORA, OTHER_AGENT)[number % 2])
        # Texts and how often they are to be there, merges that were done, answers that nobody expects.
        self.said, self.merged, self.surprises = {}, set(), []
        self.counts = collections.Counter()

    def run(self):
        while time.monotonic() < self.run_.end:
            name = self.chance.choice([n for n in ACTIONS if "delete" not in n])
            ticket, other = self.chance.sample(self.run_.tickets, 2)
            method, path, body = concrete(name, ticket, other)
            text = "w%d n%d." % (self.number, sum(self.counts.values()))
            word = next((word for word in ("message", "comments") if word in (body or ())), None)
            if word:
                body = dict(body, **{word: text})
            status, said = self.agent.send(method, path, body)
            self.counts[status] += 1
            if word:
                # What is so already is no change, and the answer says that the comments were not used.
                unused = any("comments" in warning for warning in said.get("warnings", ()))
                self.said[text] = 1 if status in (200, 201) and not unused else 0
            elif name == "merge" and status == 200:
                self.merged.add((ticket, other))
            if status not in (200, 201) + REFUSALS + ((403,) if name == MANAGERS_ALONE else ()) and said.get("code") != "unavailable":
                self.surprises.append((method, path, status, said))


class RandomWriters(Agents):
    seconds = 6
    expected_seconds = 15

    def test_leave_nothing_wrong_and_lose_nothing(self):
        self.tickets = [self.created() for _ in range(TICKETS)]
        self.end = time.monotonic() + self.seconds
        writers = [Writer(self, number) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        counts = sum((writer.counts for writer in writers), collections.Counter())
        print("    seed %d: %d requests by %d writers: %s" % (SEED, sum(counts.values()), WRITERS, dict(counts)))
        self.assertEqual([], [s + (self.log_of(s[-1]),) for writer in writers for s in writer.surprises])
        for what, query in WRONG.items():
            self.assertEqual([], self.sql(query.replace("%%", "%")), what)
        self.check_what_was_told(writers)

    def log_of(self, answer):
        return [line for line in self.httpd.log().splitlines() if answer.get("request_id", "?") in line]

    def check_what_was_told(self, writers):
        there = collections.Counter(row[0] for row in self.sql("SELECT body FROM ost_thread_entry"))
        for writer in writers:
            for text, times in writer.said.items():
                self.assertEqual(times, there[text], text)
            for parent, child in writer.merged:
                self.assertNotEqual([], self.sql(
                    "SELECT e.id FROM ost_thread_event e JOIN ost_thread h ON h.id = e.thread_id WHERE h.object_id = %d"
                    " AND e.event_id = 15 AND e.data LIKE '%%\"id\":%d}'" % (child, parent)))


class RandomWritersForAMinute(RandomWriters):
    only_with_all = True
    seconds = 60
    expected_seconds = 75
