# SPDX-License-Identifier: MIT
"""Giving others a part in a ticket."""
from acting import EMIL, GUS, JANA, OLGA, ActingTest


class Referrals(ActingTest):
    def refer(self, ticket, staff=None, **body):
        return self.act("POST", ticket, body, staff or 11, path="/referrals")

    def test_refers_to_an_agent_a_team_and_a_department(self):
        ticket = self.created()
        for body in ({"staff_id": GUS, "comments": "Have a look."}, {"team_id": 1}, {"dept_id": 2}):
            answer = self.refer(ticket, **body)
            self.assertEqual(201, answer.status, answer.body)
            self.assertEqual(("Ticket referred", "/api/v1/tickets.php?id=%d" % ticket),
                             (answer.json["message"], answer.headers["location"]))
            self.assertEqual([[str(answer.json["id"])]], self.sql(
                "SELECT MAX(id) FROM ost_thread_referral WHERE thread_id = %d" % self.thread_of(ticket)))
        self.assertEqual([("D", "2"), ("E", "1"), ("S", str(GUS))], self.referrals(ticket))
        self.assertEqual([("referred", {"staff": [GUS, "Gus Gray"]}, "dora"), ("referred", {"team": 1}, "dora"),
                          ("referred", {"dept": 2}, "dora")], self.events(ticket))
        self.assertEqual([("Referral", "Have a look.", "Dora Dean")], self.notes(ticket))

    def test_gives_an_agent_a_part_in_the_ticket(self):
        ticket = self.created()
        self.assertEqual(403, self.change(ticket, GUS, status_id=3).status)
        self.refer(ticket, staff_id=GUS)
        self.assert_error(403, "You do not have permission to resolve/close tickets", self.change(ticket, GUS, status_id=3))

    def test_refuses_who_has_it_already(self):
        ticket = self.created()
        self.changed(ticket, staff_id=JANA, team_id=1)
        for body, words in (({"staff_id": JANA}, "Ticket is assigned to the agent"), ({"team_id": 1}, "Ticket is assigned to the team"),
                            ({"dept_id": 1}, "Ticket is already in the department")):
            self.assert_error(409, words, self.refer(ticket, **body))
        self.refer(ticket, staff_id=GUS)
        self.assert_error(409, "Unable to refer ticket", self.refer(ticket, staff_id=GUS))
        self.assertEqual([("S", str(GUS))], self.referrals(ticket))

    def test_refuses_who_is_not_offered(self):
        ticket = self.created()
        for body in ({"staff_id": OLGA}, {"staff_id": 99}, {"team_id": 2}, {"dept_id": 99}):
            self.assert_refused(422, self.refer(ticket, **body), **{list(body)[0]: "Unknown"})
        for body in ({}, {"staff_id": GUS, "team_id": 1}, {"staff_id": "x"}, {"staff_id": GUS, "to": 1}):
            self.assertEqual(422, self.refer(ticket, **body).status, body)
        self.assertEqual([], self.events(ticket))

    def test_needs_the_permission_an_agent_and_a_ticket(self):
        ticket = self.created()
        self.assert_error(403, "Permission denied", self.refer(ticket, EMIL, staff_id=GUS))
        self.assertEqual("agent_required", self.act("POST", ticket, {"staff_id": GUS}, None, "/referrals").json["code"])
        self.assertEqual(404, self.refer(99999, staff_id=GUS).status)
        self.assertEqual(405, self.act("GET", ticket, path="/referrals").status)
