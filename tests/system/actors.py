# SPDX-License-Identifier: MIT
"""Agents by whom actions are done, on top of the sample help desk."""

from harness import RESOURCE

# All may act by the key, each request in the name of one.
SETTINGS = "OsTicketKeyAgent * any"
# Dora may do everything in every department, Emil nothing but see the front desk, Fay merges and links there.
DORA, EMIL, FAY = 11, 12, 13

EVERYTHING = ("create", "edit", "assign", "release", "transfer", "refer", "merge", "link", "reply", "markanswered", "close",
              "delete")


def role(number, permissions):
    granted = ",".join('"ticket.%s":1' % name for name in permissions)
    return "(%d, 1, 'Role %d', '{%s}', NOW(), NOW())" % (number, number, granted)


def agent(number, name, role_id):
    return ("(%d, 1, %d, '%s', '%s', 'Agent', 'x', '%s@harbour.example', '', 1, 0, 1, 0,"
            " '{\"visibility.agents\":1,\"visibility.departments\":1}', NOW(), NOW())"
            % (number, role_id, name.lower(), name, name.lower()))


def agents(prefix="ost_"):
    return ("INSERT INTO `{0}role` (id, flags, name, permissions, created, updated) VALUES {1}, {2}, {3};"
            "INSERT INTO `{0}staff` (staff_id, dept_id, role_id, username, firstname, lastname, passwd, email, signature, isactive,"
            " isadmin, isvisible, onvacation, permissions, created, updated) VALUES {4}, {5}, {6};"
            "INSERT INTO `{0}staff_dept_access` (staff_id, dept_id, role_id, flags) VALUES ({7}, 2, 11, 1), ({7}, 3, 11, 1);"
            .format(prefix, role(11, EVERYTHING), role(12, ()), role(13, ("merge", "link")), agent(DORA, "Dora", 11),
                    agent(EMIL, "Emil", 12), agent(FAY, "Fay", 13), DORA))


class Actions:
    """What test cases send as agents."""

    def act(self, method, path, body=None, agent_id=DORA, **more):
        headers = dict(more.pop("headers", {}), **({"X-Staff-Id": str(agent_id)} if agent_id else {}))
        return self.send(method, body=body, path="%s/%s" % (RESOURCE, path), headers=headers, **more)
