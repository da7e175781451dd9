# SPDX-License-Identifier: MIT
"""Creating tickets."""
import base64
import json
import threading

import sample
from harness import SystemTest, table_rows


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
