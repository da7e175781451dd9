# SPDX-License-Identifier: MIT
"""Creating, changing and deleting tickets."""
import base64
import json
import os
import threading

import sample
from harness import KEY, CountsStatements, SystemTest, table_rows


class Statements(SystemTest):
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
        with open(os.path.join(self.httpd.folder, "access.log")) as log:
            counted = [int(line) for line in log]
        self.assertLessEqual(counted[2], 14)
        self.assertEqual([1, 1, 2, 3, 1], counted[-len(queries):], queries)


class Create(SystemTest):
    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 2))

    def test_answers_with_id_number_and_location(self):
        answer = self.create()
        self.assertEqual(201, answer.status)
        self.assertEqual("Ticket created", answer.json["message"])
        ticket = answer.json["id"]
        self.assertEqual("/api/v1/tickets.php?id=%d" % ticket, answer.headers["location"])
        shown = self.get("?id=%d" % ticket).json["tickets"][0]
        self.assertEqual((answer.json["number"], "Hello", "Open", "jane@example.com", "Jane Doe"),
                         (shown["number"], shown["subject"], shown["status"], shown["user_email"], shown["user_name"]))
        self.assertEqual(["It rains."], [r["body"] for r in shown["responses"]])

    def test_needs_email_subject_and_message(self):
        answer = self.send("POST", body={})
        self.assert_error(422, "Missing required fields: email, subject, message", answer)
        self.assertEqual({"email", "subject", "message"}, set(answer.json["fields"]))
        self.assert_error(422, "Missing required fields: subject", self.create(subject="  "))

    def test_needs_a_name_of_a_new_user_only(self):
        answer = self.create(email="new@example.com", name=None)
        self.assertEqual((422, ["name"]), (answer.status, list(answer.json["fields"])))
        self.assertEqual(201, self.create(email="person1@example.com", name=None).status)

    def test_finds_a_user_by_his_address_in_any_case(self):
        ticket = self.created(email="PERSON1@Example.com", name="Ignored")
        self.assertEqual("Person 1", self.get("?id=%d" % ticket).json["tickets"][0]["user_name"])

    def test_refuses_what_is_no_json_object(self):
        for body in (b"", b"{", b"[]", b"1", b"null", b'"x"', b'{"a":1}{"b":2}', b'{"a":1,"a":2}', b"[" * 100000,
                     b'{"subject":"\\ud800"}', b'{"subject":"a\\u0000b"}'):
            self.assert_error(400, "Invalid JSON body", self.send("POST", body=body))

    def test_refuses_values_of_the_wrong_type(self):
        for fields in ({"subject": []}, {"message": {}}, {"email": ["a@b.example"]}, {"topic_id": []},
                       {"topic_id": -1}, {"priority": 1.5}, {"alert": "maybe"}, {"source": {}}, {"name": True}):
            answer = self.create(**fields)
            self.assertEqual((422, list(fields)), (answer.status, list(answer.json["fields"])), fields)

    def test_refuses_an_address_that_is_none(self):
        for email in ("x", "a@", "@b", "a b@c.example", "a@b@c", "a@localhost", "a@b..c", "a,b@c.example"):
            answer = self.create(email=email)
            self.assertEqual((422, ["email"]), (answer.status, list(answer.json["fields"])), email)

    def test_refuses_text_that_is_not_utf8(self):
        before = table_rows(self)
        answer = self.send("POST", body=b'{"email":"a@b.example","name":"A","subject":"x\xff","message":"m"}')
        self.assertEqual((422, ["subject"]), (answer.status, list(answer.json["fields"])))
        self.assertEqual(before, table_rows(self))

    def test_takes_a_source_that_osticket_does_not_know_for_its_own(self):
        pigeon = self.create(source="Carrier pigeon").json
        self.assertEqual(["source: is none of Web, Email, Phone, API and Other, so API is used"], pigeon["warnings"])
        for ticket, source in ((pigeon["id"], "API"), (self.created(source="phone"), "Phone")):
            self.assertEqual([[source]], self.sql("SELECT source FROM ost_ticket WHERE ticket_id = %d" % ticket))

    def test_takes_numbers_where_texts_are_wanted_and_nothing_for_an_empty_topic(self):
        answer = self.create(subject=5, topic_id="")
        self.assertEqual((201, None), (answer.status, answer.json.get("warnings")))
        self.assertEqual("5", self.get("?id=%d" % answer.json["id"]).json["tickets"][0]["subject"])

    def test_names_every_member_that_it_does_not_use(self):
        answer = self.create(prority=2, ips="x", priority=2, priority_id=1, alert=True)
        said = {warning.split(":")[0] for warning in answer.json["warnings"]}
        self.assertEqual({"prority", "ips", "priority_id", "alert"}, said)

    def test_takes_an_address_in_another_case_for_the_same(self):
        first = self.created(email="mueller@case.example", name="Frau M\u00fcller")
        self.sql("UPDATE ost_user_email SET address = 'm\u00fcller@case.example' WHERE address = 'mueller@case.example'")
        second = self.created(email="M\u00dcLLER@Case.example", name=None)
        users = [self.number("SELECT user_id FROM ost_ticket WHERE ticket_id = %d" % id) for id in (first, second)]
        self.assertEqual(users[0], users[1])

    def test_does_not_take_an_address_with_an_accent_for_another_users(self):
        self.created(email="john@example.com")
        answer = self.create(email="j\u00f6hn@example.com")
        self.assertEqual((422, ["email"]), (answer.status, list(answer.json["fields"])))
        first, second = self.created(email="JOHN@Example.com"), self.created(email="john@example.com")
        self.assertEqual(1, self.number("SELECT COUNT(DISTINCT user_id) FROM ost_ticket WHERE ticket_id IN (%d, %d)"
                                        % (first, second)))

    def test_takes_another_content_type(self):
        answer = self.send("POST", body=b'{"email":"a@b.example","name":"A","subject":"s","message":"m"}',
                           headers={"Content-Type": "text/plain"})
        self.assertEqual(201, answer.status)

    def test_cleans_markup_and_keeps_text(self):
        ticket = self.created(message="<p onclick=x()>Hi <b>there</b><script>evil()</script></p>",
                              subject="Fish & <i>chips</i>")
        shown = self.get("?id=%d" % ticket).json["tickets"][0]
        self.assertEqual("Fish & chips", shown["subject"])
        self.assertEqual("<p>Hi <b>there</b></p>", shown["responses"][0]["body"])

    def test_indexes_composed_text_but_the_title_of_an_entry_as_it_is(self):
        ticket = self.created(subject="Cafe\u0301")
        titles = dict(self.sql("SELECT 'T', title FROM ost__search WHERE object_type = 'T' AND object_id = %d UNION"
                               " SELECT 'H', s.title FROM ost__search s JOIN ost_thread_entry e ON e.id = s.object_id"
                               " JOIN ost_thread h ON h.id = e.thread_id WHERE s.object_type = 'H' AND h.object_id = %d"
                               % (ticket, ticket)))
        self.assertEqual("Cafe\u0301", titles["H"])
        self.assertTrue(titles["T"].endswith(" Caf\u00e9"), titles["T"])

    def test_keeps_the_lines_of_plain_text(self):
        ticket = self.created(message="one\ntwo")
        self.assertIn("<br />", self.get("?id=%d" % ticket).json["tickets"][0]["responses"][0]["body"])

    def test_stores_long_characters_as_osticket_does(self):
        ticket = self.created(subject="math \U0001d4b3 \U0001f600!", message="\U0001d4b3")
        shown = self.get("?id=%d" % ticket).json["tickets"][0]
        self.assertEqual(("math ???? !", "????"), (shown["subject"], shown["responses"][0]["body"]))

    def test_understands_data_addresses(self):
        coded = base64.b64encode("<b>größe</b>".encode()).decode()
        for message, body in (("data:text/html;charset=utf-8;base64," + coded, "<b>größe</b>"),
                              ("data:text/plain;charset=utf-8,größe", "größe"), ("data:text/plain,plain", "plain")):
            ticket = self.created(message=message)
            self.assertEqual(body, self.get("?id=%d" % ticket).json["tickets"][0]["responses"][0]["body"])

    def test_refuses_a_body_that_does_not_fit(self):
        before = table_rows(self)
        self.assertEqual(413, self.send("POST", body=b'{"x":"%s"}' % (b"x" * 1100000)).status)
        self.assertEqual(before, table_rows(self))

    def test_warns_of_what_was_not_used(self):
        for topic in (3, 77):
            answer = self.create(topic_id=topic)
            self.assertEqual(201, answer.status)
            self.assertIn("topic_id", answer.json["warnings"][0])
        answer = self.create(topic_id=5, crane_number="7", load="feather")
        self.assertEqual((201, 1), (answer.status, len(answer.json["warnings"])))
        self.assertNotIn("warnings", self.create().json)

    def test_fills_in_the_forms_of_the_topic(self):
        answer = self.create(topic_id=5)
        self.assertEqual((422, ["crane_number"]), (answer.status, list(answer.json["fields"])))
        answer = self.create(topic_id=5, crane_number="seven")
        self.assertEqual("Enter a Number", answer.json["fields"]["crane_number"])
        ticket = self.created(topic_id=5, crane_number="7", load="heavy", quay="South quay", out_of_service=True)
        values = dict(self.sql("SELECT f.name, v.value FROM ost_form_entry e JOIN ost_form_entry_values v ON"
                               " v.entry_id = e.id JOIN ost_form_field f ON f.id = v.field_id WHERE e.form_id = 3 AND"
                               " e.object_id = %d" % ticket))
        self.assertEqual({"crane_number": "7", "load": '{"heavy":"More than 5 t"}', "quay": '{"2":"South quay"}',
                          "out_of_service": "1"}, values)

    def test_follows_the_topic(self):
        ticket = self.created(topic_id=2)
        row = self.sql("SELECT dept_id, staff_id, sla_id, number, status_id FROM ost_ticket WHERE ticket_id = %d" % ticket)[0]
        self.assertEqual(["2", "2", "2"], row[:3])
        self.assertRegex(row[3], "^R-00[0-9]{3}$")

    def test_refuses_what_filters_and_ban_list_refuse(self):
        words = "This help desk is for use by authorized users only"
        before, log = table_rows(self), self.number("SELECT COUNT(*) FROM ost_syslog")
        self.assert_error(403, words, self.create(email="banned@spam.example", name="B"))
        self.assert_error(403, words, self.create(subject="You won the lottery"))
        self.assertEqual(before, table_rows(self))
        self.assertEqual(log + 2, self.number("SELECT COUNT(*) FROM ost_syslog"))

    def test_answers_with_a_canned_response_where_a_filter_says_so(self):
        self.sql("INSERT INTO ost_canned_response (canned_id, isenabled, title, response, created, updated) VALUES (1, 1,"
                 " 'Got it', '<p>Thank you, %{ticket.name}: %{ticket.number}</p>', NOW(), NOW());"
                 "INSERT INTO ost_file (id, ft, type, `key`, signature, created) VALUES (9, 'T', '', 'c', 'c', NOW());"
                 "INSERT INTO ost_attachment (object_id, type, file_id) VALUES (1, 'C', 9);"
                 "INSERT INTO ost_filter (id, execorder, isactive, target, name, created, updated) VALUES (9, 9, 1, 'Any',"
                 " 'Canned', NOW(), NOW()); INSERT INTO ost_filter_rule (filter_id, what, how, val, isactive, notes,"
                 " created, updated) VALUES (9, 'body', 'contains', 'please answer', 1, '', NOW(), NOW());"
                 "INSERT INTO ost_filter_action (filter_id, sort, type, configuration, updated) VALUES (9, 1, 'canned',"
                 " '{\"canned_id\":1}', NOW())")
        answer = self.create(message="data:text/plain,Please answer")
        shown = self.get("?id=%d" % answer.json["id"]).json["tickets"][0]["responses"]
        self.assertEqual(["message", "response"], [r["type"] for r in shown])
        self.assertEqual("<p>Thank you, Jane Doe: %s</p>" % answer.json["number"], shown[1]["body"])
        self.assertEqual([["9"]], self.sql("SELECT file_id FROM ost_attachment WHERE type = 'H' AND object_id = %d"
                                           % shown[1]["id"]))
        self.assertEqual([["0", "0"]], self.sql("SELECT isanswered, lastresponse IS NULL FROM ost_ticket t JOIN"
                                                " ost_thread h ON h.object_id = t.ticket_id WHERE t.ticket_id = %d"
                                                % answer.json["id"]))

        self.sql("UPDATE ost_canned_response SET response = '<p>One,</p><p>two<br />& three %{ticket.name}</p>';"
                 "INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'enable_richtext', '0', NOW())")
        self.addCleanup(self.sql, "DELETE FROM ost_config WHERE `key` = 'enable_richtext'")
        ticket = self.created(message="Please answer", name="Jane & Jim", email="both@example.com")
        self.assertEqual([["text", "One,\\n\\ntwo\\n&amp; three Jane &amp; Jim"]], self.sql(
            "SELECT format, body FROM ost_thread_entry e JOIN ost_thread h ON h.id = e.thread_id WHERE e.type = 'R'"
            " AND h.object_id = %d" % ticket))

    def test_asks_a_known_users_own_fields_of_filters(self):
        self.created(email="caller@example.com", name="Caller", phone="5551234567")
        self.sql("INSERT INTO ost_filter (id, execorder, isactive, target, name, created, updated) VALUES (10, 10, 1, 'Any',"
                 " 'By phone', NOW(), NOW()); INSERT INTO ost_filter_rule (filter_id, what, how, val, isactive, notes,"
                 " created, updated) VALUES (10, 'field.3', 'equal', '(555) 123-4567', 1, '', NOW(), NOW());"
                 "INSERT INTO ost_filter_action (filter_id, sort, type, configuration, updated) VALUES (10, 1, 'dept',"
                 " '{\"dept_id\":3}', NOW())")
        ticket = self.created(email="caller@example.com", subject="Again")
        self.assertEqual([["3"]], self.sql("SELECT dept_id FROM ost_ticket WHERE ticket_id = %d" % ticket))

    def test_gives_a_known_user_the_form_that_he_lacks(self):
        self.created(email="formless@example.com", name="Formless", phone="5551234567")
        user = self.number("SELECT user_id FROM ost_user_email WHERE address = 'formless@example.com'")
        self.sql("DELETE FROM ost_form_entry WHERE object_type = 'U' AND object_id = %d" % user)
        for subject in ("Once", "Twice"):
            self.created(email="formless@example.com", subject=subject)
        answers = ("SELECT e.id, e.sort, v.field_id, v.value, v.value_id FROM ost_form_entry e JOIN ost_form_entry_values v"
                   " ON v.entry_id = e.id WHERE e.object_type = 'U' AND e.object_id = %d" % user)
        self.assertEqual([["1", "3", "NULL", "NULL"]], [row[1:] for row in self.sql(answers)])
        self.assertEqual([[""]], self.sql("SELECT phone FROM ost_user__cdata WHERE user_id = %d" % user))

    def test_keeps_a_topics_priority_that_is_gone_without_its_name(self):
        self.sql("UPDATE ost_help_topic SET priority_id = 77 WHERE topic_id = 2")
        ticket = self.created(topic_id=2)
        self.sql("UPDATE ost_help_topic SET priority_id = 2 WHERE topic_id = 2")
        self.assertEqual([["NULL", "77"]], self.sql(
            "SELECT v.value, v.value_id FROM ost_form_entry e JOIN ost_form_entry_values v ON v.entry_id = e.id JOIN"
            " ost_form_field f ON f.id = v.field_id AND f.name = 'priority' WHERE e.object_type = 'T' AND e.object_id = %d"
            % ticket))
        self.assertEqual([[""]], self.sql("SELECT priority FROM ost_ticket__cdata WHERE ticket_id = %d" % ticket))
        self.assertIsNone(self.get("?id=%d" % ticket).json["tickets"][0]["priority_id"])

    def test_names_collaborators_by_their_rows_and_users_as_osticket_does(self):
        self.created(email="first@blueline.example", name="First, Zoe")
        ticket = self.created(email="ann.other@blueline.example", name="ann.other@blueline.example")
        rows = self.sql("SELECT c.id, e.recipients, e.poster FROM ost_thread h JOIN ost_thread_entry e ON e.thread_id = h.id"
                        " JOIN ost_thread_collaborator c ON c.thread_id = h.id JOIN ost_user u ON u.id = c.user_id"
                        " AND u.name = 'Zoe First' WHERE h.object_id = %d" % ticket)
        self.assertEqual("Ann Other", rows[0][2])
        self.assertEqual("Zoe First <first@blueline.example>", json.loads(rows[0][1])["cc"][rows[0][0]])

    def test_keeps_to_the_limit_of_open_tickets(self):
        self.sql("UPDATE ost_config SET value = '1' WHERE `key` = 'max_open_tickets'")
        try:
            self.assertEqual(201, self.create(email="person2@example.com").status)
            before = table_rows(self)
            self.assert_error(403, "You've reached the maximum open tickets allowed.",
                              self.create(email="person2@example.com"))
            self.assertEqual(before, table_rows(self))
        finally:
            self.sql("UPDATE ost_config SET value = '' WHERE `key` = 'max_open_tickets'")

    def test_sql_in_a_value_is_only_text(self):
        for text in ("'; DROP TABLE ost_ticket; -- ", "\\'; SELECT 1; -- ", "{ticket} %s %%", "`x`", "\"\\"):
            ticket = self.created(subject=text, message=text, name=text, berth="b" + text)
            self.assertEqual(text, self.get("?id=%d" % ticket).json["tickets"][0]["subject"])

    def test_two_clients_at_once_get_two_tickets(self):
        answers = []
        clients = [threading.Thread(target=lambda: answers.append(self.create(topic_id=2))) for _ in range(16)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self.assertEqual({201}, {a.status for a in answers})
        numbers = sorted(a.json["number"] for a in answers)
        self.assertEqual(16, len(set(numbers)))
        steps = {int(b[2:]) - int(a[2:]) for a, b in zip(numbers, numbers[1:])}
        self.assertEqual({10}, steps)

    def test_two_clients_at_once_make_one_user(self):
        answers = []
        clients = [threading.Thread(target=lambda: answers.append(self.create(email="twin@example.com"))) for _ in range(8)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self.assertEqual({201}, {a.status for a in answers}, [a.body for a in answers])
        self.assertEqual(1, self.number("SELECT COUNT(*) FROM ost_user_email WHERE address = 'twin@example.com'"))
        self.assertEqual(1, self.number("SELECT COUNT(*) FROM ost_user WHERE default_email_id = (SELECT id FROM"
                                        " ost_user_email WHERE address = 'twin@example.com')"))


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
