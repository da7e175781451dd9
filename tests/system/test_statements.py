# SPDX-License-Identifier: MIT
"""How many statements each action takes of a process that has read the help desk, with mail and every alert on."""
import os

import sample
from agents import AgentTest
from actors import DORA, agents
from harness import Run

ALERTS = ["%s_alert_%s" % (kind, whom) for kind in ("note", "message", "transfer", "overdue", "assigned")
          for whom in ("active", "laststaff", "assigned", "dept_manager", "acct_manager", "dept_members", "staff", "team_members")]
OTHER = 14
PERSON = 900
# One member, one value of a ticket that was just made.
MEMBERS = {
    "status_id": 3, "topic_id": 4, "dept_id": 2, "staff_id": OTHER, "team_id": 1, "priority_id": 3, "sla_id": 2,
    "due": "2036-05-04 10:00:00", "subject": "Another one", "source": "Phone", "user_id": PERSON, "is_answered": False,
    "is_overdue": True,
}


class Statements(AgentTest):
    reference_ttl = 600

    @classmethod
    def fill(cls):
        cls.sql(agents() + sample.mail())
        cls.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'autolock_minutes', '3', NOW()),"
                " ('core', 'ticket_lock', '1', NOW()) ON DUPLICATE KEY UPDATE value = VALUES(value);"
                + "".join("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', '%s', '1', NOW())"
                          " ON DUPLICATE KEY UPDATE value = '1';" % key for key in ALERTS))
        cls.sql("UPDATE ost_department SET manager_id = 11;"
                "INSERT INTO ost_staff (staff_id, dept_id, role_id, username, firstname, lastname, passwd, email, signature, isactive,"
                " isadmin, isvisible, onvacation, permissions, created, updated) SELECT %d, dept_id, role_id, 'otto', 'Otto', lastname,"
                " 'x', 'otto@harbour.example', '', 1, 0, 1, 0, permissions, NOW(), NOW() FROM ost_staff WHERE staff_id = %d"
                % (OTHER, DORA))
        for user in (PERSON, PERSON + 1):
            cls.sql("INSERT INTO ost_user (id, org_id, default_email_id, status, name, created, updated) VALUES (%d, 0, %d, 0, 'Person',"
                    " NOW(), NOW()); INSERT INTO ost_user_email (id, user_id, flags, address) VALUES (%d, %d, 0, 'p%d@example.com')"
                    % (user, user, user, user, user))
        secret = os.path.join(Run.folder, "statements.secret")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as f:
            f.write("secret\n")
        cls.settings = AgentTest.counting + '\nOsTicketSecretFile "%s"\nOsTicketMail sendmail /bin/cat' % secret

    def ticket_of(self, agent=0):
        """With a collaborator, two answers, and an agent if he is named."""
        ticket = self.created()
        self.sql("INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated) VALUES (3, %d, %d, 'M', NOW(),"
                 " NOW()); UPDATE ost_ticket SET staff_id = %d WHERE ticket_id = %d"
                 % (self.thread(ticket), PERSON + 1, agent, ticket))
        for text in ("One", "Two"):
            self.posted("%d/replies" % ticket, {"message": text, "claim": False, "alert": False}, DORA)
        return ticket

    def takes(self, most, method, path, body=None, agent=0):
        """The third time, of a ticket of its own each time."""
        def request():
            ticket = self.ticket_of(agent)
            sent = body(ticket) if callable(body) else body
            answer = self.act(path % ticket, sent, DORA, method)
            self.assertIn(answer.status, (200, 201), answer.body)
        count = self.statements(request)
        print("    %s %s %s: %d statements" % (method, path, "" if callable(body) else body, count))
        self.assertLessEqual(count, most, (method, path, body))

    def other(self, ticket):
        return {"tickets": [self.ticket_of()]}

    def test_count_what_is_mailed(self):
        ticket = self.ticket_of(OTHER)
        before = self.number("SELECT COUNT(*) FROM ost_rest_outbox")
        self.posted("%d/replies" % ticket, {"message": "Mended.", "status_id": 3}, DORA)
        self.assertGreaterEqual(self.number("SELECT COUNT(*) FROM ost_rest_outbox") - before, 2)

    def test_of_a_reply(self):
        self.takes(20, "POST", "%d/replies", {"message": "Mended."})
        self.takes(20, "POST", "%d/replies", {"message": "Mended."}, OTHER)
        self.takes(20, "POST", "%d/replies", {"message": "Done.", "status_id": 3}, OTHER)
        self.takes(20, "POST", "%d/replies", {"message": "Done.", "status_id": 3, "cc": []}, OTHER)
        self.takes(20, "POST", "%d/replies", {"message": "Done.", "status_id": 6}, OTHER)

    def test_of_other_posts(self):
        self.takes(25, "POST", "%d/notes", {"message": "Look."}, OTHER)
        self.takes(25, "POST", "%d/notes", {"message": "Look.", "status_id": 3}, OTHER)
        self.takes(25, "POST", "%d/messages", {"message": "It is broken."}, OTHER)

    def test_of_a_change(self):
        for name, value in MEMBERS.items():
            self.takes(25, "PATCH", "%d", {name: value, "comments": "So it is."}, OTHER if name != "staff_id" else 1)

    def test_of_groups(self):
        self.takes(25, "POST", "%d/referrals", {"staff_id": 1, "comments": "Look."})
        self.takes(25, "POST", "%d/collaborators", {"user_id": PERSON})
        self.takes(25, "DELETE", "%%d/collaborators/%d" % (PERSON + 1))
        self.takes(25, "POST", "%d/merge", self.other)
        self.takes(25, "POST", "%d/links", self.other)
        self.takes(25, "DELETE", "%d")
