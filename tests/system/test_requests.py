# SPDX-License-Identifier: MIT
"""What a request is judged by before its body is read, where paths lead, and what comes after a commit."""
import gzip
import json
import socket

import harness
from harness import KEY, SystemTest
from servers import DESCRIPTION, RESOURCE

BODY = json.dumps({"email": "a@b.example", "name": "A", "subject": "s", "message": "m"}).encode()
EVERY_METHOD = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FROB")


class SlowBodies(SystemTest):
    """A server whose one process has few threads, for bodies that never come."""
    threads = 4

    @classmethod
    def make_httpd(cls, settings=""):
        httpd = super().make_httpd(settings)
        with open(httpd.configuration) as f:
            text = f.read()
        with open(httpd.configuration, "w") as f:
            f.write(text.replace("ThreadsPerChild 16", "ThreadsPerChild %d" % cls.threads)
                    .replace("MaxRequestWorkers 16", "MaxRequestWorkers %d" % cls.threads))
        return httpd

    def begin(self, method, *lines, key=KEY, path=RESOURCE):
        s = socket.create_connection(("127.0.0.1", self.httpd.port), timeout=30)
        self.addCleanup(s.close)
        head = ["%s %s HTTP/1.1" % (method, path), "Host: x"] + (["X-API-Key: " + key] if key else []) + list(lines)
        s.sendall(("\r\n".join(head) + "\r\n\r\n").encode())
        return s

    @staticmethod
    def answer(s):
        """All that comes until the server closes its side."""
        said = b""
        while True:
            got = s.recv(65536)
            if not got:
                return said
            said += got

    REFUSED = (("POST", None, RESOURCE, 401), ("POST", "NOPE", RESOURCE, 403), ("FROB", KEY, RESOURCE, 405),
               ("POST", KEY, RESOURCE + "/x", 404), ("GET", None, RESOURCE, 401), ("DELETE", "NOPE", RESOURCE + "?id=1", 403))

    def test_of_refused_clients_are_not_waited_for(self):
        for method, key, path, status in self.REFUSED:
            for length in ("Content-Length: 100000", "Transfer-Encoding: chunked"):
                said = self.answer(self.begin(method, length, key=key, path=path))
                self.assertTrue(said.startswith(b"HTTP/1.1 %d " % status), (method, path, said))
                self.assertIn(b"\r\nConnection: close\r\n", said)

    def test_are_not_asked_for_from_refused_clients(self):
        for method, key, path, status in self.REFUSED:
            said = self.answer(self.begin(method, "Content-Length: 100000", "Expect: 100-continue", key=key, path=path))
            self.assertTrue(said.startswith(b"HTTP/1.1 %d " % status), (method, path, said))
        said = self.answer(self.begin("POST", "Content-Length: 40000000", "Expect: 100-continue"))
        self.assertTrue(said.startswith(b"HTTP/1.1 413 "), said)

    def test_without_a_key_hold_no_thread(self):
        waiting = [self.begin("POST", "Content-Length: 100000", key=None) for _ in range(3 * self.threads)]
        self.assertEqual(200, self.get().status)
        for s in waiting:
            self.assertTrue(s.recv(65536).startswith(b"HTTP/1.1 401 "))

    def test_hold_no_connection_to_the_database(self):
        """While more bodies are on their way than there are connections, another request is answered."""
        httpd = self.make_httpd("OsTicketPoolSize 1").start()
        try:
            s = socket.create_connection(("127.0.0.1", httpd.port), timeout=30)
            s.sendall(("POST %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nContent-Length: %d\r\nConnection: close\r\n"
                       "Expect: 100-continue\r\n\r\n" % (RESOURCE, KEY, len(BODY))).encode())
            self.assertTrue(s.recv(65536).startswith(b"HTTP/1.1 100 "))
            self.assertEqual(200, self.get(httpd=httpd).status)
            s.sendall(BODY)
            self.assertTrue(self.answer(s).startswith(b"HTTP/1.1 201 "))
            s.close()
        finally:
            httpd.stop()

    def test_of_answered_requests_leave_the_connection_open(self):
        s = self.begin("GET", "Content-Length: 2")
        s.sendall(b"{}")
        self.assertTrue(s.recv(65536).startswith(b"HTTP/1.1 200 "))
        s.sendall(("GET %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nConnection: close\r\n\r\n" % (RESOURCE, KEY)).encode())
        self.assertIn(b"HTTP/1.1 200 ", self.answer(s))


class Ranges(SystemTest):
    def test_are_ignored(self):
        ticket = self.created()
        for wanted in ("bytes=0-3", "bytes=99999999-", "bytes=0-1,5-6", "bytes=-5"):
            for query in ("", "?id=77"):
                answer = self.get(query, headers={"Range": wanted})
                self.assertEqual((200, "none"), (answer.status, answer.headers["accept-ranges"]))
                self.assertIn("tickets", answer.json)
            answer = self.send("GET", path=DESCRIPTION, headers={"Range": wanted})
            self.assertEqual((200, "3.1.0"), (answer.status, answer.json["openapi"]))
        wanted = {"Range": "bytes=1000-"}
        query = "?id=%d" % ticket
        self.assertEqual("Ticket updated", self.send("PUT", query, {"topic_id": 0}, headers=wanted).json["message"])
        self.assertEqual("Ticket deleted", self.send("DELETE", query, headers=wanted).json["message"])
        answer = self.send("POST", body=json.loads(BODY), headers=wanted)
        self.assertEqual((201, "none"), (answer.status, answer.headers["accept-ranges"]))

    def test_are_ignored_by_errors_too(self):
        answer = self.get("?nope=1", headers={"Range": "bytes=1000-"})
        self.assertEqual((400, "none"), (answer.status, answer.headers["accept-ranges"]))


class Paths(SystemTest):
    settings = "<Location /tree>\nSetHandler osticket-rest\nRequire all granted\n</Location>\n"

    def test_that_lead_nowhere_are_not_found(self):
        ticket = self.created()
        for path in ("/anything", "/2/3", "/", "/-1", "/4294967296", "/%d.json" % ticket, "/%0d%0aX-Injected:%20y", "/%7f", "/%ff"):
            for method in EVERY_METHOD:
                answer = self.send(method, "?id=%d" % ticket, path=RESOURCE + path)
                self.assertEqual(404, answer.status, (method, path))
                self.assertNotIn("x-injected", answer.headers)
                if method != "HEAD":
                    self.assertEqual("not_found", answer.json["code"])
        self.assertIn(ticket, self.ids(""))

    def test_of_a_ticket_are_that_ticket(self):
        ticket = self.created(subject="One")
        path = "%s/%d" % (RESOURCE, ticket)
        listed = self.get("?id=%d" % ticket).json["tickets"][0]
        self.assertEqual({"ticket": listed}, self.send("GET", path=path).json)
        self.assertEqual(200, self.send("PATCH", body={"status_id": 3}, path=path).status)
        self.assertEqual("Closed", self.send("GET", path=path).json["ticket"]["status"])
        refused = self.send("POST", body={}, path=path)
        self.assertEqual((405, "GET, HEAD, PUT, PATCH, DELETE, OPTIONS"), (refused.status, refused.headers["allow"]))
        self.assertEqual(400, self.send("DELETE", "?id=%d" % ticket, path=path).status)
        self.assertEqual(200, self.send("DELETE", path=path).status)
        for method in ("GET", "DELETE"):
            self.assert_error(404, "Ticket not found", self.send(method, path=path))

    def test_may_lie_in_a_tree(self):
        answer = self.send("POST", body=json.loads(BODY), path="/tree/x%0d%0aX-Injected:%20y/a%20b%7f/tickets")
        self.assertEqual(201, answer.status, answer.body)
        self.assertEqual("/tree/x%%0D%%0AX-Injected:%%20y/a%%20b%%7F/tickets?id=%d" % answer.json["id"],
                         answer.headers["location"])
        self.assertNotIn("x-injected", answer.headers)
        self.assertEqual(200, self.send("GET", path=answer.headers["location"]).status)
        for path in ("/tree", "/tree/", "/tree/nothing", "/tree/tickets.json"):
            self.assertEqual("not_found", self.send("GET", path=path).json["code"])


class Creations(SystemTest):
    def test_take_no_part_of_the_address_for_a_ticket(self):
        self.assertEqual(201, self.send("POST", "?id=1", json.loads(BODY)).status)
        answer = self.send("POST", "?ids=1", json.loads(BODY))
        self.assertEqual((400, ["ids"]), (answer.status, list(answer.json["fields"])))

    def test_that_ask_for_another_method_are_refused(self):
        for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
            answer = self.send("POST", "?id=1", json.loads(BODY), headers={name: "DELETE"})
            self.assertEqual((400, name + " is not supported: send the method itself"), (answer.status, answer.json["error"]))

    def test_in_parts_have_one_that_is_the_ticket(self):
        for method, refusal in (("POST", (422, "invalid_fields")), ("PUT", (415, "unsupported_media_type"))):
            answer = self.send(method, "" if method == "POST" else "?id=1", body=b"--x\r\n\r\n{}\r\n--x--",
                               headers={"Content-Type": "multipart/form-data; boundary=x"})
            self.assertEqual(refusal, (answer.status, answer.json["code"]), method)

    def test_that_are_packed_are_refused_and_never_unpacked(self):
        packed, sent = gzip.compress(BODY), {"Content-Encoding": "gzip"}
        for method, address in (("POST", ""), ("POST", "/1/notes"), ("PUT", "?id=1")):
            answer = self.send(method, address, body=packed, headers=sent)
            self.assertEqual((415, "unsupported_media_type"), (answer.status, answer.json["code"]), address)
            self.assertIn("Content-Encoding", answer.json["error"])
        self.assertEqual(201, self.send("POST", body=BODY, headers={"Content-Encoding": "identity"}).status)
        # What has no body has no coding either.
        self.assertEqual(200, self.send("GET", "?id=1", headers=sent).status)

    def test_may_begin_with_a_byte_order_mark(self):
        self.assertEqual(201, self.send("POST", body=b"\xef\xbb\xbf" + BODY).status)

    def test_that_are_no_json_are_told_where(self):
        for body, where in ((b'{"email":1,\n "email":2}', "line 2, column"), (b'{"n":' + b"1" * 30 + b"}", "too large"),
                            (b'{"n":1\0}', "line 1, column 7"), (b"[]", "must be a JSON object")):
            answer = self.send("POST", body=body)
            self.assert_error(400, "Invalid JSON body", answer)
            self.assertIn(where, answer.json["fields"]["body"])


class Keys(SystemTest):
    def test_in_several_rows_count_where_one_fits(self):
        key = "HARBOUR0WORKS0TWICE0KEY000000001"
        self.sql("ALTER TABLE ost_api_key DROP INDEX apikey; INSERT INTO ost_api_key (isactive, ipaddr, apikey, can_create_tickets, updated, created) VALUES "
                 + ", ".join("(%d, '%s', '%s', %d, NOW(), NOW())" % (active, address, key, creates) for active, address, creates in
                             ((1, "192.0.2.1", 1), (0, "127.0.0.1", 1), (1, "127.0.0.1", 0))))
        self.assertEqual(200, self.get(key=key).status)
        self.assertEqual(403, self.send("POST", body=json.loads(BODY), key=key).status)
        self.sql("UPDATE ost_api_key SET isactive = 0 WHERE apikey = '%s' AND can_create_tickets = 0" % key)
        self.assert_error(403, "Unauthorized IP", self.get(key=key))


class FirstRequest(SystemTest):
    """The tables are looked at once in each child, after the first answer has been sent."""
    @classmethod
    def fill(cls):
        cls.sql("ALTER TABLE ost_ticket ENGINE=MyISAM")

    def test_has_its_answer_before_the_tables_are_looked_at(self):
        self.assertEqual(201, self.send("POST", body=json.loads(BODY)).status)
        deadline = harness.Deadline()
        while "cannot roll back" not in self.httpd.log():
            deadline.check()
