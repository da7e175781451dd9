# SPDX-License-Identifier: MIT
"""For whom a key acts, and what its scope lets it do."""
import sample
from agents import INES, OLGA, PAUL, ROSA, TOMAS, AgentTest
from harness import KEY, NO_CREATE, RANGES, table_rows

HELLO = {"message": "Hello."}


class WhoActs(AgentTest):
    settings = "OsTicketKeyAgent 3 4\nOsTicketKeyAgent 5 any\n"

    def test_a_key_without_an_agent_answers_nobody_and_assigns_nothing(self):
        ticket = self.created()
        before = table_rows(type(self))
        answer = self.act("%d/replies" % ticket, HELLO, agent=None)
        self.assertEqual((403, "agent_required"), (answer.status, answer.json["code"]))
        self.assertEqual(before, table_rows(type(self)))
        for path in ("notes", "messages"):
            self.assertEqual(201, self.act("%d/%s" % (ticket, path), HELLO, agent=None).status)

    def test_a_key_acts_for_the_agent_of_its_line(self):
        ticket = self.created()
        answer = self.act("%d/replies" % ticket, HELLO, agent=None, key=NO_CREATE)
        self.assertEqual(201, answer.status, answer.body)
        self.assertEqual([str(ROSA), "Rosa Lind"], self.entry(answer.json["id"], "staff_id, poster"))

    def test_a_key_that_may_not_name_an_agent_names_none_in_vain(self):
        ticket = self.created()
        before = table_rows(type(self))
        for key, agent in ((KEY, INES), (NO_CREATE, ROSA), (NO_CREATE, INES)):
            for method, path, body in (("POST", "%d/notes" % ticket, HELLO), ("GET", str(ticket), None),
                                       ("DELETE", str(ticket), None)):
                answer = self.act(path, body, agent, method, key=key)
                self.assertEqual((403, "forbidden"), (answer.status, answer.json["code"]))
        self.assertEqual(before, table_rows(type(self)))

    def test_a_request_names_its_agent(self):
        ticket = self.created()
        for agent, name in ((INES, "Ines Brandt"), (ROSA, "Rosa Lind")):
            entry = self.act("%d/replies" % ticket, HELLO, agent, key=RANGES).json["id"]
            self.assertEqual([name], self.entry(entry, "poster"))
        self.assertEqual("agent_required", self.act("%d/replies" % ticket, HELLO, None, key=RANGES).json["code"])

    def test_an_agent_who_is_not_there_does_not_act(self):
        ticket = self.created()
        before = table_rows(type(self))
        for agent in (OLGA, PAUL, 99, 0, -1, "", "ines", "4294967297"):
            for method, path, body in (("POST", "%d/notes" % ticket, HELLO), ("GET", str(ticket), None)):
                answer = self.act(path, body, agent, method, key=RANGES)
                self.assertEqual((403, "forbidden"), (answer.status, answer.json["code"]), agent)
        self.assertEqual(before, table_rows(type(self)))

    def test_an_agent_without_a_part_in_the_ticket_is_told_so(self):
        ticket = self.created()
        self.sql("UPDATE ost_staff SET dept_id = 3 WHERE staff_id = %d" % TOMAS)
        answer = self.act("%d/notes" % ticket, HELLO, TOMAS, key=RANGES)
        self.assert_error(403, "Access denied. Contact admin if you believe this is in error", answer)
        self.sql("INSERT INTO ost_thread_referral (thread_id, object_id, object_type, created) VALUES (%d, %d, 'S', NOW())"
                 % (self.thread(ticket), TOMAS))
        self.assertEqual(201, self.act("%d/notes" % ticket, HELLO, TOMAS, key=RANGES).status)

    def test_an_agent_without_the_permission_is_told_so(self):
        ticket = self.created()
        answer = self.act(str(ticket), None, ROSA, "DELETE", key=RANGES)
        self.assert_error(403, "You do not have permission to delete tickets", answer)
        self.assertEqual(200, self.act(str(ticket), None, INES, "DELETE", key=RANGES).status)

    def test_what_an_agent_does_bears_his_name(self):
        ticket = self.created()
        answer = self.act(str(ticket), {"status_id": 3}, INES, "PATCH", key=RANGES)
        self.assertEqual(200, answer.status, answer.body)
        self.assertEqual([["ines", "1", "1"]],
                         self.sql("SELECT username, uid, staff_id FROM ost_thread_event WHERE thread_id = %d AND event_id ="
                                  " (SELECT id FROM ost_event WHERE name = 'closed')" % self.thread(ticket)))
        self.assertEqual(["1", "3"], self.ticket(ticket, "staff_id, status_id"))

    def test_a_key_of_the_same_name_for_two_agents_is_two_requests(self):
        ticket = self.created()
        self.sql(sample.own_tables())
        headers = {"Idempotency-Key": "once"}
        first = self.act("%d/notes" % ticket, HELLO, INES, key=RANGES, headers=headers)
        again = self.act("%d/notes" % ticket, HELLO, INES, key=RANGES, headers=headers)
        other = self.act("%d/notes" % ticket, HELLO, ROSA, key=RANGES, headers=headers)
        self.assertEqual((201, first.body, 422), (first.status, again.body, other.status))


class ScopeOfAgents(AgentTest):
    settings = ("OsTicketKeyAgent * any\nOsTicketKeyScope * read notes create update delete\n"
                "OsTicketKeyScope 3 reply message\nOsTicketKeyScope 5 agent\n")

    def statuses(self, key):
        ticket = self.created()
        asked = (("POST", "/replies", HELLO), ("POST", "/notes", HELLO), ("POST", "/messages", HELLO),
                 ("PATCH", "", {"status_id": 1}), ("DELETE", "", None))
        return [self.act("%d%s" % (ticket, path), body, INES, method, key=key).status for method, path, body in asked]

    def test_words_of_before_mean_what_they_meant(self):
        self.assertEqual([403, 403, 403, 200, 200], self.statuses(KEY))

    def test_a_word_is_for_its_action(self):
        self.assertEqual([201, 403, 201, 403, 403], self.statuses(NO_CREATE))

    def test_one_word_is_for_all_that_agents_do(self):
        self.assertEqual([201, 201, 201, 403, 403], self.statuses(RANGES))


class ScopeOfSideEffects(AgentTest):
    """What an action does besides needs the word that it needs by itself."""
    settings = ("OsTicketKeyAgent * any\nOsTicketKeyScope 1 read create delete\nOsTicketKeyScope 3 reply note merge update\n"
                "OsTicketKeyScope 5 reply note merge\n")

    def refused(self, *asked, key):
        answer = self.act(*asked, key=key)
        self.assert_error(403, "This API key may not use this method", answer)

    def test_a_post_sets_a_status_for_a_key_that_may(self):
        ticket = self.created()
        body = dict(HELLO, status_id=3)
        for path in ("replies", "notes"):
            self.refused("%d/%s" % (ticket, path), body, INES, key=RANGES)
        self.assertEqual(["1"], self.ticket(ticket, "status_id"))
        self.assertEqual(["1"], self.row("thread_entry", "COUNT(*)", "thread_id = %d" % self.thread(ticket)))
        for path in ("replies", "notes"):
            self.assertEqual(201, self.act("%d/%s" % (ticket, path), body, INES, key=NO_CREATE).status)
        self.assertEqual(["3"], self.ticket(ticket, "status_id"))

    def test_a_merge_deletes_for_a_key_that_may(self):
        ticket, other = self.created(), self.created()
        self.refused("%d/merge" % ticket, {"tickets": [other], "delete_child": True}, INES, key=RANGES)
        self.assertEqual("0", self.ticket(other, "ticket_pid IS NOT NULL")[0])
        self.assertEqual(200, self.act("%d/merge" % ticket, {"tickets": [other]}, INES, key=RANGES).status)

    def test_a_status_deletes_for_a_key_that_may(self):
        ticket = self.created()
        self.refused(str(ticket), {"status_id": 5}, INES, "PATCH", key=NO_CREATE)
        self.assertEqual(["1"], self.ticket(ticket, "status_id"))
        self.assertEqual(200, self.act(str(ticket), None, INES, "DELETE").status)


class LockedOut(AgentTest):
    """An agent, for whom a key has acted a moment before."""
    expected = 403

    def test_acts_no_more(self):
        ticket = self.created()
        self.assertEqual(201, self.act("%d/notes" % ticket, HELLO).status)
        self.sql("UPDATE ost_staff SET isactive = 0 WHERE staff_id = %d" % INES)
        self.assertEqual(self.expected, self.act("%d/notes" % ticket, HELLO).status)


class RememberedAgents(LockedOut):
    """Until the reference data are read anew."""
    reference_ttl = 3600
    expected = 201
