# SPDX-License-Identifier: MIT
"""Giving tickets to agents and teams, claiming and releasing them."""
from acting import DORA, EMIL, GUS, JANA, OLGA, ActingTest


class Assign(ActingTest):
    def test_gives_a_ticket_to_an_agent_with_a_note(self):
        ticket = self.created()
        before = self.ticket(ticket, "lastupdate")
        self.assertEqual({"message": "Ticket updated"}, self.changed(ticket, staff_id=JANA, comments="Yours,\nJana."))
        self.assertEqual([str(JANA), "0", before], self.ticket(ticket, "staff_id", "team_id", "lastupdate"))
        self.assertEqual([("assigned", {"staff": [JANA, "Jana Jones"]}, "dora")], self.events(ticket))
        self.assertEqual([("Ticket Assigned to Jana Jones", "Yours,<br /> Jana.", "Dora Dean")], self.notes(ticket))
        self.assertEqual([["Ticket Assigned to Jana Jones", "Yours, Jana."]], self.sql(
            "SELECT s.title, s.content FROM ost__search s JOIN ost_thread_entry e ON e.id = s.object_id AND s.object_type = 'H'"
            " WHERE e.type = 'N' AND e.thread_id = %d" % self.thread_of(ticket)))

    def test_claims_a_ticket(self):
        ticket = self.created()
        self.changed(ticket, staff_id=DORA, comments="Mine.")
        self.assertEqual([("assigned", {"claim": True}, "dora")], self.events(ticket))
        self.assertEqual("Ticket claimed by Dora Dean", self.notes(ticket)[0][0])

    def test_gives_a_ticket_to_a_team_before_the_agent_who_gets_the_comments(self):
        ticket = self.created()
        self.changed(ticket, staff_id=JANA, team_id=1, comments="Both of you.")
        self.assertEqual([("assigned", {"team": 1}, "dora"), ("assigned", {"staff": [JANA, "Jana Jones"]}, "dora")],
                         self.events(ticket))
        self.assertEqual(["Ticket Assigned to Jana Jones"], [note[0] for note in self.notes(ticket)])

    def test_writes_nothing_for_who_has_the_ticket(self):
        ticket = self.created()
        self.changed(ticket, staff_id=JANA)
        before = self.ticket(ticket, "updated"), self.events(ticket)
        answer = self.changed(ticket, staff_id=JANA, comments="Again.")
        self.assertIn("comments", answer["warnings"][0])
        self.assertEqual((before, []), ((self.ticket(ticket, "updated"), self.events(ticket)), self.notes(ticket)))

    def test_offers_whom_osticket_offers(self):
        ticket = self.created()
        for member, id, staff in (("staff_id", OLGA, DORA), ("staff_id", 999, DORA), ("staff_id", GUS, JANA), ("team_id", 2, DORA),
                                  ("team_id", 999, DORA)):
            self.assert_refused(422, self.change(ticket, staff, **{member: id}), **{member: "Unknown assignee"})
        self.assertEqual(([], ["0", "0"]), (self.events(ticket), self.ticket(ticket, "staff_id", "team_id")))
        self.changed(ticket, staff_id=GUS)

    def test_gives_tickets_to_members_only_where_the_department_wants_it(self):
        ticket = self.created()
        self.sql("UPDATE ost_department SET flags = flags | 1 WHERE id = 1")
        self.addCleanup(self.sql, "UPDATE ost_department SET flags = flags & ~1 WHERE id = 1")
        self.assert_refused(422, self.change(ticket, staff_id=GUS), staff_id="Unknown assignee")
        self.changed(ticket, staff_id=JANA)

    def test_keeps_a_part_for_who_had_it_and_takes_back_the_referral_of_who_gets_it(self):
        ticket = self.created()
        self.changed(ticket, staff_id=JANA)
        self.act("POST", ticket, {"staff_id": GUS}, path="/referrals")
        self.assertEqual([("S", str(GUS))], self.referrals(ticket))
        self.changed(ticket, staff_id=GUS, keep_referral=True)
        self.assertEqual([("S", str(JANA))], self.referrals(ticket))

    def test_opens_a_closed_ticket_again(self):
        ticket = self.created()
        self.changed(ticket, status_id=3)
        self.changed(ticket, staff_id=JANA)
        self.assertEqual(["1", str(JANA), "NULL"], self.ticket(ticket, "status_id", "staff_id", "closed"))
        self.assertEqual(["closed", "assigned", "reopened"], [event[0] for event in self.events(ticket)])

    def test_needs_the_permission_and_an_agent(self):
        ticket = self.created()
        self.assert_error(403, "Permission denied", self.change(ticket, EMIL, staff_id=EMIL))
        answer = self.change(ticket, None, staff_id=JANA)
        self.assertEqual((403, "agent_required"), (answer.status, answer.json["code"]))
        self.assertEqual([], self.events(ticket))


class Release(ActingTest):
    def assigned(self):
        ticket = self.created()
        self.changed(ticket, staff_id=JANA, team_id=1)
        return ticket

    def test_takes_a_ticket_from_agent_and_team_with_one_event(self):
        ticket = self.assigned()
        self.changed(ticket, staff_id=None, team_id=0, comments="Vacation.")
        self.assertEqual(["0", "0"], self.ticket(ticket, "staff_id", "team_id"))
        self.assertEqual(("released", {"staff": [JANA, "Jana Jones"], "team": 1}, "dora"), self.events(ticket)[-1])
        self.assertEqual([("Assignment Released", "Vacation.", "Dora Dean")], self.notes(ticket))

    def test_leaves_the_team_where_the_agent_is_released(self):
        ticket = self.assigned()
        self.changed(ticket, staff_id=None)
        self.assertEqual(["0", "1"], self.ticket(ticket, "staff_id", "team_id"))
        self.assertEqual(("released", {"staff": [JANA, "Jana Jones"]}, "dora"), self.events(ticket)[-1])

    def test_tells_nothing_of_an_agent_and_a_team_that_are_gone(self):
        ticket = self.created()
        self.sql("UPDATE ost_ticket SET staff_id = 999, team_id = 999 WHERE ticket_id = %d" % ticket)
        self.changed(ticket, staff_id=None, team_id=None)
        self.assertEqual(["0", "0"], self.ticket(ticket, "staff_id", "team_id"))
        self.assertEqual(("released", None, "dora"), self.events(ticket)[-1])

    def test_takes_a_closed_ticket_from_agent_or_team_but_not_from_both(self):
        ticket = self.assigned()
        self.changed(ticket, status_id=3)
        self.changed(ticket, staff_id=None, team_id=None, comments="Gone.")
        self.assertEqual([str(DORA), "1"], self.ticket(ticket, "staff_id", "team_id"))
        self.assertEqual(("released", None, "dora"), self.events(ticket)[-1])
        self.assertEqual([("Assignment Released", "Gone.", "Dora Dean")], self.notes(ticket))
        self.changed(ticket, staff_id=None)
        self.assertEqual(["0", "1"], self.ticket(ticket, "staff_id", "team_id"))

    def test_writes_nothing_where_nobody_has_the_ticket(self):
        ticket = self.created()
        self.changed(ticket, staff_id=None, team_id=None)
        self.assertEqual([], self.events(ticket))

    def test_releases_and_assigns_in_one_request(self):
        ticket = self.assigned()
        self.changed(ticket, staff_id=DORA, team_id=None, comments="I go on alone.")
        self.assertEqual([str(DORA), "0"], self.ticket(ticket, "staff_id", "team_id"))
        self.assertEqual(["Ticket claimed by Dora Dean"], [note[0] for note in self.notes(ticket)])

    def test_needs_the_permission(self):
        ticket = self.assigned()
        self.assert_error(403, "Permission denied", self.change(ticket, EMIL, staff_id=None))
        self.assertEqual(str(JANA), self.ticket(ticket, "staff_id"))
