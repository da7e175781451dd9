# SPDX-License-Identifier: MIT
"""A help desk whose agents act over the API. Ines works in department 1 and may everything; Rosa, of the same department,
only answers; Tomás works elsewhere; Olga is on vacation; Paul is locked out."""
from harness import RESOURCE, CountsStatements, SystemTest

INES, TOMAS, OLGA, ROSA, PAUL = 1, 2, 3, 4, 5
RIGHTS = "create edit assign release transfer refer merge link reply markanswered close delete".split()
ROLES = ["{%s}" % ",".join('"ticket.%s":1' % right for right in rights) for rights in (RIGHTS, ["reply"])]


def agents(prefix="ost_"):
    """SQL for the roles, and for Rosa and Paul."""
    return ("INSERT INTO {0}role (id, flags, name, permissions, created, updated) VALUES (1, 1, 'All', '{1}', NOW(), NOW()),"
            " (2, 1, 'Answers', '{2}', NOW(), NOW());"
            "INSERT INTO {0}staff (staff_id, dept_id, role_id, username, firstname, lastname, passwd, email, signature,"
            " isactive, permissions, created, updated) VALUES (4, 1, 2, 'rosa', 'Rosa', 'Lind', 'x', 'rosa@harbour.example',"
            " '<p>Rosa, at the quay</p>', 1, '{{}}', NOW(), NOW()), (5, 1, 1, 'paul', 'Paul', 'Orth', 'x',"
            " 'paul@harbour.example', '', 0, '{{}}', NOW(), NOW());").format(prefix, *ROLES)


class AgentTest(CountsStatements, SystemTest):
    settings = "OsTicketKeyAgent * any\n"
    counting = settings + CountsStatements.counting

    @classmethod
    def fill(cls):
        cls.sql(agents())

    def act(self, path, body=None, agent=INES, method="POST", **more):
        """Sends an action to tickets.php/PATH for an agent; None: for nobody."""
        headers = dict(more.pop("headers", {}))
        if agent is not None:
            headers["X-Staff-Id"] = str(agent)
        return self.send(method, "", body, headers=headers, path="%s/%s" % (RESOURCE, path), **more)

    def posted(self, path, body, agent=INES):
        """The id of the entry."""
        answer = self.act(path, body, agent)
        self.assertEqual(201, answer.status, answer.body)
        return answer.json["id"]

    def row(self, table, columns, condition):
        rows = self.sql("SELECT %s FROM ost_%s WHERE %s" % (columns, table, condition))
        self.assertEqual(1, len(rows), rows)
        return rows[0]

    def entry(self, entry, columns):
        return self.row("thread_entry", columns, "id = %d" % entry)

    def ticket(self, ticket, columns):
        return self.row("ticket", columns, "ticket_id = %d" % ticket)

    def thread(self, ticket):
        return self.number("SELECT id FROM ost_thread WHERE object_id = %d AND object_type = 'T'" % ticket)

    def user(self, email):
        return self.number("SELECT user_id FROM ost_user_email WHERE address = '%s'" % email)

    def add_collaborator(self, ticket, email, flags=3):
        """A user who takes part in the ticket, made by a ticket of his own."""
        self.created(email=email, name=email.split("@")[0].capitalize())
        self.sql("INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated) VALUES"
                 " (%d, %d, %d, 'M', '2026-01-01', '2026-01-01')" % (flags, self.thread(ticket), self.user(email)))
        return self.user(email)
