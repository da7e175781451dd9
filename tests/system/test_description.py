# SPDX-License-Identifier: MIT
"""The description that the module serves, and the answers in it that no other test asks of each method."""
import json
import os
import subprocess

import actors
import harness
import yaml
from harness import KEY, SystemTest
from servers import DESCRIPTION, RESOURCE

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
WRITES = ("POST", "PUT", "PATCH")
NEW = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Hello", "message": "It rains."}


class Description(SystemTest):
    settings = "OsTicketAllowOrigin https://portal.example"

    def test_is_served_as_it_was_written(self):
        converter = os.path.join(harness.ROOT, "scripts", "lib", "openapi_json.py")
        written = subprocess.run(["/usr/bin/python3", "-B", converter, os.path.join(harness.ROOT, "docs", "openapi.yaml"), "json"],
                                 stdout=subprocess.PIPE, check=True).stdout
        answer = self.send("GET", key=None, path=DESCRIPTION)
        self.assertEqual((200, "application/json", written), (answer.status, answer.headers["content-type"], answer.body))
        self.assertEqual("3.1.0", json.loads(written)["openapi"])

    def test_has_the_headers_of_get_for_head(self):
        got, headed = (self.send(method, key=None, path=DESCRIPTION).headers for method in ("GET", "HEAD"))
        self.assertEqual((got["content-length"], got["etag"]), (headed["content-length"], headed["etag"]))

    def test_is_not_sent_to_who_has_it(self):
        tag = self.send("GET", key=None, path=DESCRIPTION).headers["etag"]
        for method in ("GET", "HEAD"):
            known = self.send(method, key=None, path=DESCRIPTION, headers={"If-None-Match": tag})
            self.assertEqual((304, tag, b""), (known.status, known.headers["etag"], known.body))

    def test_is_only_read(self):
        for method in ("POST", "DELETE", "OPTIONS"):
            answer = self.send(method, body=b"{}", path=DESCRIPTION)
            self.assertEqual((405, "GET, HEAD", "method_not_allowed"),
                             (answer.status, answer.headers["allow"], answer.json["code"]))

    def test_may_be_read_by_pages_that_are_allowed(self):
        answer = self.send("GET", key=None, path=DESCRIPTION, headers={"Origin": "https://portal.example"})
        self.assertEqual("https://portal.example", answer.headers["access-control-allow-origin"])


class EachMethod(SystemTest):
    """Statuses that do not depend on what a method does."""

    def ask(self, method, query=None, **more):
        body = more.pop("body", {"POST": NEW, "PUT": {"status_id": 6}, "PATCH": {"status_id": 6}}.get(method))
        return self.send(method, ("" if method == "POST" else "?id=1") if query is None else query, body, **more)

    def statuses(self, methods=METHODS, **more):
        return {method: self.ask(method, **more).status for method in methods}

    def test_needs_a_key(self):
        self.assertEqual(dict.fromkeys(METHODS, 401), self.statuses(key=None))

    def test_needs_a_valid_key(self):
        self.assertEqual(dict.fromkeys(METHODS, 403), self.statuses(key="NOPE"))

    def test_answers_json_only(self):
        self.assertEqual(dict.fromkeys(METHODS, 406), self.statuses(headers={"Accept": "text/html"}))

    def test_takes_bodies_up_to_a_size(self):
        self.assertEqual(dict.fromkeys(WRITES, 413), self.statuses(WRITES, body=b"{" + b" " * 1100000 + b"}"))

    def test_takes_objects_only(self):
        self.assertEqual(dict.fromkeys(WRITES, 400), self.statuses(WRITES, body=b"[]"))

    def test_takes_known_parameters_only(self):
        others = [method for method in METHODS if method != "POST"]
        self.assertEqual(dict.fromkeys(others, 400), self.statuses(others, query="?nope=1"))

    def test_finds_no_ticket_that_is_gone(self):
        self.assertEqual(dict.fromkeys(("PUT", "PATCH", "DELETE"), 404),
                         self.statuses(("PUT", "PATCH", "DELETE"), query="?id=77777"))

    def test_changes_alike_by_put_and_patch(self):
        ticket = "?id=%d" % self.created()
        for method in ("PUT", "PATCH"):
            for body, status in (({"status_id": 6, "topic_id": "1"}, 200), ({"status_id": 5}, 409), ({"nope": 1}, 422)):
                self.assertEqual(status, self.ask(method, query=ticket, body=body).status)

    def test_takes_every_parameter_of_a_list(self):
        query = "?id=1&status_id=1&dept_id=1&topic_id=1&email=jane@example.com&q=x&page=1&per_page=1"
        self.assertEqual({"GET": 200, "HEAD": 200}, self.statuses(("GET", "HEAD"), query=query))

    def test_takes_every_field_of_a_new_ticket(self):
        body = dict(NEW, topic_id="1", priority=3, source="Phone", alert=False, autorespond=1)
        self.assertEqual(201, self.ask("POST", body=body).status)
        self.assertEqual(201, self.ask("POST", body=dict(NEW, priority_id=3, topic_id=None)).status)

    def test_fails_alike_without_the_database(self):
        self.sql("RENAME TABLE ost_api_key TO gone")
        try:
            answers = {method: self.ask(method) for method in METHODS}
        finally:
            self.sql("RENAME TABLE gone TO ost_api_key")
        self.assertEqual({(503, "2")}, {(a.status, a.headers["retry-after"]) for a in answers.values()})

    def test_fails_alike_where_the_database_fails_as_nobody_foresaw(self):
        ticket = "?id=%d" % self.created()
        self.sql("RENAME TABLE ost_ticket TO away; CREATE VIEW ost_ticket AS SELECT * FROM away;"
                 " RENAME TABLE away TO farther_away")
        try:
            answers = {method: self.ask(method, query="" if method == "POST" else ticket) for method in METHODS}
        finally:
            self.sql("DROP VIEW ost_ticket; RENAME TABLE farther_away TO ost_ticket")
        self.assertEqual(dict.fromkeys(METHODS, 500), {method: a.status for method, a in answers.items()})

    def test_passes_over_what_keeps_caches_from_answering(self):
        ticket = self.created()
        for path, methods in ((RESOURCE, METHODS), (RESOURCE + "/%d" % ticket, ("GET", "HEAD"))):
            for method in methods:
                query = "?_=1" if method == "POST" or path != RESOURCE else "?id=%d&_=1" % self.created()
                self.assertIn(self.ask(method, query=query, path=path).status, (200, 201), (method, path))

    def test_takes_no_parts_but_those_of_a_form(self):
        form = {"Content-Type": "multipart/mixed; boundary=x"}
        self.assertEqual(dict.fromkeys(WRITES, 415), self.statuses(WRITES, headers=form))

    def test_tells_the_methods_of_one_ticket(self):
        answer = self.send("OPTIONS", key=None, path=RESOURCE + "/1")
        self.assertEqual((200, "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"), (answer.status, answer.headers["allow"]))

    def test_fails_alike_where_the_database_is_not_osticket_any_more(self):
        ticket = "?id=%d" % self.created()
        self.sql("ALTER TABLE ost_ticket CHANGE status_id state_id INT UNSIGNED NOT NULL DEFAULT 0")
        try:
            answers = {method: self.ask(method, query="" if method == "POST" else ticket) for method in METHODS}
        finally:
            self.sql("ALTER TABLE ost_ticket CHANGE state_id status_id INT UNSIGNED NOT NULL DEFAULT 0")
        self.assertEqual(dict.fromkeys(METHODS, 503), {method: a.status for method, a in answers.items()})
        self.assertEqual(200, self.get(key=KEY).status)


class EachParameter(actors.Actions, SystemTest):
    """HEAD answers as GET does, whatever is asked for."""
    settings = (actors.SETTINGS + "\nOsTicketKeyScope * read notes create update delete agent users\n"
                "<Location /api/v1>\nSetHandler osticket-rest\nRequire all granted\n</Location>")
    # One that a GET takes; all others are 1.
    VALUES = {"include": "details,attachments", "fields": "id", "sort": "-id", "state": "open", "source": "Web", "tz": "utc", "q": "x",
              "email": "jane@example.com", "search": "rain", "domain": "example.com", "name": "Jane"}

    @classmethod
    def fill(cls):
        cls.sql(actors.agents())

    def value(self, path, name):
        if name == "since" or name.endswith(("_since", "_until")):
            return "2025-01-01"
        if path == "/organizations" and name == "name":
            return "Harbour"
        return self.VALUES.get(name, "1")

    def ask(self, method, path, headers=None):
        return self.send(method, path="/api/v1" + path, headers=headers)

    def assert_alike(self, path, headers=None):
        got, headed = (self.ask(method, path, headers) for method in ("GET", "HEAD"))
        self.assertEqual((got.status, got.headers.get("content-length"), got.headers.get("etag"), b""),
                         (headed.status, headed.headers.get("content-length"), headed.headers.get("etag"), headed.body), path)
        return got

    def with_file(self, data):
        ticket = self.created(attachments=[{"name": "a.txt", "type": "text/plain", "data": data}])
        shown = self.get("?id=%d&include=responses,attachments" % ticket).json["tickets"][0]
        return ticket, shown["responses"][0]["attachments"][0]["file_id"]

    def test_of_get_is_one_of_head(self):
        with open(os.path.join(harness.ROOT, "docs", "openapi.yaml"), encoding="utf-8") as f:
            described = yaml.safe_load(f)
        ticket, file = self.with_file("YQ==")
        number = self.get("?id=%d" % ticket).json["tickets"][0]["number"]
        for path, methods in described["paths"].items():
            if "head" not in methods or path == "/openapi.json":
                continue
            address = path.replace("{file_id}", str(file)).replace("{id}", str(ticket if "tickets" in path else 1))
            for parameter in methods["head"].get("parameters", []):
                if "$ref" in parameter:
                    parameter = described["components"]["parameters"][parameter["$ref"].rpartition("/")[2]]
                if parameter["in"] != "query":
                    continue
                name = parameter["name"].replace("{name}", "berth")
                with self.subTest(path=path, name=name):
                    query = "%s=%s" % (name, number if name == "number" else self.value(path, name))
                    if path == "/stats" and name in ("since", "until"):
                        query = "since=2025-01-01&until=2025-02-01"  # at most a year apart
                    if name == "cursor":
                        page = self.ask("GET", address + "?limit=1").json["pagination"]
                        query = "limit=1&cursor=" + page["next_cursor"]
                    self.assertEqual(200, self.assert_alike(address + "?" + query).status, query)

    def test_conditions_are_those_of_get(self):
        ticket, file = self.with_file("Yg==")
        path = "/tickets.php/%d/attachments/%d" % (ticket, file)
        tag = self.assert_alike(path).headers["etag"]
        self.assertEqual(304, self.assert_alike(path, {"If-None-Match": tag}).status)
        self.assertEqual(412, self.assert_alike(path, {"If-Match": '"other"'}).status)
        self.sql("UPDATE ost_file SET bk = '3' WHERE id = %d" % file)
        self.assertEqual(501, self.assert_alike(path).status)


class EachMember(actors.Actions, SystemTest):
    """Members that say how something is done, and that no other test sends."""
    settings = actors.SETTINGS

    @classmethod
    def fill(cls):
        cls.sql(actors.agents())

    def test_of_a_merge_a_referral_and_a_change(self):
        parent, child = self.created(), self.created()
        merge = {"tickets": [child], "participants": "user", "status_id": 3}
        self.assertEqual(200, self.act("POST", "%d/merge" % parent, merge).status)
        self.assertEqual(201, self.act("POST", "%d/referrals" % parent, {"dept_id": 3, "alert": False}).status)
        self.assertEqual(200, self.act("PATCH", str(parent), {"subject": "Calm", "alert": False}).status)
        self.assertEqual("Calm", self.get("?id=%d" % parent).json["tickets"][0]["subject"])

    def test_of_osticket_says_who_gets_a_new_ticket_and_when_it_is_due(self):
        ticket = self.created(teamId=1, slaId=2, duedate="2030-05-06 07:08:00")
        self.assertEqual([["1", "2", "2030-05-06 07:08:00"]],
                         self.sql("SELECT team_id, sla_id, duedate FROM ost_ticket WHERE ticket_id = %d" % ticket))

    def test_referrals_are_only_posted(self):
        self.assertEqual("POST, OPTIONS", self.send("OPTIONS", key=None, path=RESOURCE + "/1/referrals").headers["allow"])
