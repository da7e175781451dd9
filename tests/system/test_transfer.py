# SPDX-License-Identifier: MIT
"""Moving tickets to other departments."""
from acting import DORA, EMIL, JANA, ActingTest


class Transfer(ActingTest):
    def test_moves_a_ticket_with_a_note(self):
        ticket = self.created()
        before = self.ticket(ticket, "sla_id", "est_duedate", "lastupdate")
        self.changed(ticket, dept_id=2, comments="For the workshop.")
        self.assertEqual("2", self.ticket(ticket, "dept_id"))
        self.assertEqual(before, self.ticket(ticket, "sla_id", "est_duedate", "lastupdate"))
        self.assertEqual([("transferred", {"dept": "Workshop"}, "dora")], self.events(ticket))
        self.assertEqual([("Ticket transferred from Front Desk to Workshop", "For the workshop.", "Dora Dean")], self.notes(ticket))

    def test_takes_the_departments_plan_for_none_and_for_a_passing_one(self):
        ticket = self.created()
        self.sql("UPDATE ost_ticket SET sla_id = 0 WHERE ticket_id = %d" % ticket)
        self.changed(ticket, dept_id=2)
        self.assertEqual("2", self.ticket(ticket, "sla_id"))
        other = self.created()
        self.sql("UPDATE ost_sla SET flags = flags | 8 WHERE id = 1")
        self.addCleanup(self.sql, "UPDATE ost_sla SET flags = flags & ~8 WHERE id = 1")
        self.changed(other, dept_id=2)
        self.assertEqual("2", self.ticket(other, "sla_id"))

    def test_drops_an_agent_whom_the_department_does_not_take(self):
        ticket = self.created()
        self.changed(ticket, staff_id=JANA)
        self.sql("UPDATE ost_department SET flags = flags | 1 WHERE id = 2")
        self.addCleanup(self.sql, "UPDATE ost_department SET flags = flags & ~1 WHERE id = 2")
        self.changed(ticket, dept_id=2)
        self.assertEqual("0", self.ticket(ticket, "staff_id"))

    def test_keeps_a_part_for_the_former_department(self):
        ticket = self.created()
        self.changed(ticket, dept_id=2, keep_referral=True)
        self.assertEqual([("D", "1")], self.referrals(ticket))
        self.changed(ticket, dept_id=1)
        self.assertEqual([], self.referrals(ticket))

    def test_opens_a_closed_ticket_again(self):
        ticket = self.created()
        self.changed(ticket, status_id=3)
        self.changed(ticket, dept_id=2)
        self.assertEqual(["1", "2"], self.ticket(ticket, "status_id", "dept_id"))
        self.assertEqual(["closed", "reopened", "transferred"], [event[0] for event in self.events(ticket)])

    def test_offers_active_departments_that_the_agent_sees(self):
        ticket = self.created()
        self.assert_refused(422, self.change(ticket, JANA, dept_id=2), dept_id="not offered")
        self.assert_refused(422, self.change(ticket, dept_id=99), dept_id="not offered")
        self.sql("UPDATE ost_department SET flags = 0 WHERE id = 3")
        self.addCleanup(self.sql, "UPDATE ost_department SET flags = 4 WHERE id = 3")
        self.assert_refused(422, self.change(ticket, dept_id=3), dept_id="not offered")
        self.assertEqual([], self.events(ticket))

    def test_needs_the_permission_and_leaves_what_is_the_same(self):
        ticket = self.created()
        self.assert_error(403, "Permission denied", self.change(ticket, EMIL, dept_id=2))
        self.changed(ticket, EMIL, dept_id=1)
        self.changed(ticket, DORA, dept_id=1)
        self.assertEqual([], self.events(ticket))
