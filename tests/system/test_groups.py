# SPDX-License-Identifier: MIT
"""What brings tickets and people together: merge, links, collaborators."""
import json

from actors import DORA, EMIL, FAY, SETTINGS, Actions, agents
from harness import RESOURCE, SystemTest

COMBINED, LINKED, PARENT = 1, 8, 16


class Groups(Actions, SystemTest):
    settings = SETTINGS

    @classmethod
    def fill(cls):
        cls.sql(agents())

    def row(self, ticket):
        """(parent, flags, place, status, agent) of a ticket; nothing when it is gone."""
        rows = self.sql("SELECT IFNULL(ticket_pid, 0), flags, sort, status_id, staff_id FROM ost_ticket WHERE ticket_id = %d" % ticket)
        return tuple(int(value) for value in rows[0]) if rows else None

    def thread(self, ticket):
        return self.number("SELECT id FROM ost_thread WHERE object_id = %d" % ticket)

    def history(self, ticket):
        return [row[0] for row in self.sql("SELECT n.name FROM ost_thread_event e JOIN ost_event n ON n.id = e.event_id WHERE"
                                           " e.thread_id = %d AND n.name <> 'created' ORDER BY e.id" % self.thread(ticket))]

    def people(self, ticket):
        return {row[0] for row in self.sql("SELECT m.address FROM ost_thread_collaborator c JOIN ost_user u ON u.id = c.user_id"
                                           " JOIN ost_user_email m ON m.id = u.default_email_id WHERE c.thread_id = %d"
                                           % self.thread(ticket))}

    def entries(self, ticket):
        return self.number("SELECT COUNT(*) FROM ost_thread_entry WHERE thread_id = %d" % self.thread(ticket))


class Merges(Groups):
    def test_move_what_was_said_and_close_what_was_merged(self):
        parent, child = self.created(), self.created(email="joe@example.com", name="Joe")
        answer = self.act("POST", "%d/merge" % parent, {"tickets": [child]})
        self.assertEqual((200, {"message": "Tickets merged"}), (answer.status, answer.json))
        self.assertEqual((0, COMBINED | PARENT, 0, 1, 0), self.row(parent))
        self.assertEqual((parent, COMBINED, 1, 3, DORA), self.row(child))
        self.assertEqual((2, 0), (self.entries(parent), self.entries(child)))
        self.assertEqual({"joe@example.com"}, self.people(parent))
        self.assertEqual((["merged", "collab"], ["merged", "closed"]), (self.history(parent), self.history(child)))
        self.assertEqual([["C"]], self.sql("SELECT object_type FROM ost_thread WHERE object_id = %d" % child))

    def test_close_every_ticket_of_one_owner(self):
        parent, first, second = self.created(), self.created(email="kim@example.com"), self.created(email="kim@example.com")
        self.assertEqual(200, self.act("POST", "%d/merge" % parent, {"tickets": [first, second], "combine": False}).status)
        self.assertEqual([(parent, 2, 1, 3, DORA), (parent, 2, 2, 3, DORA)], [self.row(first), self.row(second)])
        self.assertEqual({"kim@example.com"}, self.people(parent))

    def test_unlink_what_was_linked(self):
        parent, linked, other = self.created(), self.created(), self.created()
        self.assertEqual(200, self.act("POST", "%d/links" % parent, {"tickets": [linked, other]}).status)
        self.assertEqual(200, self.act("POST", "%d/merge" % parent, {"tickets": [linked]}).status)
        self.assertEqual((0, COMBINED | PARENT, 0, 1, 0), self.row(parent))
        self.assertEqual((parent, COMBINED, 1, 3, DORA), self.row(linked))
        self.assertEqual((0, 0, 1, 1, 0), self.row(other))

    def test_delete_what_was_merged_and_keep_its_tasks(self):
        parent, first, second = self.created(), self.created(), self.created()
        self.sql("INSERT INTO ost_task (object_id, object_type, number, dept_id, staff_id, team_id, lock_id, flags, created, updated)"
                 " VALUES (%d, 'T', '7', 1, 0, 0, 0, 1, NOW(), NOW())" % first)
        answer = self.act("POST", "%d/merge" % parent, {"tickets": [first, second], "delete_child": True})
        self.assertEqual(200, answer.status)
        self.assertEqual(((0, 0, 0, 1, 0), None, None), (self.row(parent), self.row(first), self.row(second)))
        self.assertEqual(3, self.entries(parent))
        self.assertEqual([[str(parent)]], self.sql("SELECT object_id FROM ost_task WHERE number = '7'"))

    def test_take_over_what_was_merged_and_deleted_before(self):
        parent, child, gone = self.created(), self.created(), self.created()
        thread = self.thread(gone)
        number = self.sql("SELECT number FROM ost_ticket WHERE ticket_id = %d" % gone)[0][0]
        self.act("POST", "%d/merge" % child, {"tickets": [gone], "delete_child": True})
        self.sql("UPDATE ost_thread_entry SET thread_id = %d, flags = 5 WHERE thread_id = %d ORDER BY id DESC LIMIT 1"
                 % (thread, self.thread(child)))
        self.assertEqual(200, self.act("POST", "%d/merge" % parent, {"tickets": [child]}).status)
        extra = self.sql("SELECT object_type, extra FROM ost_thread WHERE id = %d" % thread)[0]
        self.assertEqual(["C", {"ticket_id": parent, "number": number}], [extra[0], json.loads(extra[1])])
        self.assertEqual(3, self.entries(parent))

    def test_refer_to_the_department_of_what_was_merged(self):
        parent, child = self.created(), self.created(topic_id=5, crane_number="7")
        self.assertEqual(200, self.act("POST", "%d/merge" % parent, {"tickets": [child]}).status)
        self.assertEqual([["D", "3"]], self.sql("SELECT object_type, object_id FROM ost_thread_referral WHERE thread_id = %d"
                                                % self.thread(parent)))
        self.assertEqual(["merged", "referred"], self.history(parent))

    def test_leave_a_ticket_open_that_the_agent_may_not_close(self):
        parent, child = self.created(), self.created()
        answer = self.act("POST", "%d/merge" % parent, {"tickets": [child]}, agent_id=FAY)
        self.assertEqual((200, 1), (answer.status, len(answer.json["warnings"])))
        self.assertEqual((parent, COMBINED, 1, 1, 0), self.row(child))

    def test_are_done_once(self):
        parent, child = self.created(), self.created()
        for _ in range(2):
            self.assertEqual(200, self.act("POST", "%d/merge" % parent, {"tickets": [child]}).status)
        self.assertEqual((["merged"], ["merged", "closed"]), (self.history(parent), self.history(child)))

    def test_that_are_refused_leave_nothing(self):
        parent, child, merged, elsewhere = [self.created() for _ in range(4)]
        self.assertEqual(200, self.act("POST", "%d/merge" % elsewhere, {"tickets": [merged]}).status)
        before = self.sql("CHECKSUM TABLE ost_ticket, ost_thread, ost_thread_entry, ost_thread_event, ost_thread_collaborator")
        cases = [(422, {"tickets": [parent]}), (422, {"tickets": [child, child]}), (422, {}), (422, {"tickets": []}), (422, {"tickets": ["x"]}),
                 (422, {"tickets": [child, 999999]}), (422, {"tickets": [child], "status_id": 1}),
                 (422, {"tickets": [child], "participants": "none"}), (422, {"tickets": [child], "unknown": 1}),
                 (409, {"tickets": [child, merged]}), (409, {"tickets": [child, elsewhere]})]
        for status, body in cases:
            self.assertEqual(status, self.act("POST", "%d/merge" % parent, body).status, body)
        self.assertEqual(409, self.act("POST", "%d/merge" % merged, {"tickets": [child]}).status)
        self.assertEqual(404, self.act("POST", "999999/merge", {"tickets": [child]}).status)
        denied = self.act("POST", "%d/merge" % parent, {"tickets": [child]}, agent_id=EMIL)
        self.assertEqual((403, "forbidden", "You do not have permission to merge the selected Tickets"),
                         (denied.status, denied.json["code"], denied.json["error"]))
        nobody = self.act("POST", "%d/merge" % parent, {"tickets": [child]}, agent_id=None)
        self.assertEqual((403, "agent_required"), (nobody.status, nobody.json["code"]))
        self.assertEqual(before, self.sql("CHECKSUM TABLE ost_ticket, ost_thread, ost_thread_entry, ost_thread_event,"
                                          " ost_thread_collaborator"))


class Links(Groups):
    def test_make_a_parent_and_its_children(self):
        parent, first, second = self.created(), self.created(), self.created()
        answer = self.act("POST", "%d/links" % parent, {"tickets": [first, second]})
        self.assertEqual((200, {"message": "Tickets linked"}), (answer.status, answer.json))
        self.assertEqual([(0, LINKED | PARENT, 0), (parent, LINKED, 1), (parent, LINKED, 2)],
                         [self.row(ticket)[:3] for ticket in (parent, first, second)])
        self.assertEqual((["linked"] * 2, ["linked"]), (self.history(parent), self.history(first)))

    def test_end_from_either_side(self):
        parent, first, second = self.created(), self.created(), self.created()
        self.act("POST", "%d/links" % parent, {"tickets": [first, second]})
        answer = self.act("DELETE", "%d/links/%d" % (parent, first))
        self.assertEqual((200, {"message": "Tickets unlinked"}), (answer.status, answer.json))
        self.assertEqual(200, self.act("DELETE", "%d/links/%d" % (second, parent)).status)
        self.assertEqual([(0, 0, 1), (0, 0, 1)], [self.row(ticket)[:3] for ticket in (first, second)])
        self.assertEqual(404, self.act("DELETE", "%d/links/%d" % (parent, first)).status)
        self.assertEqual(404, self.act("DELETE", "%d/links/999999" % parent).status)

    def test_let_a_child_become_the_parent(self):
        parent, child = self.created(), self.created()
        self.act("POST", "%d/links" % parent, {"tickets": [child]})
        self.assertEqual(200, self.act("POST", "%d/links" % child, {"tickets": [parent]}).status)
        self.assertEqual([(0, LINKED | PARENT, 0), (child, LINKED, 1)], [self.row(child)[:3], self.row(parent)[:3]])

    def test_are_refused_where_a_ticket_is_bound_already(self):
        parent, child, other, merged = [self.created() for _ in range(4)]
        self.act("POST", "%d/links" % parent, {"tickets": [child]})
        self.act("POST", "%d/merge" % other, {"tickets": [merged]})
        free = self.created()
        for bound in (child, parent, other, merged):
            self.assertEqual(409, self.act("POST", "%d/links" % free, {"tickets": [bound]}).status)
        self.assertEqual(409, self.act("DELETE", "%d/links/%d" % (other, merged)).status)
        self.assertEqual((0, 0, 0), self.row(free)[:3])

    def test_need_a_permission(self):
        parent, child = self.created(), self.created()
        denied = self.act("POST", "%d/links" % parent, {"tickets": [child]}, agent_id=EMIL)
        self.assert_error(403, "You do not have permission to link the selected Tickets", denied)
        self.act("POST", "%d/links" % parent, {"tickets": [child]})
        self.assert_error(403, "Access Denied", self.act("DELETE", "%d/links/%d" % (parent, child), agent_id=EMIL))


class Collaborators(Groups):
    def test_are_known_users_and_new_ones(self):
        ticket, other = self.created(), self.created(email="lee@example.com", name="Lee")
        user = self.number("SELECT user_id FROM ost_ticket WHERE ticket_id = %d" % other)
        address = "%d/collaborators" % ticket
        known = self.act("POST", address, {"email": "LEE@example.com"}, agent_id=EMIL)
        self.assertEqual((201, {"message": "Collaborator added", "id": user}), (known.status, known.json))
        self.assertEqual("%s/%s/%d" % (RESOURCE, address, user), known.headers["location"])
        new = self.act("POST", address, {"email": "new.comer@example.com", "name": "New Comer"})
        self.assertEqual(201, new.status)
        self.assertEqual([["New Comer"]], self.sql("SELECT name FROM ost_user WHERE id = %d" % new.json["id"]))
        self.assertEqual({"lee@example.com", "new.comer@example.com"}, self.people(ticket))
        again = self.act("POST", address, {"user_id": user})
        self.assertEqual((200, "Collaborator is there already"), (again.status, again.json["message"]))
        self.assertEqual(["collab", "collab"], self.history(ticket))

    def test_go_again(self):
        ticket = self.created()
        user = self.act("POST", "%d/collaborators" % ticket, {"email": "max@example.com", "name": "Max"}).json["id"]
        gone = self.act("DELETE", "%d/collaborators/%d" % (ticket, user))
        self.assertEqual((200, {"message": "Collaborator removed"}), (gone.status, gone.json))
        self.assertEqual(set(), self.people(ticket))
        self.assertEqual(404, self.act("DELETE", "%d/collaborators/%d" % (ticket, user)).status)
        self.assertEqual(["collab", "collab"], self.history(ticket))

    def test_that_are_refused_leave_nothing(self):
        ticket = self.created()
        users = self.number("SELECT COUNT(*) FROM ost_user")
        owner = self.number("SELECT user_id FROM ost_ticket WHERE ticket_id = %d" % ticket)
        address = "%d/collaborators" % ticket
        self.assert_error(409, "Ticket Owner cannot be a Collaborator", self.act("POST", address, {"user_id": owner}))
        for body in ({}, {"email": " "}, {"email": "nobody"}, {"user_id": 999999}, {"user_id": "x"},
                     {"user_id": owner, "email": "jane@example.com"}, {"email": "x@example.com", "unknown": 1}):
            self.assertEqual(422, self.act("POST", address, body).status, body)
        self.assertEqual(404, self.act("POST", "999999/collaborators", {"email": "x@example.com"}).status)
        self.assertEqual((403, "agent_required"), (lambda a: (a.status, a.json["code"]))(
            self.act("POST", address, {"email": "x@example.com"}, agent_id=None)))
        self.assertEqual((set(), users), (self.people(ticket), self.number("SELECT COUNT(*) FROM ost_user")))

    def test_that_are_new_need_what_is_required_of_agents(self):
        phone = "UPDATE ost_form_field SET flags = %d WHERE form_id = 1 AND name = 'phone'"
        self.addCleanup(self.sql, phone % 0x3301)
        address = "%d/collaborators" % self.created()
        self.sql(phone % 0x3701)
        self.assertEqual(201, self.act("POST", address, {"email": "first@example.com"}).status)
        self.sql(phone % 0x7301)
        refused = self.act("POST", address, {"email": "second@example.com"})
        self.assertEqual((422, {"phone": "Phone is a required field"}), (refused.status, refused.json["fields"]))


class Deletions(Groups):
    def test_by_an_agent_need_a_permission(self):
        ticket = self.created()
        self.assert_error(403, "You do not have permission to delete tickets",
                          self.act("DELETE", str(ticket), agent_id=EMIL))
        self.assertEqual(200, self.act("DELETE", str(ticket)).status)
        self.assertIsNone(self.row(ticket))

    def test_of_a_parent_free_its_children(self):
        parent, child = self.created(), self.created()
        self.act("POST", "%d/merge" % parent, {"tickets": [child]})
        self.assertEqual(200, self.act("DELETE", str(parent)).status)
        self.assertEqual((0, 0, 1, 3, DORA), self.row(child))
        self.assertEqual([["T"]], self.sql("SELECT object_type FROM ost_thread WHERE object_id = %d" % child))

    def test_of_the_last_child_free_its_parent(self):
        parent, first, second = self.created(), self.created(), self.created()
        self.act("POST", "%d/merge" % parent, {"tickets": [first, second]})
        self.act("DELETE", str(first))
        self.assertEqual(COMBINED | PARENT, self.row(parent)[1])
        self.act("DELETE", str(second))
        self.assertEqual(0, self.row(parent)[1])
        self.assertEqual(3, self.entries(parent))


class CacheBreakers(Groups):
    """What libraries of browsers add to get round caches."""

    def test_are_passed_over(self):
        first, second, third = (self.created() for _ in range(3))
        text = {"message": "Here it is."}
        for method, path, body in (
                ("PUT", "%d" % first, {"source": "Web"}), ("PATCH", "%d" % first, {"source": "Phone"}),
                ("POST", "%d/notes" % first, text), ("POST", "%d/messages" % first, text), ("POST", "%d/replies" % first, text),
                ("POST", "%d/referrals" % first, {"dept_id": 2}), ("POST", "%d/collaborators" % first, {"email": "kim@lake.example"}),
                ("POST", "%d/links" % first, {"tickets": [second]}), ("DELETE", "%d/links/%d" % (first, second), None),
                ("POST", "%d/merge" % first, {"tickets": [third]}), ("DELETE", "%d" % second, None)):
            answer = self.act(method, path + "?_=1", body)
            self.assertIn(answer.status, (200, 201), (method, path, answer.body))
        user = self.number("SELECT user_id FROM ost_thread_collaborator WHERE thread_id = %d" % self.thread(first))
        self.assertEqual(200, self.act("DELETE", "%d/collaborators/%d?_=1" % (first, user)).status)
