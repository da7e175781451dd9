# SPDX-License-Identifier: MIT
"""All pairs of actions by two agents at once on one ticket: one after the other, or a clear refusal, never a mixture."""
import itertools
import os
import random
import threading

from actors import DORA
from two_agents import ACTIONS, MANAGERS_ALONE, OTHER_AGENT, REFUSALS, USER, Agent, Agents, concrete

SEED = int(os.environ.get("OST_SEED", "1"))

STATE = """
SELECT t.status_id, t.topic_id, t.staff_id, t.team_id, t.dept_id, t.sla_id, t.user_id, t.source, t.duedate, t.est_duedate IS NULL,
  t.flags, t.ticket_pid IS NULL, t.sort, t.isanswered, t.isoverdue, t.closed IS NULL, h.object_type, c.subject, c.priority, c.berth,
  (SELECT GROUP_CONCAT(CONCAT(e.type, e.flags, IFNULL(e.title, '')) ORDER BY e.type, e.flags, e.title) FROM ost_thread_entry e WHERE e.thread_id = h.id),
  (SELECT GROUP_CONCAT(e.event_id ORDER BY e.event_id) FROM ost_thread_event e WHERE e.thread_id = h.id),
  (SELECT GROUP_CONCAT(c.user_id, '/', c.flags ORDER BY c.user_id) FROM ost_thread_collaborator c WHERE c.thread_id = h.id),
  (SELECT GROUP_CONCAT(r.object_type ORDER BY r.object_type) FROM ost_thread_referral r WHERE r.thread_id = h.id)
FROM ost_ticket t JOIN ost_thread h ON h.object_id = t.ticket_id LEFT JOIN ost_ticket__cdata c ON c.ticket_id = t.ticket_id WHERE t.ticket_id = %d"""


class Pairs(Agents):
    """Some of the pairs, each action in one of them; OST_SEED chooses others."""
    expected_seconds = 20

    def pairs(self):
        chance = random.Random(SEED)
        names = sorted(ACTIONS)
        chance.shuffle(names)
        return list(zip(names[::2], names[1::2])) + [(names[-1], chance.choice(names))]

    def tickets(self):
        """Two tickets of one owner that are linked, the first with a collaborator."""
        first, second = self.created(), self.created()
        self.sql("INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated) SELECT 3, id, %d, 'M', NOW(),"
                 " NOW() FROM ost_thread WHERE object_id = %d" % (USER + 1, first))
        self.assertEqual(200, self.act("POST", "%d/links" % first, {"tickets": [second]}).status)
        return first, second

    def state(self, tickets, statuses):
        return statuses, [self.sql(STATE % ticket) for ticket in tickets]

    def one_after_the_other(self, names):
        tickets = self.tickets()
        statuses = {}
        for name, agent in names:
            statuses[agent] = self.kind(name, agent.send(*concrete(name, *tickets)))
        return self.state(tickets, [statuses[agent] for agent in self.both])

    def at_once(self, names):
        tickets, barrier, statuses = self.tickets(), threading.Barrier(2), {}

        def run(name, agent):
            barrier.wait()
            statuses[agent] = self.kind(name, agent.send(*concrete(name, *tickets)))
        threads = [threading.Thread(target=run, args=pair) for pair in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.state(tickets, [statuses[agent] for agent in self.both])

    def kind(self, name, answer):
        status, said = answer
        allowed = REFUSALS + ((403,) if name == MANAGERS_ALONE else ())
        self.assertTrue(status in (200, 201) or status in allowed, (name, status, said))
        return "done" if status < 300 else "refused"

    def test_of_actions_are_done_one_after_the_other(self):
        self.both = [Agent(self.httpd.port, DORA), Agent(self.httpd.port, OTHER_AGENT)]
        first, second = self.both
        for one, other in self.pairs():
            with self.subTest(one=one, other=other):
                pair = [(one, first), (other, second)]
                expected = [self.one_after_the_other(pair), self.one_after_the_other(pair[::-1])]
                self.assertIn(self.at_once(pair), expected)


class AllPairs(Pairs):
    only_with_all = True
    expected_seconds = 200

    def pairs(self):
        return itertools.combinations_with_replacement(ACTIONS, 2)
