# SPDX-License-Identifier: MIT
"""Agents with roles, for the tests of what they do to tickets."""
import json

from harness import SystemTest

EVERYTHING = {"ticket." + word: 1 for word in "create edit assign release transfer refer merge link reply markanswered close delete".split()}
SEES_ALL = {"visibility.agents": 1, "visibility.departments": 1}
# In the Front Desk (1): Dora may everything, in the other departments too, and sees all; Emil may nothing; Jana may everything
# but sees her department alone. In the Workshop (2): Gus; and Olga of the fixture, who is on vacation.
DORA, EMIL, JANA, GUS, OLGA = 11, 12, 13, 14, 3


def agent(id, dept, role, first, last, permissions):
    return ("INSERT INTO ost_staff (staff_id, dept_id, role_id, username, firstname, lastname, passwd, email, signature, isactive,"
            " isadmin, isvisible, onvacation, permissions, created, updated) VALUES (%d, %d, %d, '%s', '%s', '%s', 'x',"
            " '%s@harbour.example', '', 1, 0, 1, 0, '%s', NOW(), NOW());"
            % (id, dept, role, first.lower(), first, last, first.lower(), json.dumps(permissions)))


class ActingTest(SystemTest):
    """A help desk with agents, whose key acts for the one that a request names."""
    settings = "OsTicketKeyAgent * any"

    @classmethod
    def fill(cls):
        cls.sql("INSERT INTO ost_role (id, flags, name, permissions, created, updated) VALUES (1, 1, 'All', '%s', NOW(), NOW()),"
                " (2, 1, 'None', '{}', NOW(), NOW());" % json.dumps(EVERYTHING)
                + agent(DORA, 1, 1, "Dora", "Dean", SEES_ALL) + agent(EMIL, 1, 2, "Emil", "Eve", {})
                + agent(JANA, 1, 1, "Jana", "Jones", {}) + agent(GUS, 2, 1, "Gus", "Gray", {})
                + "INSERT INTO ost_team_member (team_id, staff_id, flags) VALUES (1, %d, 1);" % JANA
                + "INSERT INTO ost_staff_dept_access (staff_id, dept_id, role_id, flags) VALUES (%d, 2, 1, 1), (%d, 3, 1, 1);" % (DORA, DORA))

    def act(self, method, ticket, body=None, staff=DORA, path=""):
        headers = {"X-Staff-Id": str(staff)} if staff else {}
        return self.send(method, path="/api/v1/tickets.php/%d%s" % (ticket, path), body=body, headers=headers)

    def change(self, ticket, staff=DORA, **members):
        return self.act("PATCH", ticket, members, staff)

    def changed(self, ticket, staff=DORA, **members):
        """The same for what has to succeed: the answer's body."""
        answer = self.change(ticket, staff, **members)
        self.assertEqual(200, answer.status, answer.body)
        return answer.json

    def ticket(self, ticket, *columns):
        """Columns of the ticket's row: texts, "NULL" for none."""
        row = self.sql("SELECT %s FROM ost_ticket WHERE ticket_id = %d" % (", ".join(columns), ticket))[0]
        return row[0] if len(columns) == 1 else row

    def thread_of(self, ticket):
        return self.number("SELECT id FROM ost_thread WHERE object_id = %d AND object_type = 'T'" % ticket)

    def events(self, ticket):
        """Name, data and agent of each event but the creation's, oldest first."""
        return [(name, None if data == "NULL" else json.loads(bytes.fromhex(data)), username) for name, data, username in self.sql(
            "SELECT e.name, HEX(t.data), t.username FROM ost_thread_event t JOIN ost_event e ON e.id = t.event_id"
            " WHERE t.thread_id = %d AND e.name <> 'created' ORDER BY t.id" % self.thread_of(ticket))]

    def notes(self, ticket):
        """Title, text and poster of each internal note, oldest first."""
        return [tuple(row) for row in self.sql("SELECT title, body, poster FROM ost_thread_entry WHERE thread_id = %d AND type = 'N'"
                                               " ORDER BY id" % self.thread_of(ticket))]

    def referrals(self, ticket):
        return sorted(tuple(row) for row in self.sql("SELECT object_type, object_id FROM ost_thread_referral WHERE thread_id = %d"
                                                     % self.thread_of(ticket)))

    def assert_refused(self, status, answer, **fields):
        """An error, and which fields it names with which words in their reasons."""
        self.assertEqual(status, answer.status, answer.body)
        for name, words in fields.items():
            self.assertIn(words, answer.json["fields"][name])
