# SPDX-License-Identifier: MIT
"""Changing and deleting tickets."""
import json
import threading

import sample
from harness import KEY, CountsStatements, SystemTest, table_rows


class Statements(CountsStatements, SystemTest):
    """With key and reference data in memory, as an httpd in use has them."""
    reference_ttl = 60
    key_ttl = 60000
    settings = CountsStatements.counting

    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 2))

    def test_are_few_for_a_new_ticket_and_fewer_to_read_it(self):
        # The tables are looked at behind the first answer, so the second request may set up a connection.
        for _ in range(3):
            ticket = self.created(email="person1@example.com")
        queries = ("?id=%d" % ticket, "/%d" % ticket, "", "?per_page=1", "?include=none")
        for query in 2 * queries:
            self.assertEqual(200, self.get(query).status)
        self.httpd.stop()
        counted = self.counted()
        self.assertLessEqual(counted[2], 14)
        self.assertEqual([1, 1, 2, 3, 1], counted[-len(queries):], queries)


class Change(SystemTest):
    def put(self, ticket, **fields):
        return self.send("PUT", "?id=%d" % ticket, fields)

    def test_of_a_topic_that_is_gone_knows_nothing_before(self):
        ticket = self.created()
        self.sql("UPDATE ost_ticket SET topic_id = 999 WHERE ticket_id = %d" % ticket)
        self.assertEqual(200, self.put(ticket, topic_id=2).status)
        self.assertEqual([['{"topic_id":[null,2]}']], self.sql(
            "SELECT v.data FROM ost_thread h JOIN ost_thread_event v ON v.thread_id = h.id JOIN ost_event n"
            " ON n.id = v.event_id AND n.name = 'edited' WHERE h.object_id = %d" % ticket))

    def state(self, ticket):
        return self.sql("SELECT status_id, topic_id, closed IS NULL, reopened IS NULL FROM ost_ticket WHERE"
                        " ticket_id = %d" % ticket)[0]

    def test_status_closes_and_opens_again(self):
        ticket = self.created()
        answer = self.put(ticket, status_id=3)
        self.assertEqual((200, {"message": "Ticket updated"}), (answer.status, answer.json))
        self.assertEqual(["3", "0", "0", "1"], self.state(ticket))
        self.assertEqual(200, self.send("PATCH", "?id=%d" % ticket, {"status_id": "1"}).status)
        self.assertEqual(["1", "0", "1", "0"], self.state(ticket))

    def test_gives_a_reopened_ticket_to_whom_osticket_takes_for_the_last_to_answer(self):
        ticket = self.created()
        agent = self.number("SELECT MIN(staff_id) FROM ost_staff")
        self.sql("SET sql_mode = ''; INSERT INTO ost_thread_entry (thread_id, staff_id, type, poster, body, created) SELECT id,"
                 " 77, 'R', '', '', NOW() FROM ost_thread WHERE object_id = {0}; INSERT INTO ost_thread_entry (thread_id,"
                 " staff_id, type, poster, body, created) SELECT id, {1}, 'R', '', '', NOW() FROM ost_thread WHERE object_id ="
                 " {0}; INSERT INTO ost_thread_entry (thread_id, staff_id, type, poster, body, created) SELECT id, 78, 'R', '',"
                 " '', NOW() FROM ost_thread WHERE object_id = {0}; UPDATE ost_ticket t JOIN ost_staff s ON s.staff_id = {1}"
                 " SET t.dept_id = s.dept_id, t.staff_id = 79 WHERE t.ticket_id = {0}".format(ticket, agent))
        self.assertEqual(200, self.put(ticket, status_id=3).status)
        self.assertEqual([["0"]], self.sql("SELECT staff_id FROM ost_ticket WHERE ticket_id = %d" % ticket))
        self.assertEqual(200, self.put(ticket, status_id=1).status)
        self.assertEqual([[str(agent)]], self.sql("SELECT staff_id FROM ost_ticket WHERE ticket_id = %d" % ticket))

    def test_of_what_is_set_already_writes_nothing(self):
        ticket = self.created()
        events = self.number("SELECT COUNT(*) FROM ost_thread_event")
        self.assertEqual(200, self.put(ticket, status_id=1, topic_id=0).status)
        self.assertEqual(events, self.number("SELECT COUNT(*) FROM ost_thread_event"))

    def test_all_happens_or_none(self):
        ticket = self.created()
        before = (self.state(ticket), table_rows(self))
        self.assertEqual(422, self.put(ticket, topic_id=1, status_id=99).status)
        self.assertEqual(409, self.put(ticket, topic_id=1, status_id=4).status)
        self.assertEqual(before, (self.state(ticket), table_rows(self)))
        self.assertEqual(200, self.put(ticket, topic_id=1, status_id=2).status)
        self.assertEqual(["2", "1", "0", "1"], self.state(ticket))

    def refusal(self, ticket, fields):
        answer = self.send("PUT", "?id=%d" % ticket, fields)
        return answer.status, answer.json["code"]

    def test_errors(self):
        ticket = self.created()
        self.assert_error(400, "Missing ticket ID", self.send("PUT", body={"status_id": 1}))
        self.assert_error(404, "Ticket not found", self.put(9999, status_id=1))
        self.assert_error(400, "Invalid JSON body", self.send("PUT", "?id=%d" % ticket, b"x"))
        self.assertEqual((403, "agent_required"), self.refusal(ticket, {"subject": "x"}))
        for fields in ({}, {"status_id": 99}, {"topic_id": 77}, {"topic_id": 3}, {"status_id": None},
                       {"status_id": "open"}, {"status_id": 1, "x": 1}):
            self.assertEqual(422, self.send("PUT", "?id=%d" % ticket, fields).status, fields)
        self.assertEqual(400, self.send("PUT", "?id=%d&page=1" % ticket, {"status_id": 1}).status)

    def test_that_osticket_refuses_says_why(self):
        ticket = self.created()
        self.sql("INSERT INTO ost_task (object_id, object_type, number, flags, created, updated) VALUES (%d, 'T', '1',"
                 " 1, NOW(), NOW())" % ticket)
        self.assert_error(409, "This ticket has 1 open tasks and cannot be closed", self.put(ticket, status_id=3))
        self.sql("UPDATE ost_form_field SET flags = flags | 4 WHERE name = 'berth'")
        try:
            self.assert_error(409, "This ticket is missing data on one or more required fields and cannot be closed",
                              self.put(self.created(), status_id=3))
            self.assertEqual(200, self.put(self.created(berth="B 7"), status_id=3).status)
        finally:
            self.sql("UPDATE ost_form_field SET flags = flags & ~4 WHERE name = 'berth'")


class WholeTicket(SystemTest):
    def test_is_taken_back_as_get_gave_it(self):
        ticket = self.created()
        shown = self.get("?id=%d" % ticket).json["tickets"][0]
        path = "?id=%d" % ticket
        self.assertEqual(200, self.send("PUT", path, body=json.dumps(dict(shown, status_id=3)).encode()).status)
        self.assertEqual(3, self.get(path).json["tickets"][0]["status_id"])
        answer = self.send("PUT", path, body=json.dumps(dict(shown, colour="red")).encode())
        self.assertEqual((422, ["colour"]), (answer.status, list(answer.json["fields"])))


class Delete(SystemTest):
    def remove(self, ticket):
        return self.send("DELETE", "?id=%d" % ticket)

    def test_leaves_nothing_but_the_history(self):
        self.created()
        before = table_rows(self)
        ticket = self.created(topic_id=5, crane_number="7")
        thread = self.number("SELECT id FROM ost_thread WHERE object_id = %d" % ticket)
        entry = self.number("SELECT id FROM ost_thread_entry WHERE thread_id = %d" % thread)
        self.sql("INSERT INTO ost_file (id, ft, type, `key`, signature, created) VALUES"
                 " (1, 'T', '', 'a', 'a', '2020-01-01'), (2, 'T', '', 'b', 'b', '2020-01-01'); INSERT INTO ost_file_chunk VALUES (1, 0, 'x'), (2, 0, 'x');"
                 "INSERT INTO ost_attachment (object_id, type, file_id) VALUES (%d, 'H', 1), (%d, 'H', 2), (7777, 'H', 2);"
                 "INSERT INTO ost_draft (staff_id, namespace, body) VALUES (1, 'ticket.reply.%d', '')" % (entry, entry, ticket))
        answer = self.remove(ticket)
        self.assertEqual((200, {"message": "Ticket deleted"}), (answer.status, answer.json))
        after = table_rows(self)
        for table in ("ost_thread_event", "ost_file", "ost_file_chunk", "ost_attachment"):
            before.pop(table), after.pop(table)
        self.assertEqual(before, after)
        self.assertEqual([["2"]], self.sql("SELECT id FROM ost_file"))
        self.assertEqual([["7777"]], self.sql("SELECT object_id FROM ost_attachment"))
        self.assert_error(404, "Ticket not found", self.remove(ticket))

    def test_errors(self):
        self.assert_error(400, "Missing ticket ID", self.send("DELETE"))
        self.assert_error(404, "Ticket not found", self.remove(9999))
        self.assertEqual(400, self.send("DELETE", "?id=all").status)

    def test_of_a_parent_sets_its_children_free(self):
        parent, child = self.created(), self.created()
        self.sql("UPDATE ost_ticket SET flags = 17 WHERE ticket_id = %d; UPDATE ost_ticket SET ticket_pid = %d,"
                 " flags = 1 WHERE ticket_id = %d; UPDATE ost_thread SET object_type = 'C' WHERE object_id = %d"
                 % (parent, parent, child, child))
        self.assertEqual(200, self.remove(parent).status)
        self.assertEqual([["NULL", "0"]], self.sql("SELECT ticket_pid, flags FROM ost_ticket WHERE ticket_id = %d" % child))
        self.assertEqual([["T"]], self.sql("SELECT object_type FROM ost_thread WHERE object_id = %d" % child))

    def test_of_what_is_not_marked_as_a_parent_leaves_other_tickets(self):
        parent, child = self.created(), self.created()
        self.sql("UPDATE ost_ticket SET ticket_pid = %d, flags = 1 WHERE ticket_id = %d" % (parent, child))
        self.assertEqual(200, self.remove(parent).status)
        self.assertEqual([[str(parent), "1"]],
                         self.sql("SELECT ticket_pid, flags FROM ost_ticket WHERE ticket_id = %d" % child))

    def test_at_once_by_two_clients_happens_once(self):
        ticket, answers = self.created(), []
        clients = [threading.Thread(target=lambda: answers.append(self.remove(ticket).status)) for _ in range(8)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self.assertEqual([200] + [404] * 7, sorted(answers))


class OtherPrefix(SystemTest):
    prefix = "help1_"

    def test_works_alike(self):
        ticket = self.created()
        self.assertEqual([ticket], self.ids(""))
        self.assertEqual(200, self.send("PUT", "?id=%d" % ticket, {"status_id": 3}).status)
        self.assertEqual(200, self.send("DELETE", "?id=%d" % ticket).status)
        self.assertEqual(200, self.get(key=KEY).status)
