# SPDX-License-Identifier: MIT
"""Two agents and what they do to a ticket that has another one beside it."""
import http.client
import json

from actors import DORA, SETTINGS, Actions, agents
from harness import KEY, SystemTest
from servers import RESOURCE

OTHER_AGENT = 14
USER = 900

# What is done to a ticket, with another one beside it: method, path behind the ticket's number, body.
ACTIONS = {
    "reply": ("POST", "/replies", {"message": "It is mended.", "claim": False}),
    "reply and close": ("POST", "/replies", {"message": "It is done.", "status_id": 3}),
    "note": ("POST", "/notes", {"message": "Look at it."}),
    "message": ("POST", "/messages", {"message": "It is broken."}),
    "close": ("PATCH", "", {"status_id": 3}),
    "wait": ("PATCH", "", {"status_id": 6, "comments": "The part is ordered."}),
    "topic": ("PATCH", "", {"topic_id": 4}),
    "department": ("PATCH", "", {"dept_id": 2, "comments": "Yours.", "keep_referral": True}),
    "agent": ("PATCH", "", {"staff_id": DORA, "comments": "She knows."}),
    "release": ("PATCH", "", {"staff_id": 0, "team_id": 0}),
    "team": ("PATCH", "", {"team_id": 1}),
    "priority": ("PATCH", "", {"priority_id": 4, "comments": "It is urgent."}),
    "sla": ("PATCH", "", {"sla_id": 2}),
    "due": ("PATCH", "", {"due": "2036-05-04 10:00:00", "comments": "Not before."}),
    "subject": ("PATCH", "", {"subject": "Crane 7"}),
    "source": ("PATCH", "", {"source": "Phone"}),
    "owner": ("PATCH", "", {"user_id": USER}),
    "field": ("PATCH", "", {"berth": "12 West", "comments": "As it says."}),
    "answered": ("PATCH", "", {"is_answered": True, "comments": "On the phone."}),
    "overdue": ("PATCH", "", {"is_overdue": True}),
    "several": ("PATCH", "", {"topic_id": 1, "staff_id": OTHER_AGENT, "berth": "3", "status_id": 3, "comments": "All at once."}),
    "refer": ("POST", "/referrals", {"dept_id": 3, "comments": "Have a look."}),
    "collaborate": ("POST", "/collaborators", {"user_id": USER}),
    "uncollaborate": ("DELETE", "/collaborators/%d" % (USER + 1), None),
    "merge": ("POST", "/merge", {"tickets": ["other"]}),
    "merge and delete": ("POST", "/merge", {"tickets": ["other"], "delete_child": True}),
    "link": ("POST", "/links", {"tickets": ["other"]}),
    "unlink": ("DELETE", "/links/{other}", None),
    "delete": ("DELETE", "", None),
}
# What a refusal may be: the ticket is gone, or no longer such that it can be done. Only a department's manager marks as overdue.
REFUSALS = (404, 409, 422)
MANAGERS_ALONE = "overdue"


def concrete(name, ticket, other):
    method, path, body = ACTIONS[name]
    if body and "tickets" in body:
        body = dict(body, tickets=[other])
    return method, "%s/%d%s" % (RESOURCE, ticket, path.replace("{other}", str(other))), body


class Agent:
    """Sends each request on a connection of its own, so that none ends with another one's."""

    def __init__(self, port, number):
        self.port, self.headers = port, {"X-API-Key": KEY, "X-Staff-Id": str(number)}

    def send(self, method, path, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, self.headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


class Agents(Actions, SystemTest):
    settings = SETTINGS
    reference_ttl = 60

    @classmethod
    def fill(cls):
        cls.sql(agents())
        cls.sql("INSERT INTO ost_staff (staff_id, dept_id, role_id, username, firstname, lastname, passwd, email, signature, isactive,"
                " isadmin, isvisible, onvacation, permissions, created, updated) SELECT %d, dept_id, role_id, 'otto', 'Otto', lastname,"
                " 'x', 'otto@harbour.example', '', 1, 0, 1, 0, permissions, NOW(), NOW() FROM ost_staff WHERE staff_id = %d"
                % (OTHER_AGENT, DORA))
        cls.sql("INSERT INTO ost_staff_dept_access (staff_id, dept_id, role_id, flags) SELECT %d, dept_id, role_id, flags FROM"
                " ost_staff_dept_access WHERE staff_id = %d; UPDATE ost_department SET manager_id = %d"
                % (OTHER_AGENT, DORA, DORA))
        for user in (USER, USER + 1):
            cls.sql("INSERT INTO ost_user (id, org_id, default_email_id, status, name, created, updated) VALUES (%d, 0, %d, 0, 'Person',"
                    " NOW(), NOW()); INSERT INTO ost_user_email (id, user_id, flags, address) VALUES (%d, %d, 0, 'p%d@example.com')"
                    % (user, user, user, user, user))
