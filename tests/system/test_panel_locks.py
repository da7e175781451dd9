# SPDX-License-Identifier: MIT
"""A ticket that an agent holds in the panel: the others neither answer nor note, all else is done as in the panel, and the
lock stays; who holds it lets go of it by an answer or a note."""
from actors import DORA
from two_agents import ACTIONS, OTHER_AGENT, USER, Agents, concrete

REFUSED = ("reply", "reply and close", "note")
LOCK = ("REPLACE INTO ost_lock (lock_id, staff_id, expire, code, created) VALUES (%d, %d, NOW() + INTERVAL %d HOUR, 'c', NOW());"
        "UPDATE ost_ticket SET lock_id = %d WHERE ticket_id = %d")


class PanelLocks(Agents):
    reference_ttl = 0

    @classmethod
    def fill(cls):
        super().fill()
        cls.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'autolock_minutes', '3', NOW()),"
                " ('core', 'ticket_lock', '1', NOW()) ON DUPLICATE KEY UPDATE value = VALUES(value)")

    def locked(self, action, agent, hours=1):
        """Two tickets, of which an agent holds the first, and the lock's number."""
        ticket, other = self.created(), self.created()
        self.sql("INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated) SELECT 3, id, %d, 'M', NOW(),"
                 " NOW() FROM ost_thread WHERE object_id = %d" % (USER + 1, ticket))
        if action == "unlink":
            self.assertEqual(200, self.act("POST", "%d/links" % ticket, {"tickets": [other]}).status)
        if action == "release":
            self.sql("UPDATE ost_ticket SET staff_id = %d WHERE ticket_id = %d" % (OTHER_AGENT, ticket))
        self.sql(LOCK % (ticket, agent, hours, ticket, ticket))
        return ticket, other

    def do(self, action, tickets):
        method, address, body = concrete(action, *tickets)
        return self.send(method, path=address, body=body, headers={"X-Staff-Id": str(DORA)})

    def held(self, ticket):
        """Whether the lock is there, and the ticket's; None for a ticket that is gone."""
        there = self.number("SELECT COUNT(*) FROM ost_lock WHERE lock_id = %d" % ticket)
        rows = self.sql("SELECT lock_id FROM ost_ticket WHERE ticket_id = %d" % ticket)
        return (there, int(rows[0][0]) == ticket if rows else None)

    def test_of_others_keep_from_answers_and_notes_alone(self):
        for action in ACTIONS:
            with self.subTest(action=action):
                tickets = self.locked(action, OTHER_AGENT)
                answer = self.do(action, tickets)
                if action in REFUSED:
                    self.assert_error(409, "Action Denied. Ticket is locked by someone else!", answer)
                else:
                    self.assertIn(answer.status, (200, 201), answer.body)
                self.assertEqual((1, None if action == "delete" else True), self.held(tickets[0]))

    def test_of_the_agent_himself_end_by_an_answer_or_a_note(self):
        for action in REFUSED + ("priority",):
            with self.subTest(action=action):
                tickets = self.locked(action, DORA)
                self.assertIn(self.do(action, tickets).status, (200, 201))
                self.assertEqual((0, False) if action in REFUSED else (1, True), self.held(tickets[0]))

    def test_count_until_they_end_and_where_tickets_are_locked_at_all(self):
        for action in REFUSED:
            tickets = self.locked(action, OTHER_AGENT, -1)
            self.assertEqual(201, self.do(action, tickets).status)
            self.assertEqual((1, True), self.held(tickets[0]))
        self.sql("UPDATE ost_config SET value = '0' WHERE `key` = 'ticket_lock'")
        self.addCleanup(self.sql, "UPDATE ost_config SET value = '1' WHERE `key` = 'ticket_lock'")
        for action in REFUSED:
            self.assertEqual(201, self.do(action, self.locked(action, OTHER_AGENT)).status)

    def test_keep_nobody_from_a_note_of_the_api(self):
        ticket, _ = self.locked("note", OTHER_AGENT)
        answer = self.act("POST", "%d/notes" % ticket, {"message": "Disk is full."}, None)
        self.assertEqual((201, (1, True)), (answer.status, self.held(ticket)))
