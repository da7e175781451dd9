# SPDX-License-Identifier: MIT
"""Messages of users: of the owner, of collaborators, of colleagues."""
import json

from agents import INES, AgentTest
from harness import table_rows


class Messages(AgentTest):
    def refused(self, status, ticket, body):
        before = table_rows(type(self)), self.ticket(ticket, "*")
        answer = self.act("%d/messages" % ticket, body, None)
        self.assertEqual(status, answer.status, answer.body)
        self.assertEqual(before, (table_rows(type(self)), self.ticket(ticket, "*")))
        return answer.json

    def test_of_the_owner_is_the_latest_message(self):
        ticket = self.created()
        self.posted("%d/replies" % ticket, {"message": "Which?"})
        self.assertEqual(["1"], self.ticket(ticket, "isanswered"))
        entry = self.posted("%d/messages" % ticket, {"message": "<p>That one.</p>"}, None)
        self.assertEqual(["M", "0", "64", "Jane Doe", "0", "NULL"],
                         self.entry(entry, "type, pid, flags, poster, staff_id, recipients"))
        self.assertEqual(["0"], self.ticket(ticket, "isanswered"))
        reply = self.posted("%d/replies" % ticket, {"message": "Ah."})
        self.assertEqual([str(entry)], self.entry(reply, "pid"))

    def test_of_a_collaborator_goes_to_the_others(self):
        ticket = self.created()
        self.add_collaborator(ticket, "awake@example.com")
        asleep = self.add_collaborator(ticket, "asleep@example.com", 2)
        entry = self.posted("%d/messages" % ticket, {"message": "Me too.", "email": "asleep@example.com"}, INES)
        self.assertEqual([str(asleep), "352", "Asleep"], self.entry(entry, "user_id, flags, poster"))
        recipients = json.loads(self.entry(entry, "recipients")[0])
        self.assertEqual((["Jane Doe <jane@example.com>"], ["Awake <awake@example.com>"]),
                         (list(recipients["to"].values()), list(recipients["cc"].values())))

    def test_of_a_stranger_is_refused(self):
        ticket = self.created()
        self.created(email="stranger@example.com", name="Stranger")
        for email in ("stranger@example.com", "unknown@example.com", "no address"):
            said = self.refused(403, ticket, {"message": "x", "email": email})
            self.assertEqual("Access Denied. Possibly invalid ticket ID", said["error"])

    def test_of_a_colleague_who_may_see_the_ticket_makes_him_take_part(self):
        ticket = self.created(email="boss@quay.example", name="Boss")
        self.created(email="mate@quay.example", name="Mate")
        self.sql("INSERT INTO ost_organization (id, name, manager, status, domain, created, updated) VALUES"
                 " (91, 'Quay', '', 8, '', NOW(), NOW()); UPDATE ost_user SET org_id = 91 WHERE name IN ('Boss', 'Mate')")
        body = {"message": "We wait.", "email": "mate@quay.example"}
        self.refused(403, ticket, body)
        for sharing in ("UPDATE ost_user SET status = 1 WHERE name = 'Mate'",
                        "UPDATE ost_user SET status = 0 WHERE name = 'Mate';"
                        "UPDATE ost_organization SET status = 16 WHERE id = 91"):
            self.sql("DELETE FROM ost_thread_collaborator WHERE thread_id = %d; %s" % (self.thread(ticket), sharing))
            self.posted("%d/messages" % ticket, body, None)
            mate = self.user("mate@quay.example")
            self.assertEqual([["3", str(mate)]], self.sql("SELECT flags, user_id FROM ost_thread_collaborator WHERE"
                                                          " thread_id = %d" % self.thread(ticket)))
            event = self.sql("SELECT data, username, uid FROM ost_thread_event WHERE thread_id = %d ORDER BY id DESC LIMIT 1"
                             % self.thread(ticket))
            self.assertEqual([['{"add":{"%d":{"name":"Mate"}}}' % mate, "mate@quay.example", "NULL"]], event)

    def test_opens_a_closed_ticket_again(self):
        ticket = self.created()
        self.posted("%d/replies" % ticket, {"message": "Done.", "status_id": 3})
        self.posted("%d/messages" % ticket, {"message": "Not at all."}, None)
        self.assertEqual(["1", "NULL", "0", "1"], self.ticket(ticket, "status_id, closed, isanswered, staff_id"))
        self.sql("UPDATE ost_ticket SET status_id = 16, closed = NOW() WHERE ticket_id = %d;"
                 "INSERT INTO ost_ticket_status (id, name, state, mode, flags, sort, properties, created, updated) VALUES"
                 " (16, 'For good', 'closed', 1, 0, 6, '{}', NOW(), NOW())" % ticket)
        said = self.refused(409, ticket, {"message": "Not yet."})
        self.assertEqual("conflict", said["code"])

    def test_names_who_has_an_account_in_the_history_whatever_the_format_of_names(self):
        self.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'client_name_format', 'lastfirst', NOW())")
        self.addCleanup(self.sql, "DELETE FROM ost_config WHERE `key` = 'client_name_format'")
        ticket = self.created(email="ida@example.com", name="Ida Long")
        self.sql("INSERT INTO ost_user_account (user_id, status, registered)"
                 " SELECT user_id, 1, NOW() FROM ost_ticket WHERE ticket_id = %d" % ticket)
        self.posted("%d/replies" % ticket, {"message": "Done.", "status_id": 3})
        entry = self.posted("%d/messages" % ticket, {"message": "Not yet."}, None)
        self.assertEqual(["Long, Ida"], self.entry(entry, "poster"))
        self.assertEqual([["Ida Long"]], self.sql("SELECT username FROM ost_thread_event WHERE thread_id = %d ORDER BY id DESC LIMIT 1"
                                                  % self.thread(ticket)))

    def test_is_not_answered_where_osticket_hides_it(self):
        ticket = self.created()
        first = self.number("SELECT MIN(id) FROM ost_thread_entry WHERE thread_id = %d" % self.thread(ticket))
        hidden = self.posted("%d/messages" % ticket, {"message": "Edited since."}, None)
        self.sql("UPDATE ost_thread_entry SET flags = flags | 4 WHERE id = %d" % hidden)
        self.assertEqual([str(first)], self.entry(self.posted("%d/replies" % ticket, {"message": "Yes."}), "pid"))

    def test_of_a_merged_ticket_goes_to_the_one_that_shows_it(self):
        parent, child = self.created(), self.created()
        for flags, where in ((1, parent), (2, parent), (8, child)):
            self.sql("UPDATE ost_ticket SET flags = 16 WHERE ticket_id = %d;"
                     "UPDATE ost_ticket SET flags = %d, ticket_pid = %d WHERE ticket_id = %d" % (parent, flags, parent, child))
            entry = self.posted("%d/messages" % child, {"message": "Where am I?"}, None)
            self.assertEqual([str(self.thread(where))], self.entry(entry, "thread_id"))

    def test_says_something(self):
        ticket = self.created()
        for body, field in (({}, "message"), ({"message": "<br>"}, "message"),
                            ({"message": "x", "alert": "no"}, "alert"), ({"message": "x", "user": 1}, "user")):
            self.assertEqual([field], list(self.refused(422, ticket, body)["fields"]))


class QuietMessages(AgentTest):
    def test_take_all_that_is_described(self):
        body = {"message": "x", "email": "jane@example.com", "alert": False, "autorespond": 0, "attachments": []}
        self.assertEqual(201, self.act("%d/messages" % self.created(), body, None).status)


class Cost(AgentTest):
    settings = AgentTest.counting
    reference_ttl = 60

    def test_of_a_message_is_at_most_25_statements(self):
        ticket = self.created()
        post = lambda: self.posted("%d/messages" % ticket, {"message": "Counted."}, None)  # noqa: E731
        self.assertLessEqual(self.statements(post), 25)
