# SPDX-License-Identifier: MIT
"""What comes along with tickets: `include`, `fields`, one ticket by number, events and collaborators."""
import sample
from harness import KEY, CountsStatements, SystemTest
from servers import RESOURCE
from test_read import entry, ticket

AGENT = "INSERT INTO ost_thread_event (id, thread_id, thread_type, event_id, staff_id, team_id, dept_id, topic_id, data," \
        " username, uid, uid_type, annulled, timestamp) VALUES (%d, 1, 'T', %d, 0, 0, 2, 0, %s, %s, %s, '%s', 0," \
        " '2025-05-01 12:00:00');"


def event(n, kind, data="NULL", username="SYSTEM", uid="NULL", by="S"):
    return AGENT % (n, kind, sample.quoted(data) if data != "NULL" else data, sample.quoted(username), uid, by)


def answers(ticket_id, form, values, entry_id):
    rows = ["(%d, %d, %s, %s)" % (entry_id, field, "NULL" if value is None else sample.quoted(value), value_id)
            for field, value, value_id in values]
    return ("INSERT INTO ost_form_entry (id, form_id, object_id, object_type, sort, created, updated) VALUES"
            " (%d, %d, %d, 'T', %d, NOW(), NOW());" % (entry_id, form, ticket_id, form)
            + "INSERT INTO ost_form_entry_values (entry_id, field_id, value, value_id) VALUES " + ",".join(rows) + ";")


class Includes(CountsStatements, SystemTest):
    settings = "OsTicketKeyScope 2 read\n" + CountsStatements.counting

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 3) + ticket(1) + ticket(2, user=2, status=3) + ticket(3, user=3)
                + entry(1, 1) + entry(2, 1, "N", 0, 1, "Note")
                + "UPDATE ost_ticket SET staff_id = 2, team_id = 1, sla_id = 1, isoverdue = 1, est_duedate ="
                  " '2025-05-03 09:00:00', reopened = '2025-05-02 08:00:00', source = 'Web' WHERE ticket_id = 1;"
                  "UPDATE ost_ticket SET duedate = '2025-05-04 09:00:00', est_duedate = '2025-05-03 09:00:00',"
                  " closed = '2025-05-02 10:00:00', isanswered = 1 WHERE ticket_id = 2;"
                  "UPDATE ost_thread SET lastmessage = '2025-05-01 10:00:00' WHERE id = 1;"
                  "UPDATE ost_user SET org_id = 1 WHERE id = 1;"
                  "UPDATE ost_ticket SET ticket_pid = 1, flags = 2 WHERE ticket_id = 3;"
                + answers(1, 2, [(10, "Subject 1", "NULL"), (12, "High", 3), (13, "B 7", "NULL")], 1)
                + answers(1, 3, [(20, "12", "NULL"), (21, '{"heavy":"More than 5 t"}', "NULL"),
                                 (22, '{"2":"South quay"}', "NULL"), (23, "1", "NULL")], 2)
                + "INSERT INTO ost_thread_collaborator (thread_id, user_id, flags, created, updated) VALUES"
                  " (1, 3, 1, '2025-05-01 11:00:00', NOW()), (1, 2, 0, '2025-05-01 11:00:00', NOW()),"
                  " (1, 99, 1, '2025-05-01 11:00:00', NOW());"
                + event(1, 1, username="Person 1", uid="1", by="U") + event(2, 4, '{"staff":[2,"Old Name"]}', "Ann", "1")
                + event(3, 2, '{"status":[3,"Closed"]}', "Ann", "1") + event(4, 6)
                + event(5, 9, '{"topic_id":[1,2]}', "Gone", "99")
                + event(6, 12, '{"add":{"3":{"name":"Carl","src":"Email (cc)"}}}') + event(7, 4, '{"claim":true}', "Ann", "1"))

    def one(self, query="", number=1, **more):
        answer = self.get(query, path="%s/%d" % (RESOURCE, number), **more)
        self.assertEqual(200, answer.status, answer.body)
        return answer.json["ticket"]

    def test_the_default_is_the_published_ticket(self):
        self.assertEqual(self.get("?id=1").json["tickets"][0], self.one())
        self.assertEqual(self.one(), self.one("?include=responses"))
        self.assertEqual(self.get("?id=1").json, self.get("?id=1&include=&fields=&tz=").json)

    def test_nothing_comes_along_where_nothing_is_wanted(self):
        whole = self.one()
        whole.pop("responses")
        self.assertEqual(whole, self.one("?include=none"))
        self.assertEqual([whole], self.get("?id=1&include=none").json["tickets"])

    def test_details(self):
        plain, shown = self.one("?include=none"), self.one("?include=details")
        self.assertEqual({"staff_id": 2, "staff_name": "Tomás Núñez", "team_id": 1, "sla_id": 1, "dept_name": "Front Desk",
                          "topic_name": "Questions", "priority": "Normal", "due": "2025-05-03 09:00:00", "is_overdue": True,
                          "is_answered": False, "closed": None, "reopened": "2025-05-02 08:00:00",
                          "last_message": "2025-05-01 10:00:00", "last_response": None, "source": "Web", "state": "open",
                          "user_id": 1, "organization_id": 1, "merged_into": None},
                         {name: value for name, value in shown.items() if name not in plain and name != "team_name"})
        self.assertEqual(self.sql("SELECT name FROM ost_team WHERE team_id = 1")[0][0], shown["team_name"])
        second = self.get("?id=2&include=details").json["tickets"][0]
        self.assertEqual(("2025-05-04 09:00:00", "2025-05-02 10:00:00", True, "closed", None, None, None),
                         tuple(second[name] for name in ("due", "closed", "is_answered", "state", "staff_id", "staff_name",
                                                         "organization_id")))

    def test_a_merged_child_says_where_it_went(self):
        self.assertEqual(1, self.one(number=3)["merged_into"])
        self.assertEqual(1, self.one("?include=details", number=3)["merged_into"])
        self.assertNotIn("merged_into", self.one(number=1))
        self.assertNotIn("merged_into", self.get("?id=3").json["tickets"][0])

    def test_fields_have_typed_values_and_what_osticket_shows(self):
        self.assertEqual({"subject": {"label": "Subject", "type": "text", "value": "Subject 1", "text": "Subject 1"},
                          "priority": {"label": "Priority", "type": "priority", "value": 3, "text": "High"},
                          "berth": {"label": "Berth", "type": "text", "value": "B 7", "text": "B 7"},
                          "crane_number": {"label": "Crane number", "type": "text", "value": "12", "text": "12"},
                          "load": {"label": "Load", "type": "choices", "value": "heavy", "text": "More than 5 t"},
                          "quay": {"label": "Quay", "type": "list-1", "value": 2, "text": "South quay"},
                          "out_of_service": {"label": "Out of service", "type": "bool", "value": True, "text": "Yes"}},
                         self.one("?include=fields")["fields"])
        self.assertEqual({}, self.one("?include=fields", number=2)["fields"])

    def test_collaborators(self):
        shown = [{"user_id": 99, "user_name": None, "user_email": None, "is_active": True, "created": "2025-05-01 11:00:00"},
                 {"user_id": 2, "user_name": "Person 2", "user_email": "person2@example.com", "is_active": False,
                  "created": "2025-05-01 11:00:00"},
                 {"user_id": 3, "user_name": "Person 3", "user_email": "person3@example.com", "is_active": True,
                  "created": "2025-05-01 11:00:00"}]
        self.assertEqual(shown, self.one("?include=collaborators")["collaborators"])
        self.assertEqual({"collaborators": shown}, self.get(path=RESOURCE + "/1/collaborators").json)
        self.assertEqual({"collaborators": []}, self.get(path=RESOURCE + "/2/collaborators").json)
        self.assertEqual(404, self.get(path=RESOURCE + "/77/collaborators").status)

    def test_events_are_in_osticket_s_words(self):
        events = self.one("?include=events")["events"]
        agent = self.one("?include=responses")["responses"][1]["user_name"]
        self.assertEqual(["Created by Person 1", agent + " assigned this to Tomás Núñez",
                          "Closed by " + agent + " with status of Closed",
                          "SYSTEM transferred this to Workshop", "Updated by Gone — Help Topic changed from Questions to Repairs",
                          "SYSTEM added Carl via Email (cc) as collaborators", agent + " claimed this"],
                         [e["text"] for e in events])
        self.assertEqual({"id": 1, "type": "created", "text": "Created by Person 1", "by": "user", "user_id": 1,
                          "user_name": "Person 1", "is_annulled": False, "created": "2025-05-01 12:00:00"}, events[0])
        self.assertEqual(("system", None, "SYSTEM"), tuple(events[3][n] for n in ("by", "user_id", "user_name")))
        self.assertEqual({"events": events}, self.get(path=RESOURCE + "/1/events").json)

    def test_a_key_without_the_notes_scope_sees_the_events_of_users(self):
        self.sql("UPDATE ost_api_key SET isactive = 1 WHERE id = 2")
        key = self.sql("SELECT apikey FROM ost_api_key WHERE id = 2")[0][0]
        self.assertEqual(["created", "closed", "edited", "collab"],
                         [e["type"] for e in self.one("?include=events", key=key)["events"]])
        self.assertEqual(4, len(self.get(path=RESOURCE + "/1/events", key=key).json["events"]))

    def test_several_come_along_together(self):
        shown = self.one("?include=details,fields,events,collaborators,responses")
        self.assertEqual({"staff_id", "fields", "events", "collaborators", "responses"} - set(shown), set())

    def test_members_are_picked(self):
        self.assertEqual({"id": 1, "number": "1001"}, self.one("?fields=id,number"))
        self.assertEqual({"id": 1, "due": "2025-05-03 09:00:00"}, self.one("?fields=due,id"))
        self.assertEqual(["events"], list(self.one("?fields=events")))
        self.assertEqual({"id", "responses"}, set(self.one("?fields=id,responses&include=none")))

    def test_times_in_utc(self):
        shown = self.one("?tz=utc&include=details,events,fields,collaborators,responses")
        zone = self.sql("SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW())")[0][0]
        self.assertEqual("0", zone, "the server of the tests is in UTC")
        self.assertEqual("2025-05-01T10:00:00Z", shown["created"])
        self.assertEqual("2025-05-03T09:00:00Z", shown["due"])
        self.assertIsNone(shown["closed"])
        self.assertEqual("2025-05-01T12:00:00Z", shown["events"][0]["created"])
        self.assertEqual("2025-05-01T11:00:00Z", shown["collaborators"][0]["created"])
        self.assertEqual("2025-05-01T10:00:00Z", shown["responses"][0]["created"])

    def test_one_ticket_by_its_number(self):
        self.assertEqual({"ticket": self.one()}, self.get("?number=1001").json)
        self.assertEqual({"id": 2}, self.get("?number=1002&fields=id").json["ticket"])
        answer = self.get("?number=77")
        self.assertEqual((404, "ticket_not_found"), (answer.status, answer.json["code"]))
        self.assertEqual(404, self.get("?number=100").status)
        self.assertEqual(400, self.get("?number=1001&status_id=1").status)

    def test_what_is_not_known_is_refused(self):
        for query in ("?include=nope", "?include=details,nope", "?include=none,details", "?include=details,", "?fields=nope",
                      "?fields=id,", "?tz=Europe/Berlin", "?include=details&include=none"):
            for path in (RESOURCE, RESOURCE + "/1"):
                answer = self.get(query, path=path)
                self.assertEqual((400, "invalid_parameter", 1),
                                 (answer.status, answer.json.get("code"), len(answer.json.get("fields", []))), query)
        self.assertEqual(400, self.get("?status_id=1", path=RESOURCE + "/1").status)

    def test_statements_do_not_grow_with_the_page(self):
        for include in ("none", "details", "fields", "collaborators", "events", "details,fields,collaborators,events"):
            two, three = [self.statements(lambda: self.get("?include=%s&per_page=%d" % (include, count))) for count in (2, 3)]
            self.assertEqual(two, three, include)

    def test_needs_a_key(self):
        for path in ("/1/events", "/1/collaborators"):
            self.assertEqual(401, self.get(path=RESOURCE + path, key=None).status)
            self.assertEqual(405, self.send("PUT", path=RESOURCE + path, key=KEY).status)
