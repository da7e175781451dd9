# SPDX-License-Identifier: MIT
"""Every action is refused for want of each permission that it needs, and allowed to who has these and no other."""
import json

from actors import EMIL, EVERYTHING, SETTINGS, Actions, agents
from harness import SystemTest, table_rows

USER, GUEST = 900, 901
DENIED = "Permission denied"
REOPEN = "You do not have permission to reopen tickets"
# Name, request, the permissions each of which it needs, what is said to who has them not. `close|create`: one of both will do.
MATRIX = (
    ("reply", "POST", "/replies", {"message": "x"}, "reply", "Action denied. Contact admin for access"),
    ("reply and close", "POST", "/replies", {"message": "x", "status_id": 3}, "reply close", None),
    ("note and close", "POST", "/notes", {"message": "x", "status_id": 3}, "close", None),
    ("close", "PATCH", "", {"status_id": 3}, "close", "You do not have permission to resolve/close tickets"),
    ("wait", "PATCH", "", {"status_id": 6}, "close|create", REOPEN),
    ("reopen", "PATCH", "", {"status_id": 1}, "close|create", REOPEN),
    ("delete by status", "PATCH", "", {"status_id": 5}, "delete", "You do not have permission to archive/delete tickets"),
    ("delete", "DELETE", "", None, "delete", "You do not have permission to delete tickets"),
    ("assign", "PATCH", "", {"staff_id": EMIL}, "assign", DENIED),
    ("assign a team", "PATCH", "", {"team_id": 1}, "assign", DENIED),
    ("refer", "POST", "/referrals", {"dept_id": 2}, "assign", DENIED),
    ("release", "PATCH", "", {"staff_id": 0}, "release", DENIED),
    ("transfer", "PATCH", "", {"dept_id": 2}, "transfer", DENIED),
    ("topic", "PATCH", "", {"topic_id": 5}, "edit", DENIED),
    ("priority", "PATCH", "", {"priority_id": 4}, "edit", DENIED),
    ("sla", "PATCH", "", {"sla_id": 2}, "edit", DENIED),
    ("due", "PATCH", "", {"due": "2036-05-04 10:00:00"}, "edit", DENIED),
    ("subject", "PATCH", "", {"subject": "Crane 7"}, "edit", DENIED),
    ("source", "PATCH", "", {"source": "Phone"}, "edit", DENIED),
    ("field", "PATCH", "", {"berth": "12 West"}, "edit", DENIED),
    ("owner", "PATCH", "", {"user_id": USER}, "edit", "Permission Denied. You are not allowed to edit tickets"),
    ("answered", "PATCH", "", {"is_answered": True}, "markanswered", DENIED),
    ("several", "PATCH", "", {"dept_id": 2, "berth": "3", "status_id": 3, "comments": "x"}, "transfer edit close", None),
    ("merge", "POST", "/merge", {"tickets": ["other"]}, "merge", "You do not have permission to merge the selected Tickets"),
    ("link", "POST", "/links", {"tickets": ["other"]}, "link", "You do not have permission to link the selected Tickets"),
    ("unlink", "DELETE", "/links/{other}", None, "link", "Access Denied"),
    # What needs no permission but a part in the ticket.
    ("note", "POST", "/notes", {"message": "x"}, "", None),
    ("message", "POST", "/messages", {"message": "x"}, "", None),
    ("collaborate", "POST", "/collaborators", {"user_id": USER}, "", None),
    ("uncollaborate", "DELETE", "/collaborators/%d" % GUEST, None, "", None),
)


def wholly(needed):
    """The permissions of who has what is needed and nothing else."""
    return frozenset(word.split("|")[0] for word in needed.split())


def without(word):
    return frozenset(EVERYTHING) - set(word.split("|"))


class Permissions(Actions, SystemTest):
    settings = SETTINGS
    reference_ttl = 60

    @classmethod
    def fill(cls):
        cls.sql(agents())
        cls.agents = {}
        for _, _, _, _, needed, _ in MATRIX:
            for held in [wholly(needed)] + [without(word) for word in needed.split()]:
                cls.agents.setdefault(held, 1000 + len(cls.agents))
        for held, id in cls.agents.items():
            cls.sql("INSERT INTO ost_role (id, flags, name, permissions, created, updated) VALUES (%d, 1, 'Role %d', '%s', NOW(), NOW());"
                    "INSERT INTO ost_staff (staff_id, dept_id, role_id, username, firstname, lastname, passwd, email, signature, isactive,"
                    " isadmin, isvisible, onvacation, permissions, created, updated) VALUES (%d, 1, %d, 'a%d', 'A', '%d', 'x',"
                    " 'a%d@harbour.example', '', 1, 0, 1, 0, '{\"visibility.agents\":1,\"visibility.departments\":1}', NOW(), NOW());"
                    "INSERT INTO ost_staff_dept_access (staff_id, dept_id, role_id, flags) VALUES (%d, 2, %d, 1)"
                    % (id, id, json.dumps({"ticket." + word: 1 for word in held}), id, id, id, id, id, id, id))
        for user in (USER, GUEST):
            cls.sql("INSERT INTO ost_user (id, org_id, default_email_id, status, name, created, updated) VALUES (%d, 0, %d, 0, 'Person',"
                    " NOW(), NOW()); INSERT INTO ost_user_email (id, user_id, flags, address) VALUES (%d, %d, 0, 'p%d@example.com')"
                    % (user, user, user, user, user))

    def tickets(self, name):
        """One of Ines with a collaborator, and another one; such that the action has something to do."""
        ticket, other = self.created(), self.created()
        self.sql("INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated) SELECT 3, id, %d, 'M', NOW(),"
                 " NOW() FROM ost_thread WHERE object_id = %d; UPDATE ost_ticket SET staff_id = 1 WHERE ticket_id = %d"
                 % (GUEST, ticket, ticket))
        if name == "reopen":
            self.assertEqual(200, self.act("PATCH", str(ticket), {"status_id": 3}).status)
        elif name == "unlink":
            self.assertEqual(200, self.act("POST", "%d/links" % ticket, {"tickets": [other]}).status)
        return ticket, other

    def do(self, action, held, tickets):
        _, method, path, body, _, _ = action
        ticket, other = tickets
        body = dict(body, tickets=[other]) if body and "tickets" in body else body
        return self.act(method, "%d%s" % (ticket, path.replace("{other}", str(other))), body, self.agents[held])

    def test_missing_refuse_the_action_and_alone_allow_it(self):
        for action in MATRIX:
            name, _, _, _, needed, words = action
            tickets = self.tickets(name)
            for word in needed.split():
                with self.subTest(action=name, missing=word):
                    before = table_rows(type(self)), self.sql("SELECT * FROM ost_ticket WHERE ticket_id IN (%d, %d)" % tickets)
                    answer = self.do(action, without(word), tickets)
                    self.assertEqual((403, "forbidden"), (answer.status, answer.json.get("code")), answer.body)
                    if words:
                        self.assertEqual(words, answer.json["error"])
                    self.assertEqual(before, (table_rows(type(self)),
                                              self.sql("SELECT * FROM ost_ticket WHERE ticket_id IN (%d, %d)" % tickets)))
            with self.subTest(action=name, holding=needed):
                answer = self.do(action, wholly(needed), tickets)
                self.assertIn(answer.status, (200, 201), answer.body)

    def test_are_not_needed_by_managers_and_overdue_is_theirs_alone(self):
        nothing, everything = self.agents[frozenset()], self.agents[without("reply")]
        ticket, _ = self.tickets("")
        answer = self.act("PATCH", str(ticket), {"is_overdue": True}, everything)
        self.assert_error(403, "Permission Denied. You are not allowed to flag tickets overdue", answer)
        for body in ({"staff_id": 0}, {"is_answered": True}):
            self.assertEqual(403, self.act("PATCH", str(ticket), body, nothing).status)
        self.sql("UPDATE ost_department SET manager_id = %d WHERE id = 1" % nothing)
        self.addCleanup(self.sql, "UPDATE ost_department SET manager_id = 0 WHERE id = 1")
        httpd = self.make_httpd().start()
        self.addCleanup(httpd.stop)
        for body in ({"is_overdue": True}, {"is_answered": True}, {"staff_id": 0}):
            answer = self.act("PATCH", str(ticket), body, nothing, httpd=httpd)
            self.assertEqual(200, answer.status, (body, answer.body))
