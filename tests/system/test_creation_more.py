# SPDX-License-Identifier: MIT
"""What creation takes beside the published members: where the ticket goes, when it is due, a note, copies, names for ids."""
import actors
from harness import NO_CREATE, SystemTest


class MoreMembers(SystemTest):
    def ticket(self, ticket_id, *columns):
        return self.sql("SELECT %s FROM ost_ticket WHERE ticket_id = %d" % (", ".join(columns), ticket_id))[0]

    def made(self, status=201, **fields):
        answer = self.create(**fields)
        self.assertEqual(status, answer.status, answer.body)
        return answer.json

    def first(self, table, column, condition="1"):
        return self.sql("SELECT %s FROM ost_%s WHERE %s ORDER BY 1 LIMIT 1" % (column, table, condition))[0][0]

    def test_say_where_it_goes(self):
        made = self.made(dept_id=3, staff_id=2, team_id=1, sla_id=1, ip="192.0.2.77")
        self.assertEqual(["3", "2", "1", "1", "192.0.2.77"],
                         self.ticket(made["id"], "dept_id", "staff_id", "team_id", "sla_id", "ip_address"))
        self.assertNotIn("warnings", made)

    def test_have_the_names_of_osticket_s_own_api(self):
        made = self.made(topicId=2, deptId=3, staffId=2, statusId=1, priorityId=4)
        self.assertEqual(["2", "3", "2", "1"], self.ticket(made["id"], "topic_id", "dept_id", "staff_id", "status_id"))
        self.assertEqual("4", self.first("ticket__cdata", "priority", "ticket_id = %d" % made["id"]))

    def test_take_names_for_ids(self):
        name = lambda table, column, key: self.first(table, column, key)  # noqa: E731
        made = self.made(topic_id=name("help_topic", "topic", "topic_id = 2"), dept_id=name("department", "name", "id = 3"),
                         priority=name("ticket_priority", "priority", "priority_id = 4"),
                         status_id=name("ticket_status", "name", "id = 1"))
        self.assertEqual(["2", "3", "1"], self.ticket(made["id"], "topic_id", "dept_id", "status_id"))
        self.assertEqual("4", self.first("ticket__cdata", "priority", "ticket_id = %d" % made["id"]))
        self.assertNotIn("warnings", made)

    def test_that_mean_nothing_are_warned_of(self):
        made = self.made(topic_id="No such topic", dept_id=777, status_id="Nowhere", staff_id=777, team_id=777, sla_id=777)
        self.assertEqual({"topic_id", "dept_id", "status_id", "staff_id", "team_id", "sla_id"},
                         {warning.partition(":")[0] for warning in made["warnings"]})

    def test_for_nobody_known_assign_to_nobody_else(self):
        self.sql("UPDATE ost_help_topic SET staff_id = 1, team_id = 1 WHERE topic_id = 2")
        self.addCleanup(self.sql, "UPDATE ost_help_topic SET staff_id = 0, team_id = 0 WHERE topic_id = 2")
        for wish, agent, team in (({}, "1", "0"), ({"staff_id": 0, "team_id": 0}, "0", "0"), ({"staff_id": 777}, "0", "1"),
                                  ({"staff_id": 777, "team_id": 777}, "0", "0"), ({"team_id": 777}, "1", "0")):
            made = self.made(topic_id=2, **wish)
            self.assertEqual([agent, team], self.ticket(made["id"], "staff_id", "team_id"), wish)

    def test_close_a_ticket_on_arrival(self):
        made = self.made(status_id=3)
        status, closed = self.ticket(made["id"], "status_id", "closed")
        self.assertEqual("3", status)
        self.assertNotEqual("NULL", closed)

    def test_say_when_it_is_due(self):
        made = self.made(due="2099-01-02 03:04:05")
        self.assertEqual(["2099-01-02 03:04:05"], self.ticket(made["id"], "duedate"))
        self.made(due="2099-01-02T03:04:05Z")
        self.assertEqual(["due"], list(self.made(422, due="soon enough")["fields"]))
        self.assertEqual(["due"], list(self.made(422, due="2001-01-02 03:04:05")["fields"]))

    def test_add_a_note_that_only_agents_see(self):
        made = self.made(note="Calls back <b>at noon</b>")
        shown = self.get("?id=%d" % made["id"]).json["tickets"][0]["responses"]
        self.assertEqual(["message", "note"], [entry["type"] for entry in shown])
        self.assertIn("at noon", shown[1]["body"])
        self.assertEqual(["API", "New Ticket"], self.sql("SELECT poster, title FROM ost_thread_entry WHERE id = %d"
                                                         % shown[1]["id"])[0])

    def test_copy_it_to_others(self):
        made = self.made(cc=[{"email": "carl.copied@example.com", "name": "Carl Copied"}, "jane@example.com",
                             {"email": "carl.copied@example.com"}])
        rows = self.sql("SELECT u.name, c.flags FROM ost_thread t JOIN ost_thread_collaborator c ON c.thread_id = t.id"
                        " JOIN ost_user u ON u.id = c.user_id WHERE t.object_id = %d" % made["id"])
        self.assertEqual([["Carl Copied", "3"]], rows)
        self.assertEqual(1, self.number("SELECT COUNT(*) FROM ost_thread_event e JOIN ost_thread t ON t.id = e.thread_id"
                                        " WHERE t.object_id = %d AND e.data LIKE '{\"add\"%%Carl%%'" % made["id"]))

    def test_of_a_wrong_shape_leave_nothing_behind(self):
        before = self.number("SELECT COUNT(*) FROM ost_ticket")
        for fields in ({"cc": "x"}, {"cc": [{"name": "x"}]}, {"cc": ["no address"]}, {"cc": ["a@b.example"] * 101},
                       {"ip": "here"}, {"staff_id": "Jane"}, {"dept_id": [1]}, {"note": {}}):
            self.assertEqual(list(fields), list(self.made(422, **fields)["fields"]), fields)
        self.assertEqual(before, self.number("SELECT COUNT(*) FROM ost_ticket"))

    def test_need_a_key_that_may_create(self):
        self.assertEqual(403, self.send("POST", body={"dept_id": 1}, key=NO_CREATE).status)


class NarrowKey(SystemTest):
    settings = "OsTicketKeyScope * read create note"

    def test_may_not_say_where_a_ticket_goes(self):
        answer = self.create(dept_id=3, staff_id=1, note="fine")
        self.assertEqual((403, "forbidden"), (answer.status, answer.json["code"]))
        self.assertEqual({"dept_id", "staff_id"}, set(answer.json["fields"]))
        self.assertEqual(201, self.create(note="fine").status)


class InAnAgentsName(actors.Actions, SystemTest):
    settings = actors.SETTINGS

    @classmethod
    def fill(cls):
        cls.sql(actors.agents())

    def test_the_first_note_is_his(self):
        ticket = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Crane", "message": "It is stuck.", "note": "A regular."}
        made = self.send("POST", body=ticket, headers={"X-Staff-Id": str(actors.DORA)})
        self.assertEqual(201, made.status, made.body)
        entries = self.sql("SELECT e.type, e.staff_id, e.user_id = 0, e.poster LIKE 'Dora%%' FROM ost_thread_entry e"
                           " JOIN ost_thread t ON t.id = e.thread_id WHERE t.object_id = %d ORDER BY e.id" % made.json["id"])
        self.assertEqual([["M", "0", "0", "0"], ["N", str(actors.DORA), "1", "1"]], entries)
