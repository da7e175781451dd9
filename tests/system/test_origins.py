# SPDX-License-Identifier: MIT
"""Pages of other origins."""
from harness import NO_CREATE, SystemTest

PAGE = "https://portal.example"
CORS = "access-control-"


class OtherOrigins(SystemTest):
    settings = "OsTicketAllowOrigin %s http://localhost:3000" % PAGE

    def ask(self, method="GET", query="", origin=PAGE, **more):
        return self.send(method, query, headers=dict({"Origin": origin}, **more.pop("headers", {})), **more)

    def allowed(self, answer):
        return {name for name in answer.headers if name.startswith(CORS)}

    def test_may_ask_beforehand(self):
        answer = self.ask("OPTIONS", key=None, headers={"Access-Control-Request-Method": "PATCH",
                                                        "Access-Control-Request-Headers": "x-api-key,content-type"})
        self.assertEqual((200, PAGE), (answer.status, answer.headers[CORS + "allow-origin"]))
        self.assertEqual({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"},
                         set(answer.headers[CORS + "allow-methods"].split(", ")))
        self.assertEqual("X-API-Key, X-Staff-Id, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, Range",
                         answer.headers[CORS + "allow-headers"])
        self.assertEqual("3600", answer.headers[CORS + "max-age"])
        self.assertNotIn(CORS + "allow-credentials", answer.headers)

    def test_read_answers_and_errors(self):
        for answer, status in ((self.ask(), 200), (self.ask(key=None), 401), (self.ask(key="NOPE"), 403),
                               (self.ask(query="?nope=1"), 400), (self.ask("MOVE"), 405),
                               (self.ask(headers={"Accept": "text/html"}), 406), (self.ask(query="?q=%zz"), 400),
                               (self.ask("POST", body=b"x" * 1100000), 413), (self.ask("POST", body={}), 422),
                               (self.ask("DELETE", "?id=77"), 404), (self.ask("POST", body={}, key=NO_CREATE), 403)):
            self.assertEqual((status, PAGE, "Origin"), (answer.status, answer.headers.get(CORS + "allow-origin"),
                                                        answer.headers.get("vary")), answer.body)
            self.assertIn("Location", answer.headers[CORS + "expose-headers"])

    def test_are_named_one_by_one(self):
        self.assertEqual("http://localhost:3000", self.ask(origin="http://localhost:3000").headers[CORS + "allow-origin"])

    def test_that_are_not_named_get_no_permission(self):
        for origin in ("https://portal.example:8443", "http://portal.example", "https://evil.example", "null",
                       "https://portal.example.evil.example"):
            for answer in (self.ask(origin=origin), self.ask(
                    "OPTIONS", origin=origin, headers={"Access-Control-Request-Method": "GET"})):
                self.assertEqual((200, set()), (answer.status, self.allowed(answer)), origin)
                self.assertEqual("Origin", answer.headers["vary"])


class AnyOrigin(SystemTest):
    settings = "OsTicketAllowOrigin *"

    def test_is_allowed_without_being_named(self):
        answer = self.send("GET", headers={"Origin": PAGE})
        self.assertEqual("*", answer.headers[CORS + "allow-origin"])
        self.assertNotIn("vary", answer.headers)


class NoOrigin(SystemTest):
    def test_is_allowed_by_default(self):
        answer = self.send("OPTIONS", headers={"Origin": PAGE, "Access-Control-Request-Method": "GET"})
        self.assertEqual(200, answer.status)
        self.assertEqual([], [name for name in answer.headers if name.startswith(CORS) or name == "vary"])
