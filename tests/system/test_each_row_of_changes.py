# SPDX-License-Identifier: MIT
"""Each row that a change by an agent writes is refused in turn, whichever table it is of; nothing of the change stays, and
then it is done."""
import test_each_step
from actors import DORA, EMIL, SETTINGS, Actions, agents

USER = 900
# Counts the rows that a request writes, whatever becomes of its transaction, and refuses one of them.
COUNTER = "CREATE TABLE each_row (n INT NOT NULL, refused INT NOT NULL) ENGINE = MyISAM; INSERT INTO each_row VALUES (0, 0)"
TRIGGER = """CREATE TRIGGER `each_{verb}_{table}` BEFORE {verb} ON `{table}` FOR EACH ROW BEGIN
  UPDATE each_row SET n = n + 1;
  IF (SELECT n = refused FROM each_row) THEN SIGNAL SQLSTATE '45000'; END IF;
END//
"""
# One member of a change each, or several; the last are other requests.
CHANGES = {
    "everything": {"topic_id": 1, "dept_id": 2, "staff_id": EMIL, "user_id": USER, "berth": "12 West", "subject": "Crane 7",
                   "source": "Phone", "sla_id": 2, "priority_id": 4, "due": "2036-05-04 10:00:00", "is_answered": True,
                   "is_overdue": True, "status_id": 3, "comments": "All of it.", "keep_referral": True},
    "topic": {"topic_id": 1, "comments": "x"},
    "department": {"dept_id": 2, "comments": "x", "keep_referral": True},
    "agent": {"staff_id": EMIL, "comments": "x", "keep_referral": True},
    "release": {"staff_id": 0, "team_id": 0, "comments": "x"},
    "team": {"team_id": 1, "comments": "x"},
    "owner": {"user_id": USER},
    "field": {"berth": "12 West", "comments": "x"},
    "subject": {"subject": "Crane 7", "comments": "x"},
    "source": {"source": "Phone", "comments": "x"},
    "sla": {"sla_id": 2, "comments": "x"},
    "priority": {"priority_id": 4, "comments": "x"},
    "due": {"due": "2036-05-04 10:00:00", "comments": "x"},
    "answered": {"is_answered": True, "comments": "x"},
    "overdue": {"is_overdue": True},
    "close": {"status_id": 3, "comments": "x"},
}
SHORT = ("everything", "agent", "release")


class EachRowOfChanges(Actions, test_each_step.EachStep):
    expected_seconds = 25
    changes = SHORT

    test_of_a_new_ticket = test_of_a_change = test_of_a_deletion = None

    @classmethod
    def fill(cls):
        super().fill()
        cls.sql(agents())
        cls.sql("UPDATE ost_department SET manager_id = %d; INSERT INTO ost_user (id, org_id, default_email_id, status, name, created,"
                " updated) VALUES (%d, 0, %d, 0, 'Person', NOW(), NOW()); INSERT INTO ost_user_email (id, user_id, flags, address)"
                " VALUES (%d, %d, 0, 'person@example.com'); INSERT INTO ost_config (namespace, `key`, value, updated) VALUES"
                " ('core', 'note_alert_active', '1', NOW()), ('core', 'note_alert_assigned', '1', NOW())"
                % (DORA, USER, USER, USER, USER))
        cls.settings += "\n" + SETTINGS
        # The mail of earlier changes is on its way meanwhile.
        watched = [(table, verb) for table in (row[0] for row in cls.sql("SHOW TABLES")) for verb in ("INSERT", "UPDATE", "DELETE")
                   if not table.endswith("syslog") and (verb == "INSERT" or not table.endswith("outbox"))]
        cls.tables = sorted({table for table, _ in watched} - {"ost_rest_outbox"})
        cls.sql(COUNTER + ";\nDELIMITER //\n" + "".join(TRIGGER.format(verb=verb, table=table) for table, verb in watched))

    def refused_and_contents(self):
        """How many rows were written until one was refused, and a checksum of what there is then."""
        tables = ", ".join("`%s`" % table for table in self.tables)
        rows = self.sql("SELECT n FROM each_row; UPDATE each_row SET refused = 0; CHECKSUM TABLE %s; SELECT COUNT(*) FROM"
                        " ost_rest_outbox" % tables)
        return int(rows[0][0]), rows[1:]

    def ticket(self):
        """Of an agent and a team, with a referral, a draft and a collaborator."""
        ticket = self.created(topic_id=5, crane_number="7")
        thread = self.number("SELECT id FROM ost_thread WHERE object_id = %d" % ticket)
        self.sql("UPDATE ost_ticket SET dept_id = 1, staff_id = 1, team_id = 1 WHERE ticket_id = %d;"
                 "INSERT INTO ost_thread_referral (thread_id, object_id, object_type, created) VALUES (%d, %d, 'S', NOW()),"
                 " (%d, 2, 'D', NOW()); INSERT INTO ost_draft (staff_id, namespace, body) VALUES (1, 'ticket.note.%d', '');"
                 "INSERT INTO ost_thread_collaborator (flags, thread_id, user_id, role, created, updated) VALUES (3, %d, %d, 'M',"
                 " NOW(), NOW())" % (ticket, thread, EMIL, thread, ticket, thread, USER))
        if self.changing == "team":
            self.sql("UPDATE ost_ticket SET team_id = 0 WHERE ticket_id = %d" % ticket)
        return ticket

    def refuse_each(self, method, path, body, status):
        """How many rows were refused before none was left."""
        _, before = self.refused_and_contents()
        for refused in range(1, 200):
            self.sql("UPDATE each_row SET n = 0, refused = %d" % refused)
            answer = self.act(method, path, body)
            written, contents = self.refused_and_contents()
            if answer.status == status:
                self.assertLess(written, refused)
                return written
            self.assertEqual((500, "internal_error", refused), (answer.status, answer.json.get("code"), written), answer.body)
            self.assertEqual(before, contents, refused)
        raise AssertionError("the change writes no end of rows")

    def test_is_refused_whole(self):
        for self.changing in self.changes:
            with self.subTest(change=self.changing):
                ticket = self.ticket()
                rows = self.refuse_each("PATCH", str(ticket), CHANGES[self.changing], 200)
                print("    %s: %d rows" % (self.changing, rows))
                self.assertGreaterEqual(rows, 2)

    def test_of_a_referral_is_refused_whole(self):
        self.changing = "referral"
        ticket = self.ticket()
        self.assertGreaterEqual(self.refuse_each("POST", "%d/referrals" % ticket, {"dept_id": 3, "comments": "x"}, 201), 4)


class EachRowOfEveryChange(EachRowOfChanges):
    only_with_all = True
    changes = tuple(name for name in CHANGES if name not in SHORT)
    expected_seconds = 60
