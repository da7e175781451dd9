# SPDX-License-Identifier: MIT
"""What ticket filters see of a request, and of the ticket that came of it."""
import base64
import json

from harness import SystemTest


class Filters(SystemTest):
    @classmethod
    def fill(cls):
        cls.filters = 100

    def add_filter(self, what, how, value, action, configuration, target="Any"):
        """One rule, one action; what the rule says is unique, so the tests do not meet."""
        type(self).filters += 1
        ident = self.filters
        self.sql("INSERT INTO ost_filter (id, execorder, isactive, target, name, created, updated) VALUES (%d, %d, 1, '%s',"
                 " 'F%d', NOW(), NOW()); INSERT INTO ost_filter_rule (filter_id, what, how, val, isactive, notes, created,"
                 " updated) VALUES (%d, '%s', '%s', '%s', 1, '', NOW(), NOW()); INSERT INTO ost_filter_action (filter_id,"
                 " sort, type, configuration, updated) VALUES (%d, 1, '%s', '%s', NOW())"
                 % (ident, ident, target, ident, ident, what, how, value, ident, action, json.dumps(configuration)))
        return "F%d" % ident

    def outcome(self, ticket, name):
        """The ticket's team and SLA, and whether the filter left an event."""
        row = self.sql("SELECT team_id, sla_id FROM ost_ticket WHERE ticket_id = %d" % ticket)[0]
        events = self.number("SELECT COUNT(*) FROM ost_thread_event v JOIN ost_thread t ON t.id = v.thread_id WHERE"
                             " t.object_type = 'T' AND t.object_id = %d AND v.username = 'Ticket Filter' AND v.data LIKE"
                             " '%%\"filter\":\"%s\"%%'" % (ticket, name))
        return [int(row[0]), int(row[1]), events]

    def test_see_the_topic_that_was_asked_for(self):
        name = self.add_filter("topicId", "equal", "4", "sla", {"sla_id": 2})
        self.assertEqual([0, 2, 1], self.outcome(self.created(topic_id=4), name))
        self.assertEqual(0, self.outcome(self.created(topic_id=1), name)[2])

    def test_see_the_decoded_message(self):
        name = self.add_filter("body", "contains", "<b>winch", "team", {"team_id": 1})
        coded = base64.b64encode(b"<b>winch</b>").decode()
        for message in ("data:text/html;charset=utf-8;base64," + coded, "a <b>WINCH</b>"):
            ticket = self.created(message=message)
            self.assertEqual((1, 1), (self.outcome(ticket, name)[0], self.outcome(ticket, name)[2]))

    def test_see_what_belongs_to_a_list_item(self):
        self.sql("INSERT INTO ost_form (id, type, flags, title, name, created, updated) VALUES (9, 'L1', 0, 'Quay', '', NOW(),"
                 " NOW()); INSERT INTO ost_form_field (id, form_id, flags, type, label, name, configuration, sort, created,"
                 " updated) VALUES (90, 9, 13057, 'text', 'Depth', 'depth', '{}', 1, NOW(), NOW());"
                 "UPDATE ost_list_items SET properties = '{\"90\":\"nine metres\"}' WHERE id = 2")
        depth = self.add_filter("field.22.90", "starts", "nine", "sla", {"sla_id": 2})
        abbreviation = self.add_filter("field.22.abb", "equal", "S", "team", {"team_id": 1})
        ticket = self.created(topic_id=5, crane_number="7", quay="2")
        self.assertEqual([1, 2, 1], self.outcome(ticket, depth))
        self.assertEqual(1, self.outcome(ticket, abbreviation)[2])
        ticket = self.created(topic_id=5, crane_number="7", quay="1")
        self.assertEqual((0, 0), (self.outcome(ticket, depth)[2], self.outcome(ticket, abbreviation)[2]))

    def test_see_the_stored_answers_of_a_known_user(self):
        self.created(email="stored@quay.example", name="Stored", phone="5550177777")
        name = self.add_filter("field.3", "ends", "017-7777", "team", {"team_id": 1})
        ticket = self.created(email="stored@quay.example", name=None)
        self.assertEqual((1, 1), (self.outcome(ticket, name)[0], self.outcome(ticket, name)[2]))

    def test_are_asked_again_for_their_events(self):
        # Neither the first time nor then do they see the priority that the topic gives.
        name = self.add_filter("field.12", "equal", "Low", "sla", {"sla_id": 2})
        sla = self.number("SELECT id FROM ost_sla WHERE id <> 2 ORDER BY id LIMIT 1")
        self.sql("UPDATE ost_filter SET isactive = 0 WHERE name <> '%s'" % name)
        ticket = self.created(topic_id=4)
        self.assertEqual([0, sla, 0], self.outcome(ticket, name))
        ticket = self.created(topic_id=4, priority=1)
        self.assertEqual([0, 2, 1], self.outcome(ticket, name))

    def test_count_before_a_priority_by_its_id_and_after_the_forms_field(self):
        self.add_filter("name", "contains", "", "pri", {"priority": 4})
        for sent, kept in (({}, 4), ({"priorityId": 1}, 4), ({"priority": 1}, 1), ({"priority": "low"}, 1)):
            ticket = self.created(**sent)
            self.assertEqual(kept, self.number("SELECT priority FROM ost_ticket__cdata WHERE ticket_id = %d" % ticket), sent)

    def test_of_other_origins_are_not_asked(self):
        for target in ("Web", "Email"):
            name = self.add_filter("name", "contains", "", "team", {"team_id": 1}, target)
            self.assertEqual(0, self.outcome(self.created(), name)[2])
