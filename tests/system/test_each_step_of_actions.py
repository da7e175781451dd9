# SPDX-License-Identifier: MIT
"""Each table that an agent's action writes refuses its row in turn; nothing of the action stays, and then it is done."""
import test_each_step
from actors import DORA, SETTINGS, Actions, agents
from harness import RESOURCE


class EachStepOfActions(Actions, test_each_step.EachStep):
    """The actions find a lock of the panel, a draft, a collaborator, a task."""
    expected_seconds = 40

    @classmethod
    def fill(cls):
        super().fill()
        cls.sql(agents())
        cls.settings += "\n" + SETTINGS

    # What EachStep tests itself is not done again.
    test_of_a_new_ticket = test_of_a_change = test_of_a_deletion = None

    def refuse(self, steps, method, path, body=None, status=200):
        self.refuse_in_turn(steps, lambda: self.act(method, path, body), status)

    def thread(self, ticket):
        return self.number("SELECT id FROM ost_thread WHERE object_id = %d" % ticket)

    def collaborator(self, ticket):
        self.sql("INSERT IGNORE INTO ost_user (id, org_id, default_email_id, status, name, created, updated) VALUES"
                 " (900, 0, 900, 0, 'Collab', NOW(), NOW()); INSERT IGNORE INTO ost_user_email (id, user_id, flags, address) VALUES"
                 " (900, 900, 0, 'collab@example.com'); INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role,"
                 " created, updated) VALUES (3, %d, 900, 'M', '2026-01-01', '2026-01-01')" % self.thread(ticket))

    def test_of_a_reply(self):
        ticket = self.created()
        self.sql("INSERT INTO ost_lock (lock_id, staff_id, expire, code, created) VALUES (77, %d, NOW() + INTERVAL 1 HOUR, 'x', NOW());"
                 "UPDATE ost_ticket SET lock_id = 77 WHERE ticket_id = %d" % (DORA, ticket))
        steps = [("INSERT", "thread_entry"), ("INSERT", "_search"), ("UPDATE", "thread"), ("DELETE", "lock"), ("UPDATE", "ticket"),
                 ("INSERT", "rest_outbox")]
        self.refuse(steps, "POST", "%d/replies" % ticket, {"message": "It is mended."}, 201)
        self.collaborator(ticket)
        self.refuse([("UPDATE", "thread_collaborator"), ("INSERT", "thread_event"), ("INSERT", "thread_referral")], "POST",
                    "%d/replies" % ticket, {"message": "Closed.", "status_id": 3, "cc": []}, 201)

    def test_of_a_note(self):
        ticket = self.created()
        self.refuse([("INSERT", "thread_entry"), ("INSERT", "_search"), ("UPDATE", "ticket"), ("INSERT", "thread_event")], "POST",
                    "%d/notes" % ticket, {"message": "Look at it.", "status_id": 3}, 201)

    def test_of_a_message(self):
        ticket = self.created()
        self.assertEqual(201, self.act("POST", "%d/notes" % ticket, {"message": "Done.", "status_id": 3}).status)
        self.refuse([("INSERT", "thread_entry"), ("INSERT", "_search"), ("UPDATE", "thread"), ("UPDATE", "ticket"),
                     ("INSERT", "thread_event"), ("UPDATE", "thread_event")], "POST", "%d/messages" % ticket,
                    {"message": "It is broken again."}, 201)

    def test_of_collaborators(self):
        ticket = self.created()
        steps = [("INSERT", table) for table in ("user_email", "user", "form_entry", "form_entry_values", "user__cdata", "_search",
                                                 "thread_collaborator", "thread_event")] + [("UPDATE", "user_email")]
        self.refuse(steps, "POST", "%d/collaborators" % ticket, {"email": "new@blueline.example", "name": "New"}, 201)
        user = self.number("SELECT id FROM ost_user WHERE name = 'New'")
        self.collaborator(ticket)
        self.refuse([("DELETE", "thread_collaborator"), ("UPDATE", "thread_collaborator"), ("INSERT", "thread_event")], "DELETE",
                    "%d/collaborators/%d" % (ticket, user))

    def test_of_a_merge(self):
        parent, child = self.created(), self.created(topic_id=5, crane_number="7", email="joe@example.com", name="Joe")
        linked = self.created()
        self.assertEqual(200, self.act("POST", "%d/links" % parent, {"tickets": [linked]}).status)
        self.sql("INSERT INTO ost_draft (staff_id, namespace, body) VALUES (1, 'ticket.reply.%d', '');"
                 "INSERT INTO ost_task (object_id, object_type, number, dept_id, staff_id, team_id, lock_id, flags, created, updated)"
                 " VALUES (%d, 'T', '7', 1, 0, 0, 0, 1, NOW(), NOW())" % (child, child))
        self.collaborator(child)
        steps = [("INSERT", table) for table in ("thread_event", "thread_referral", "thread_collaborator", "thread_entry_merge")]
        steps += [("UPDATE", table) for table in ("ticket", "thread", "thread_entry", "task")]
        steps += [("DELETE", table) for table in ("draft", "ticket", "ticket__cdata", "form_entry", "form_entry_values", "_search")]
        self.refuse(steps, "POST", "%d/merge" % parent, {"tickets": [child], "delete_child": True})

    def test_of_links(self):
        parent, child = self.created(), self.created()
        steps = [("UPDATE", "ticket"), ("INSERT", "thread_event")]
        self.refuse(steps, "POST", "%d/links" % parent, {"tickets": [child]})
        self.refuse(steps, "DELETE", "%d/links/%d" % (parent, child))

    def test_of_a_deletion_by_an_agent(self):
        ticket = self.created()
        self.refuse([("DELETE", "ticket"), ("DELETE", "thread"), ("INSERT", "thread_event")], "DELETE", str(ticket))
        self.assertEqual(404, self.get(path="%s/%d" % (RESOURCE, ticket)).status)
