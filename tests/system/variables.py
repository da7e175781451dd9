# SPDX-License-Identifier: MIT
"""Tickets about which templates can ask everything, and the tool that expands templates on them.

Ticket 1 has all that a ticket can have, ticket 2 next to nothing; ticket 3 is closed; ticket 4 names rows that are gone.
"""
import json
import os
import subprocess

import harness
from harness import Run, SystemTest

TOOL = os.path.join(os.path.dirname(harness.MODULE), "expand_vars")
SALT = "a salt of the tests"
FULL, BARE, CLOSED, LOST = 1, 2, 3, 4
# The narrow space before AM and PM.
NARROW = "\u202f"


def rows(table, columns, *values):
    return "INSERT INTO ost_%s (%s) VALUES %s;" % (table, columns, ", ".join(values))


def settings(**values):
    return "".join("REPLACE INTO ost_config (namespace, `key`, value) VALUES ('core', '%s', '%s');" % pair for pair in values.items())


DESK = settings(helpdesk_url="http://harbour.example/", db_timezone="UTC", default_timezone="Europe/Berlin", allow_auth_tokens="1") + """
UPDATE ost_staff SET phone = '5557654321', mobile = '5551234', timezone = 'America/New_York', signature = '<p>Tomás</p>'
 WHERE staff_id = 2;
UPDATE ost_staff SET phone = '+49 30 1234', dept_id = 1 WHERE staff_id = 1;
UPDATE ost_department SET signature = '<p>Crane <b>crew</b></p>', sla_id = 2 WHERE id = 3;
INSERT INTO ost_staff_dept_access (staff_id, dept_id, role_id, flags) VALUES (1, 3, 1, 1);
INSERT INTO ost_help_topic (topic_id, topic_pid, topic, dept_id, flags, created, updated) VALUES
 (6, 5, 'Hoists & ropes', 3, 2, NOW(), NOW());
INSERT INTO ost_organization (id, name, manager, created) VALUES (2, 'Red Line', 't1', NOW()), (3, 'Free Line', '', NOW()),
 (4, 'Lost Line', 's77', NOW());
""" + rows("form", "id, type, title, name, created, updated", "(4, 'O', 'Organization', '', NOW(), NOW())",
           "(5, 'C', 'Company', '', NOW(), NOW())")

PEOPLE = rows("user_email", "id, user_id, address", "(1, 1, 'jane@blueline.example')", "(2, 2, 'ben@blueline.example')",
              "(3, 3, 'cleo.finch@lone.example')", "(4, 4, 'dana@redline.example')", "(5, 5, 'elsewhere')") + rows(
    "user", "id, org_id, default_email_id, status, name, created, updated",
    "(1, 1, 1, 1, 'Dr. Jane Quincy Archer Jr.', NOW(), NOW())", "(2, 1, 2, 0, 'Ben Oak', NOW(), NOW())", "(3, 0, 3, 0, '', NOW(), NOW())",
    "(4, 2, 4, 0, 'Dana Fox', NOW(), NOW())", "(5, 3, 5, 0, 'Eve O''Hara', NOW(), NOW())") + rows(
    "user_account", "user_id, timezone", "(2, 'Asia/Tokyo')") + rows(
    "form_field", "id, form_id, type, label, name, configuration, sort, created, updated",
    "(4, 1, 'text', 'Ship', 'ship', '', 4, NOW(), NOW())", "(40, 4, 'memo', 'Address', 'address', '', 1, NOW(), NOW())",
    "(41, 4, 'phone', 'Phone', 'phone', '', 2, NOW(), NOW())", "(50, 5, 'text', 'Name', 'name', '', 1, NOW(), NOW())",
    "(51, 5, 'text', 'Website', 'website', '', 2, NOW(), NOW())") + rows(
    "form_entry", "id, form_id, object_id, object_type, created, updated", "(1, 1, 1, 'U', NOW(), NOW())",
    "(2, 4, 1, 'O', NOW(), NOW())", "(3, 5, NULL, 'C', NOW(), NOW())", "(4, 1, 3, 'U', NOW(), NOW())") + rows(
    "form_entry_values", "entry_id, field_id, value", "(1, 3, '5551234567X89')", "(1, 4, 'Heron & Co')",
    "(2, 40, '<p>Quay 4</p>')", "(2, 41, '5550001111')", "(3, 50, 'Harbour & Sons')", "(3, 51, 'https://harbour.example')",
    "(4, 3, '12')")

TICKETS = rows(
    "ticket", "ticket_id, number, user_id, status_id, dept_id, sla_id, topic_id, staff_id, team_id, ip_address, source, duedate,"
    " est_duedate, closed, lastupdate, created, updated",
    "(1, 'H-0001', 1, 1, 3, 2, 6, 2, 1, '192.0.2.44', 'Web', '2025-06-05 12:30:00', '2025-06-04 10:00:00', NULL,"
    " '2025-06-03 08:15:00', '2025-06-02 07:00:00', NOW())",
    "(2, 'H-0002', 3, 1, 1, 0, 0, 0, 0, '', 'API', NULL, NULL, NULL, NULL, '2025-12-24 23:30:00', NOW())",
    "(3, 'H-0003', 4, 3, 2, 1, 1, 3, 1, '192.0.2.45', 'Email', NULL, '2025-06-11 06:00:00', '2025-06-10 09:00:00',"
    " '2025-06-10 09:00:00', '2025-06-10 06:00:00', NOW())",
    "(4, 'H-0004', 5, 77, 77, 77, 77, 77, 77, '', 'Other', NULL, NULL, '2025-06-10 09:00:00', NULL, '2025-06-10 06:00:00', NOW())"
) + rows("thread", "id, object_id, object_type, created", "(1, 1, 'T', NOW())", "(3, 3, 'T', NOW())", "(4, 4, 'T', NOW())") + rows(
    "thread_collaborator", "thread_id, user_id, flags, created, updated", "(1, 2, 1, NOW(), NOW())", "(1, 4, 0, NOW(), NOW())",
    "(1, 5, 3, NOW(), NOW())") + rows(
    "thread_entry", "id, thread_id, staff_id, user_id, type, flags, poster, title, body, format, created, updated",
    "(1, 1, 0, 1, 'M', 65, 'Jane Archer', 'Leak &amp; noise', '<p>Water &amp; <b>steam</b></p>', 'html', '2025-06-02 07:00:00',"
    " '0000-00-00 00:00:00')",
    "(2, 1, 2, 0, 'R', 64, 'Tomás', NULL, 'One <line>\\nand another', 'text', '2025-06-02 08:00:00', '2025-06-02 08:20:00')",
    "(3, 1, 1, 0, 'N', 64, 'Ines', 'A note', '<p>Only for us</p>', 'html', '2025-06-02 09:00:00', '0000-00-00 00:00:00')",
    "(4, 1, 0, 2, 'M', 64, 'Ben <Oak>', '', '-', 'html', '2025-06-02 10:00:00', '0000-00-00 00:00:00')",
    "(5, 1, 77, 0, 'R', 64, 'Former agent', NULL, 'Done', 'html', '2025-06-02 22:30:00', '0000-00-00 00:00:00')",
    "(6, 3, 0, 4, 'M', 65, 'Dana', '', '', 'html', '2025-06-10 06:00:00', '0000-00-00 00:00:00')",
    "(7, 3, 0, 4, 'M', 64, 'Dana', '', '<p>Last</p>', 'html', '2025-06-10 07:00:00', '0000-00-00 00:00:00')") + rows(
    "file", "id, `key`, signature, name, created", "(1, 'k1', 's1', 'plan.pdf', NOW())", "(2, 'k2', 's2', 'photo.png', NOW())",
    "(3, 'k3', 's3', 'logo.png', NOW())") + rows(
    "attachment", "object_id, type, file_id, name, inline", "(1, 'H', 1, NULL, 0)", "(1, 'H', 2, 'boiler.png', 0)", "(1, 'H', 3, NULL, 1)")


class Expands(SystemTest):
    """A help desk without an httpd: the tool asks the database itself."""

    @classmethod
    def make_httpd(cls, settings=""):
        return NoServer()

    @classmethod
    def fill(cls):
        cls.sql(DESK + PEOPLE + TICKETS)

    def expand(self, *jobs, salt=SALT):
        """What comes of each (ticket, text, roots) or job of the tool."""
        told = [job if isinstance(job, dict) else dict(zip(("ticket", "text", "roots"), job)) for job in jobs]
        for job in told:
            job.setdefault("roots", {})
        done = subprocess.run([TOOL, Run.database.socket, self.name, salt], input=json.dumps(told).encode(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual((0, b""), (done.returncode, done.stderr))
        return done.stdout.decode().split("\0")[:-1]

    def check(self, ticket, roots, table, **more):
        """Each name of the table gives its value: markup, U+202F as a blank."""
        found = self.expand(*({"ticket": ticket, "text": "%%{%s}" % name, "roots": roots, **more} for name in table))
        self.assertEqual(table, {name: text.replace(NARROW, " ") for name, text in zip(table, found)})

    def set_for_now(self, **values):
        """Settings until the end of the test."""
        kept = self.sql("SELECT `key`, value FROM ost_config WHERE namespace = 'core'")
        self.addCleanup(self.sql, "DELETE FROM ost_config WHERE namespace = 'core' AND `key` IN (%s);"
                        % ", ".join("'%s'" % name for name in values)
                        + settings(**{name: value for name, value in kept if name in values}))
        self.sql(settings(**values))


class NoServer:
    def start(self):
        return self

    def stop(self):
        pass

    def log(self):
        return ""
