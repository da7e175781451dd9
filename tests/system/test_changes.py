# SPDX-License-Identifier: MIT
"""What an agent changes of a ticket besides where it is and whose it is."""

from acting import DORA, EMIL, JANA, ActingTest
from harness import CountsStatements, table_rows

PAST, FUTURE = "2020-01-01 00:00:00", "2031-05-06 07:08:00"


class Fields(ActingTest):
    def answers(self, ticket):
        return {int(field): (value, value_id) for field, value, value_id in self.sql(
            "SELECT v.field_id, v.value, v.value_id FROM ost_form_entry e JOIN ost_form_entry_values v ON v.entry_id = e.id"
            " WHERE e.object_type = 'T' AND e.object_id = %d" % ticket)}

    def search_row(self, ticket):
        return self.sql("SELECT title, content FROM ost__search WHERE object_type = 'T' AND object_id = %d" % ticket)[0]

    def test_changes_the_subject_wherever_it_is_kept(self):
        ticket = self.created()
        self.changed(ticket, subject="Rain & \"storm\"", comments="It got worse.")
        self.assertEqual("Rain & \"storm\"", self.answers(ticket)[10][0])
        self.assertEqual([["Rain & \"storm\""]], self.sql("SELECT subject FROM ost_ticket__cdata WHERE ticket_id = %d" % ticket))
        self.assertEqual([self.ticket(ticket, "number") + " Rain & \"storm\"", "Rain & \"storm\""], self.search_row(ticket))
        self.assertEqual("Rain & \"storm\"", self.get("?id=%d" % ticket).json["tickets"][0]["subject"])
        self.assertEqual([("Subject updated", "It got worse.", "Dora Dean")], self.notes(ticket))

    def test_changes_several_fields_in_their_order_and_gives_the_comments_to_the_last(self):
        ticket = self.created(topic_id=5, crane_number=7)
        self.changed(ticket, out_of_service=True, load="heavy", quay=2, crane_number="8", berth="B 7", comments="All new.")
        changed = self.answers(ticket)
        self.assertEqual(["B 7", "8", '{"heavy":"More than 5 t"}', '{"2":"South quay"}', "1"],
                         [changed[field][0] for field in (13, 20, 21, 22, 23)])
        self.assertEqual(["13", "20", "21", "22", "23"], [list(event[1]["fields"])[0] for event in self.events(ticket) if event[0] == "edited"])
        self.assertEqual(["Out of service updated"], [note[0] for note in self.notes(ticket)])
        self.assertIn("South quay", self.search_row(ticket)[1])

    def test_takes_an_answer_away(self):
        ticket = self.created(topic_id=5, crane_number=7, load="light", berth="B 1")
        self.changed(ticket, load=None, berth="")
        changed = self.answers(ticket)
        self.assertEqual(["NULL", ""], [changed[21][0], changed[13][0]])

    def test_fills_a_field_that_its_form_has_got_since(self):
        ticket = self.created()
        self.sql("DELETE v FROM ost_form_entry_values v JOIN ost_form_entry e ON e.id = v.entry_id"
                 " WHERE v.field_id = 13 AND e.object_type = 'T' AND e.object_id = %d" % ticket)
        self.changed(ticket, berth="B 9")
        self.assertEqual("B 9", self.answers(ticket)[13][0])

    def test_changes_the_priority_by_its_id(self):
        ticket = self.created()
        self.changed(ticket, priority_id=4)
        self.assertEqual(("Emergency", "4"), self.answers(ticket)[12])
        self.assertEqual(4, self.get("?id=%d" % ticket).json["tickets"][0]["priority_id"])
        self.assertEqual({"0": ["Normal", 2], "1": ["Emergency", 4], "fields": {"12": [["Normal", 2], ["Emergency", 4]]}},
                         self.events(ticket)[0][1])

    def test_refuses_what_the_field_or_the_ticket_does_not_take(self):
        ticket = self.created()
        crane = self.created(topic_id=5, crane_number=7)
        before = table_rows(self)
        for id, body, name in ((ticket, {"subject": ""}, "subject"), (ticket, {"load": "heavy"}, "load"), (ticket, {"nothing": 1}, "nothing"),
                               (crane, {"crane_number": "many"}, "crane_number"), (crane, {"load": "feather"}, "load"),
                               (crane, {"quay": 99}, "quay"), (ticket, {"priority_id": 99}, "priority")):
            answer = self.change(id, **body)
            self.assertEqual((422, [name]), (answer.status, list(answer.json.get("fields", ()))), (body, answer.body))
        self.assertEqual(before, table_rows(self))

    def test_refuses_a_field_that_agents_may_not_edit(self):
        ticket = self.created()
        self.sql("UPDATE ost_form_field SET flags = flags & ~0x2000 WHERE id = 13")
        self.addCleanup(self.sql, "UPDATE ost_form_field SET flags = flags | 0x2000 WHERE id = 13")
        self.assert_refused(422, self.change(ticket, berth="B 2"), berth="Berth can not be edited")


class Columns(ActingTest):
    def test_changes_topic_source_and_plan(self):
        ticket = self.created()
        before = self.ticket(ticket, "dept_id", "topic_id")
        self.sql("UPDATE ost_ticket SET isoverdue = 1, duedate = '%s', est_duedate = '%s' WHERE ticket_id = %d" % (PAST, PAST, ticket))
        self.changed(ticket, topic_id=2, source="Phone", sla_id=2, comments="He called.")
        self.assertEqual(["1", "2", "Phone", "2", "0", "NULL"],
                         self.ticket(ticket, "dept_id", "topic_id", "source", "sla_id", "isoverdue", "duedate"))
        self.assertEqual([["4"]], self.sql("SELECT TIMESTAMPDIFF(HOUR, created, est_duedate) FROM ost_ticket WHERE ticket_id = %d" % ticket))
        old_topic = None if before[1] == "0" else int(before[1])
        self.assertEqual([{"topic_id": [old_topic, 2]}, {"source": ["API", "Phone"]}, {"sla_id": [1, 2]}],
                         [event[1] for event in self.events(ticket)])
        self.assertEqual(["SLA Plan updated"], [note[0] for note in self.notes(ticket)])

    def test_sets_and_clears_the_due_date(self):
        ticket = self.created()
        self.changed(ticket, due=FUTURE)
        self.assertEqual(FUTURE, self.ticket(ticket, "duedate"))
        self.changed(ticket, due="2031-05-06T09:08:00+02:00")
        self.assertEqual(1, len(self.events(ticket)))
        self.changed(ticket, due=None)
        self.assertEqual("NULL", self.ticket(ticket, "duedate"))
        self.assertEqual([{"duedate": [None, FUTURE]}, {"duedate": [FUTURE, None]}], [event[1] for event in self.events(ticket)])

    def test_refuses_dates_topics_plans_and_sources_that_are_none(self):
        ticket = self.created()
        for body in ({"due": PAST}, {"due": "some day"}, {"topic_id": 3}, {"topic_id": 99}, {"sla_id": 99}, {"sla_id": 0},
                     {"source": "Pigeon"}, {"user_id": 99}):
            answer = self.change(ticket, **body)
            self.assertEqual((422, list(body)), (answer.status, list(answer.json["fields"])), body)
        self.assertEqual([], self.events(ticket))

    def test_gives_a_ticket_to_another_user_who_is_no_collaborator_then(self):
        ticket, other = self.created(), self.created(email="kai@example.com", name="Kai Kern")
        user = self.number("SELECT user_id FROM ost_ticket WHERE ticket_id = %d" % other)
        self.sql("INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated)"
                 " VALUES (3, %d, %d, 'M', NOW(), NOW())" % (self.thread_of(ticket), user))
        self.changed(ticket, user_id=user)
        self.assertEqual(str(user), self.ticket(ticket, "user_id"))
        self.assertEqual([("edited", {"owner": user, "fields": {"Ticket Owner": "Kai Kern"}}, "dora")], self.events(ticket))
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_thread_collaborator WHERE user_id = %d" % user))


class Flags(ActingTest):
    def test_marks_a_ticket_answered_and_unanswered(self):
        ticket = self.created()
        self.changed(ticket, is_answered=True, comments="By phone.")
        self.changed(ticket, is_answered=True)
        self.changed(ticket, is_answered=False)
        self.assertEqual([("Ticket Marked Answered", "By phone.", "Dora Dean"),
                          ("Ticket Marked Answered", "Ticket flagged as answered by Dora Dean", "SYSTEM"),
                          ("Ticket Marked Unanswered", "Ticket flagged as unanswered by Dora Dean", "SYSTEM")], self.notes(ticket))
        self.assertEqual("0", self.ticket(ticket, "isanswered"))

    def test_lets_the_manager_mark_a_ticket_overdue(self):
        ticket = self.created()
        self.assert_error(403, "Permission Denied. You are not allowed to flag tickets overdue", self.change(ticket, is_overdue=True))
        self.sql("UPDATE ost_department SET manager_id = %d WHERE id = 1" % DORA)
        self.addCleanup(self.sql, "UPDATE ost_department SET manager_id = 0 WHERE id = 1")
        self.changed(ticket, is_overdue=True)
        self.changed(ticket, is_overdue=True)
        self.assertEqual([("overdue", None, "dora")], self.events(ticket))
        self.assertEqual([("Ticket Marked Overdue", "Ticket flagged as overdue by Dora Dean", "SYSTEM")], self.notes(ticket))
        self.assertEqual(409, self.change(ticket, is_overdue=False).status)
        closed = self.created()
        self.changed(closed, status_id=3)
        self.assertEqual(409, self.change(closed, is_overdue=True).status)


class Status(ActingTest):
    def test_closes_and_opens_with_notes_in_the_agents_name(self):
        ticket = self.created()
        self.changed(ticket, status_id=3, comments="Solved.")
        self.assertEqual(["3", str(DORA)], self.ticket(ticket, "status_id", "staff_id"))
        self.changed(ticket, status_id=1, comments="Not quite.")
        self.assertEqual([("closed", {"status": [3, "Closed"]}, "dora"), ("reopened", None, "dora")], self.events(ticket))
        self.assertEqual([("Status Changed", "Solved.", "Dora Dean"), ("Status Changed", "Not quite.", "Dora Dean")], self.notes(ticket))

    def test_has_empty_paragraphs_of_its_comments_as_lines(self):
        ticket = self.created()
        self.changed(ticket, berth="B 3", comments="<p>a</p><p></p><p>b</p>")
        self.changed(ticket, berth="B 4", status_id=3, comments="<p>a</p><p></p><p>b</p>")
        self.assertEqual([("Berth updated", "<p>a</p><p>b</p>"), ("Status Changed", "<p>a</p><p><br /></p><p>b</p>")],
                         [note[:2] for note in self.notes(ticket)])

    def test_needs_the_permission_of_the_state(self):
        ticket = self.created()
        self.assert_error(403, "You do not have permission to resolve/close tickets", self.change(ticket, EMIL, status_id=3))
        self.changed(ticket, status_id=3)
        self.assert_error(403, "You do not have permission to reopen tickets", self.change(ticket, EMIL, status_id=1))


class Requests(ActingTest):
    def test_makes_all_changes_or_none(self):
        ticket = self.created()
        before = table_rows(self), self.ticket(ticket, "*")
        answer = self.change(ticket, dept_id=2, staff_id=DORA, priority_id=4, is_answered=True, comments="All.", due=PAST)
        self.assertEqual((422, ["due"]), (answer.status, list(answer.json["fields"])))
        self.assertEqual(before, (table_rows(self), self.ticket(ticket, "*")))

    def test_makes_them_in_their_order_with_one_note_of_the_comments(self):
        self.sql("UPDATE ost_department SET manager_id = %d WHERE id = 2" % DORA)
        self.addCleanup(self.sql, "UPDATE ost_department SET manager_id = 0 WHERE id = 2")
        ticket, other = self.created(), self.created(email="owner@example.com", name="Owner")
        owner = int(self.ticket(other, "user_id"))
        self.changed(ticket, status_id=3, is_overdue=True, is_answered=True, due=FUTURE, priority_id=4, sla_id=2, source="Phone", berth="B 7",
                     user_id=owner, staff_id=JANA, team_id=1, dept_id=2, topic_id=2, comments="All of it.")
        told = [(name, list(data)[0] if name == "edited" else None) for name, data, _ in self.events(ticket)]
        self.assertEqual([("edited", "topic_id"), ("transferred", None), ("assigned", None), ("assigned", None), ("edited", "owner"),
                          ("edited", "0"), ("edited", "source"), ("edited", "sla_id"), ("edited", "0"), ("edited", "duedate"),
                          ("overdue", None), ("closed", None)], told)
        self.assertEqual([("Status Changed", "All of it.", "Dora Dean")], [note for note in self.notes(ticket) if note[2] != "SYSTEM"])
        self.assertEqual(["2", "2", "1", str(owner), "Phone", "2", "1", "3"],
                         self.ticket(ticket, "topic_id", "dept_id", "team_id", "user_id", "source", "sla_id", "isanswered", "status_id"))

    def test_closes_again_what_a_transfer_opens(self):
        ticket = self.created()
        self.changed(ticket, status_id=3)
        self.changed(ticket, dept_id=2, status_id=3, comments="There it is done.")
        self.assertEqual(["2", "3"], self.ticket(ticket, "dept_id", "status_id"))
        self.assertEqual(["closed", "reopened", "transferred", "closed"], [event[0] for event in self.events(ticket)])
        self.assertEqual(["Status Changed"], [note[0] for note in self.notes(ticket)])

    def test_of_what_is_so_already_leave_no_row(self):
        self.sql("UPDATE ost_department SET manager_id = %d WHERE id = 2" % DORA)
        self.addCleanup(self.sql, "UPDATE ost_department SET manager_id = 0 WHERE id = 2")
        ticket = self.created()
        members = {"topic_id": 2, "dept_id": 2, "staff_id": JANA, "team_id": 1, "user_id": int(self.ticket(ticket, "user_id")), "berth": "B 7",
                   "subject": "Storm", "source": "Phone", "sla_id": 2, "priority_id": 4, "due": FUTURE, "is_answered": True,
                   "is_overdue": True, "status_id": 6}
        self.changed(ticket, **members)
        before = table_rows(self), self.ticket(ticket, "*")
        for name, value in list(members.items()) + [(None, None)]:
            with self.subTest(member=name):
                answer = self.changed(ticket, comments="Unused.", **({name: value} if name else members))
                self.assertEqual(["comments: not used, as no change of this request takes them"], answer["warnings"])
                self.assertEqual(before, (table_rows(self), self.ticket(ticket, "*")))

    def test_says_that_comments_were_not_used(self):
        ticket = self.created()
        answer = self.changed(ticket, staff_id=None, comments="Nobody hears this.")
        self.assertEqual(["comments: not used, as no change of this request takes them"], answer["warnings"])

    def test_takes_a_whole_ticket_back_for_no_change(self):
        ticket = self.created()
        whole = self.get("?id=%d" % ticket).json["tickets"][0]
        before = self.ticket(ticket, "updated")
        self.assertEqual(200, self.act("PUT", ticket, whole, EMIL).status)
        self.assertEqual(([], before), (self.events(ticket), self.ticket(ticket, "updated")))

    def test_lets_nobody_change_topic_and_status_alone(self):
        ticket = self.created()
        whole = dict(self.get("?id=%d" % ticket).json["tickets"][0], subject="Other", dept_id=2, priority_id=4, topic_id=2, status_id=3)
        self.assertEqual(200, self.act("PUT", ticket, whole, None).status)
        self.assertEqual(["1", "2", "3"], self.ticket(ticket, "dept_id", "topic_id", "status_id"))
        self.assertEqual({"SYSTEM"}, {event[2] for event in self.events(ticket)})
        for body in ({"subject": "x"}, {"dept_id": 2}, {"priority_id": 4}, {"topic_id": 1, "due": FUTURE}, {"berth": "B 1"}):
            self.assertEqual((403, "agent_required"), (lambda a: (a.status, a.json["code"]))(self.act("PATCH", ticket, body, None)), body)

    def test_writes_the_comments_of_nobody_as_the_keys(self):
        ticket = self.created()
        self.act("PATCH", ticket, {"topic_id": 2, "comments": "Sorted by a rule."}, None)
        self.assertEqual([("Help Topic updated", "Sorted by a rule.", "API")], self.notes(ticket))


class Scopes(ActingTest):
    settings = "OsTicketKeyAgent * any\nOsTicketKeyScope * read notes create update"

    def test_lets_a_key_change_what_its_scope_names(self):
        ticket = self.created()
        self.changed(ticket, topic_id=2)
        for body in ({"dept_id": 2}, {"staff_id": DORA}, {"subject": "x"}, {"topic_id": 1, "berth": "B"}, {"status_id": 3, "team_id": 1}):
            self.assertEqual(403, self.act("PATCH", ticket, body).status, body)
        whole = dict(self.get("?id=%d" % ticket).json["tickets"][0], subject="Other", dept_id=2, priority_id=4, status_id=3)
        self.assertEqual(200, self.act("PUT", ticket, whole).status)
        self.assertEqual(["1", "3"], self.ticket(ticket, "dept_id", "status_id"))
        self.assertEqual("Hello", self.get("?id=%d" % ticket).json["tickets"][0]["subject"])


class Statements(CountsStatements, ActingTest):
    """With the reference data in memory, as an httpd in use has it."""
    reference_ttl = 60
    settings = "OsTicketKeyAgent * any\n" + CountsStatements.counting

    def test_are_few_for_every_change(self):
        ticket = self.created()
        for members in ({"topic_id": 2}, {"dept_id": 2}, {"staff_id": JANA, "keep_referral": True}, {"staff_id": None},
                        {"priority_id": 4}, {"subject": "Storm"}, {"sla_id": 2}, {"due": FUTURE}, {"source": "Web"},
                        {"is_answered": True}, {"status_id": 3}, {"staff_id": DORA}, {"dept_id": 1, "keep_referral": True},
                        {"status_id": 3}, {"status_id": 1}, {"dept_id": 2, "staff_id": JANA, "priority_id": 1}):
            self.changed(ticket, comments="Why not.", **members)
        self.act("POST", ticket, {"dept_id": 1, "comments": "See."}, path="/referrals")
        self.httpd.stop()
        counted = self.counted()[2:]
        self.assertEqual(16, len(counted))
        self.assertLessEqual(max(counted), 25, counted)
