# SPDX-License-Identifier: MIT
"""What a client has to know of a help desk, and the directory of its users, at a handler that is bound to a whole tree."""
import sample
from harness import KEY, RANGES, SystemTest

TREE = "<Location /api/v1>\nSetHandler osticket-rest\nRequire all granted\n</Location>\n"
ROOT = "/api/v1/"
# Plural, singular, a statement for the ids and names in their order.
CATALOGUES = (
    ("statuses", "status", "SELECT id, name FROM ost_ticket_status ORDER BY id"),
    ("departments", "department", "SELECT id, name FROM ost_department ORDER BY id"),
    ("topics", "topic", "SELECT topic_id, topic FROM ost_help_topic ORDER BY topic_id"),
    ("priorities", "priority", "SELECT priority_id, priority FROM ost_ticket_priority ORDER BY priority_id"),
    ("agents", "agent", "SELECT staff_id, CONCAT(firstname, ' ', lastname) FROM ost_staff ORDER BY staff_id"),
    ("teams", "team", "SELECT team_id, name FROM ost_team ORDER BY team_id"),
    ("slas", "sla", "SELECT id, name FROM ost_sla ORDER BY id"),
)


class Tree(SystemTest):
    settings = TREE

    def at(self, path, query="", **more):
        return self.send(more.pop("method", "GET"), query, path=ROOT + path, **more)


class Catalogues(Tree):
    @classmethod
    def fill(cls):
        cls.sql("DELETE FROM ost_help_topic_form; INSERT INTO ost_help_topic_form (topic_id, form_id, sort, extra) VALUES"
                " (1, 2, 1, NULL), (1, 3, 2, '{\"disable\":[13]}');" + sample.users("ost_", 2))

    def test_hold_every_row(self):
        for plural, _, statement in CATALOGUES:
            rows = [[int(id), name] for id, name in self.sql(statement)]
            answer = self.at(plural)
            self.assertEqual(200, answer.status, plural)
            self.assertEqual([plural], list(answer.json))
            self.assertEqual(rows, [[row["id"], row["name"]] for row in answer.json[plural]], plural)

    def test_show_one_row_as_the_whole_does(self):
        for plural, singular in [names[:2] for names in CATALOGUES] + [("fields", "field")]:
            for row in self.at(plural).json[plural]:
                self.assertEqual({singular: row}, self.at("%s/%d" % (plural, row["id"])).json)
            missing = self.at("%s/4000000000" % plural)
            self.assertEqual((404, "not_found"), (missing.status, missing.json["code"]))

    def test_tell_what_is_in_use(self):
        active = {row["name"]: row["is_active"] for row in self.at("topics").json["topics"]}
        self.assertEqual((True, False), (active["Questions"], active["Retired topic"]))
        self.assertEqual([True, True, False], [row["is_active"] for row in self.at("slas").json["slas"]])
        self.assertEqual([24, 4, 8], [row["grace_hours"] for row in self.at("slas").json["slas"]])
        self.assertEqual([True, False], [row["is_active"] for row in self.at("teams").json["teams"]])
        self.assertEqual([1, 2], self.at("teams/1").json["team"]["members"])
        self.assertEqual([True, True, False], [row["available"] for row in self.at("agents").json["agents"]])
        cranes = self.at("departments/3").json["department"]
        self.assertEqual(("Workshop / Cranes", 2, 2), (cranes["full_name"], cranes["parent_id"], cranes["manager_id"]))

    def test_name_the_department_of_an_agent(self):
        agent = self.at("agents/2").json["agent"]
        self.assertEqual(("Tomás Núñez", 3, "Workshop / Cranes"), (agent["name"], agent["dept_id"], agent["department"]))

    def test_give_a_topic_with_its_forms(self):
        forms = self.at("topics/1").json["topic"]["forms"]
        self.assertEqual([2, 3], [form["id"] for form in forms])
        names = [field["name"] for field in forms[0]["fields"]]
        self.assertIn("subject", names)
        self.assertNotIn("message", names)  # has no value of its own
        self.assertEqual([], self.at("topics/3").json["topic"]["forms"])

    def test_give_fields_with_their_choices(self):
        fields = {field["name"]: field for field in self.at("fields").json["fields"]}
        self.assertIsNone(fields["subject"]["choices"])
        self.assertEqual([{"key": "1", "label": "Low"}, {"key": "2", "label": "Normal"}, {"key": "3", "label": "High"},
                          {"key": "4", "label": "Emergency"}], fields["priority"]["choices"])
        self.assertTrue(fields["subject"]["is_required"])
        self.assertEqual(2, fields["subject"]["form_id"])

    def test_are_told_again_only_when_they_have_changed(self):
        for plural in [names[0] for names in CATALOGUES] + ["fields"]:
            first = self.at(plural)
            self.assertRegex(first.headers["etag"], '^"[0-9a-f]{32}"$')
            self.assertEqual("private, no-cache", first.headers["cache-control"])
            for sent in (first.headers["etag"], "W/" + first.headers["etag"], '"x", ' + first.headers["etag"], "*"):
                again = self.at(plural, headers={"If-None-Match": sent})
                self.assertEqual((304, b"", first.headers["etag"]), (again.status, again.body, again.headers["etag"]))
            self.assertEqual(200, self.at(plural, headers={"If-None-Match": '"x"'}).status)
        before = self.at("statuses").headers["etag"]
        self.sql("UPDATE ost_ticket_status SET name = 'Shut' WHERE id = 3")
        after = self.at("statuses", headers={"If-None-Match": before})
        self.assertEqual(200, after.status)
        self.assertIn("Shut", str(after.json))

    def test_answer_each_method_of_each_address(self):
        resources = [names[0] for names in CATALOGUES] + ["fields", "users", "organizations"]
        reports = ["changes", "stats"]
        for path in reports + resources + ["%s/%d" % (plural, self.at(plural).json[plural][0]["id"]) for plural in resources]:
            tag = self.at(path, "?_=1").headers["etag"]
            self.assertEqual((200, b"", tag), self.seen(self.at(path, "?_=1", method="HEAD")))
            for method in ("GET", "HEAD"):
                self.assertEqual((304, b"", tag), self.seen(self.at(path, method=method, headers={"If-None-Match": tag})))
            self.assertEqual("GET, HEAD, OPTIONS", self.at(path, method="OPTIONS", key=None).headers["allow"])

    @staticmethod
    def seen(answer):
        return answer.status, answer.body, answer.headers["etag"]

    def test_take_no_parameters(self):
        for plural, _, _ in CATALOGUES:
            answer = self.at(plural, "?page=2")
            self.assertEqual((400, "invalid_parameter"), (answer.status, answer.json["code"]))
            self.assertEqual(200, self.at(plural, "?_=1").status)

    def test_are_only_read(self):
        for plural in ("statuses", "users", "agents/1"):
            answer = self.at(plural, method="DELETE")
            self.assertEqual((405, "GET, HEAD, OPTIONS"), (answer.status, answer.headers["allow"]))

    def test_other_addresses_of_the_tree_are_not_found(self):
        for path in ("", "nothing", "statuses/", "statuses/x", "statuses/1/2", "statuses.php", "Statuses", "agents/-1",
                     "tickets.php/x", "users/1/tickets/x"):
            answer = self.at(path)
            self.assertEqual((404, "not_found"), (answer.status, answer.json["code"]), path)
        self.assertEqual(200, self.at("tickets", "?per_page=1").status)


class Directory(Tree):
    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 45)
                + "DELETE FROM ost_organization; INSERT INTO ost_organization (id, name, manager, status, domain, created) VALUES"
                  " (1, 'Docks', '', 0, 'docks.example, quay.example', '2025-03-01 08:00:00'), (2, 'Dry', '', 0, '', NULL),"
                  " (3, '100% Cargo', '', 0, 'cargo.example', NOW());"
                  "UPDATE ost_user SET org_id = 1 WHERE id % 9 = 0;"
                  "INSERT INTO ost_user_email (id, user_id, flags, address) VALUES (900, 7, 0, 'Second@Example.com')")

    def ids(self, resource, query):
        answer = self.at(resource, query)
        self.assertEqual(200, answer.status, answer.body)
        return [row["id"] for row in answer.json[resource]]

    def wanted(self, table, where):
        return [int(row[0]) for row in self.sql("SELECT id FROM ost_%s WHERE %s ORDER BY id" % (table, where))]

    def test_finds_users(self):
        for query, where in (("", "1"), ("id=7", "id = 7"), ("name=Person+1", "name LIKE 'Person 1%'"),
                             ("name=person", "name LIKE 'person%'"), ("name=%25", "0"), ("organization_id=1", "org_id = 1"),
                             ("organization_id=1&name=Person+2", "org_id = 1 AND name LIKE 'Person 2%'"),
                             ("email=SECOND@example.com", "id = 7"), ("email=second@example.com&id=8", "0"),
                             ("email=person9@example.com&id=9", "id = 9"), ("email=nobody@example.com", "0"), ("id=&name=", "1")):
            self.assertEqual(self.wanted("user", where), self.ids("users", "?per_page=100&" + query), query)

    def test_shows_a_user_with_all_addresses(self):
        user = self.at("users/7").json["user"]
        self.assertEqual(("Person 7", "person7@example.com", ["person7@example.com", "Second@Example.com"]),
                         (user["name"], user["email"], user["emails"]))
        self.assertEqual((None, None), (user["organization_id"], user["organization"]))
        member = self.at("users/9").json["user"]
        self.assertEqual((1, "Docks", "2025-03-01 08:00:00"), (member["organization_id"], member["organization"], member["created"]))
        self.assertEqual(404, self.at("users/9999").status)

    def test_finds_organizations(self):
        for query, where in (("", "1"), ("name=d", "name LIKE 'd%'"), ("name=100%25", "id = 3"), ("domain=quay.example", "id = 1"),
                             ("domain=example", "0"), ("id=2", "id = 2")):
            self.assertEqual(self.wanted("organization", where), self.ids("organizations", "?" + query), query)
        one = self.at("organizations/1").json["organization"]
        self.assertEqual(("Docks", "docks.example, quay.example"), (one["name"], one["domain"]))

    def test_shows_times_in_utc(self):
        times = lambda path, query="?tz=utc": next(iter(self.at(path, query).json.values()))  # noqa: E731
        self.assertEqual(("2025-03-01T08:00:00Z", None), (times("users/9")["created"], times("organizations/2")["created"]))
        self.assertEqual("2025-03-01T08:00:00Z", times("organizations")[0]["created"])
        self.assertEqual("2025-03-01T08:00:00Z", times("users", "?id=9&tz=utc")[0]["created"])
        for path in ("users", "users/9", "organizations", "organizations/1"):
            self.assertEqual(400, self.at(path, "?tz=cet").status)

    def test_comes_in_pages(self):
        everyone = self.wanted("user", "1")
        seen = []
        for page in (1, 2, 3):
            answer = self.at("users", "?per_page=20&page=%d" % page).json
            seen += [row["id"] for row in answer["users"]]
            self.assertEqual({"page": page, "per_page": 20, "total": len(everyone), "pages": (len(everyone) + 19) // 20},
                             answer["pagination"])
        self.assertEqual(everyone, seen)
        self.assertEqual([], self.ids("users", "?page=1000"))

    def test_refuses_what_it_does_not_know(self):
        for query in ("?nope=1", "?page=x", "?page=1&page=2", "?id=-1", "?domain=x"):
            answer = self.at("users", query)
            self.assertEqual((400, "invalid_parameter"), (answer.status, answer.json["code"]), query)
        self.assertEqual(400, self.at("organizations", "?email=x").status)

    def test_is_told_again_only_when_it_has_changed(self):
        first = self.at("users", "?id=5")
        known = {"If-None-Match": first.headers["etag"]}
        self.assertEqual(304, self.at("users", "?id=5", headers=known).status)
        self.sql("UPDATE ost_user SET name = 'Renamed' WHERE id = 5")
        self.assertEqual(200, self.at("users", "?id=5", headers=known).status)


class DirectoryScope(Tree):
    settings = TREE + "OsTicketKeyScope * read\nOsTicketKeyScope 1 read users\n"

    def test_is_of_its_own(self):
        for path in ("users", "users/1", "organizations", "organizations/1"):
            refused = self.at(path, key=RANGES)
            self.assertEqual((403, "forbidden"), (refused.status, refused.json["code"]))
            self.assertIn(self.at(path, key=KEY).status, (200, 404))

    def test_opens_the_addresses_of_agents(self):
        self.assertNotIn(b"@", self.at("agents", key=RANGES).body)
        self.assertEqual("ines@harbour.example", self.at("agents/1", key=KEY).json["agent"]["email"])
