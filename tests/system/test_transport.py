# SPDX-License-Identifier: MIT
"""What lies between the module and a client: content negotiation, compression, HTTP/2, pages of other origins,
proxies, virtual hosts."""
import http.client
import json
import os
import subprocess
import threading

import sample
from harness import KEY, Answer, Run, SystemTest
from places import free_port
from servers import RESOURCE, option_value
from transport import STREAMS, load, long_thread


def location():
    return "<Location %s>\nSetHandler osticket-rest\nRequire all granted\n</Location>\n" % RESOURCE


class Accept(SystemTest):
    def test_that_excludes_json_is_refused(self):
        for accept in ("text/html", "application/xml, text/*", "*/*;q=0", "application/json;q=0, */*"):
            answer = self.get(headers={"Accept": accept})
            self.assertEqual((406, "not_acceptable"), (answer.status, answer.json["code"]), accept)
            self.assertEqual("application/json", answer.headers["content-type"])

    def test_that_holds_json_is_served(self):
        for accept in ("*/*", "application/*", "application/json", "text/html, */*;q=0.1", ""):
            self.assertEqual(200, self.get(headers={"Accept": accept}).status, accept)

    def test_is_checked_before_anything_changes(self):
        ticket = self.created()
        for method, query, body in (("POST", "", {"email": "a@b.example", "name": "A", "subject": "s", "message": "m"}),
                                    ("PUT", "?id=%d" % ticket, {"status_id": 3}), ("DELETE", "?id=%d" % ticket, None)):
            self.assertEqual(406, self.send(method, query, body, headers={"Accept": "text/csv"}).status)
        self.assertEqual(["Open"], [t["status"] for t in self.get().json["tickets"]])

    def test_does_not_matter_to_options(self):
        self.assertEqual(200, self.send("OPTIONS", key=None, headers={"Accept": "text/html"}).status)


class Head(SystemTest):
    @classmethod
    def fill(cls):
        cls.sql(long_thread(2000))

    def test_has_the_headers_of_get_and_no_body(self):
        for query in ("", "?id=1", "?id=2", "?id=77", "?nope=1"):
            got, headed = self.get(query), self.send("HEAD", query)
            self.assertEqual((got.status, b""), (headed.status, headed.body), query)
            # The length of chunks is not known to HEAD, which sends none.
            got.headers.pop("transfer-encoding", None)
            for answer in (got, headed):
                answer.headers.pop("date")
            self.assertEqual(got.headers, headed.headers, query)

    def test_without_a_key_is_refused_without_a_body(self):
        answer = self.send("HEAD", key=None)
        self.assertEqual((401, b""), (answer.status, answer.body))


class RequestId(SystemTest):
    settings = load("unique_id", "headers") + 'Header always set X-Unique-Id "%{UNIQUE_ID}e"\n'

    def test_is_that_of_mod_unique_id(self):
        self.sql("CREATE TRIGGER refuse BEFORE INSERT ON ost_ticket FOR EACH ROW SIGNAL SQLSTATE '45000'")
        try:
            answer = self.create()
        finally:
            self.sql("DROP TRIGGER refuse")
        self.assertEqual((500, answer.headers["x-unique-id"]), (answer.status, answer.json["request_id"]))
        self.assertIn("[request %s]" % answer.json["request_id"], self.httpd.log())


class Http2(SystemTest):
    ENTRIES = 3000
    settings = load("http2") + "Protocols h2c http/1.1"

    @classmethod
    def fill(cls):
        cls.sql(long_thread(cls.ENTRIES))

    def curl(self, *arguments, query=""):
        """(status, protocol, body) of one request without an upgrade."""
        done = subprocess.run(["curl", "-sS", "--http2-prior-knowledge", "-H", "X-API-Key: " + KEY,
                               "-w", "\n%{http_code} %{http_version}"] + list(arguments) + [self.httpd.url + query],
                              stdout=subprocess.PIPE, check=True, timeout=120)
        body, _, told = done.stdout.rpartition(b"\n")
        status, version = told.decode().split()
        return int(status), version, body

    def test_serves_every_method(self):
        status, version, body = self.curl("-d", json.dumps({"email": "a@b.example", "name": "A", "subject": "s",
                                                            "message": "m"}))
        self.assertEqual((201, "2"), (status, version))
        query = "?id=%d" % json.loads(body)["id"]
        self.assertEqual(200, self.curl("-X", "PATCH", "-d", '{"status_id":3}', query=query)[0])
        self.assertEqual("Closed", json.loads(self.curl(query=query)[2])["tickets"][0]["status"])
        self.assertEqual((200, "2"), self.curl("-I", query=query)[:2])
        self.assertEqual(200, self.curl("-X", "DELETE", query=query)[0])
        status, _, body = self.curl("-X", "DELETE", query=query)
        self.assertEqual((404, "ticket_not_found"), (status, json.loads(body)["code"]))

    def test_streams_long_answers_whole(self):
        status, version, body = self.curl(query="?id=1")
        self.assertEqual((200, "2", self.ENTRIES), (status, version, len(json.loads(body)["tickets"][0]["responses"])))

    def test_serves_many_streams_of_one_connection(self):
        done = subprocess.run(["node", "-e", STREAMS, "http://127.0.0.1:%d" % self.httpd.port, RESOURCE, KEY],
                              stdout=subprocess.PIPE, check=True, timeout=120)
        self.assertEqual([[200, self.ENTRIES], [200, 0]] * 12, json.loads(done.stdout))

    def test_still_serves_the_older_protocol(self):
        self.assertEqual([1, 2], [t["id"] for t in self.get("?per_page=2").json["tickets"]])


class ThroughProxy(SystemTest):
    """A key that is bound to the client's address, behind a proxy that another virtual host is."""
    CLIENT = "127.0.0.77"
    BOUND = "HARBOUR0WORKS0BOUND0KEY000000001"

    @classmethod
    def fill(cls):
        cls.sql("INSERT INTO ost_api_key (isactive, ipaddr, apikey, can_create_tickets, updated, created) VALUES"
                " (1, '%s', '%s', 1, NOW(), NOW())" % (cls.CLIENT, cls.BOUND))
        cls.proxy_port = free_port()

    @classmethod
    def make_httpd(cls, settings=""):
        httpd = super().make_httpd(load("remoteip", "proxy", "proxy_http") + "Listen 127.0.0.1:%d\n" % cls.proxy_port)
        with open(httpd.configuration, "a") as f:
            f.write("RemoteIPHeader X-Forwarded-For\nRemoteIPInternalProxy 127.0.0.1\n"
                    "<VirtualHost 127.0.0.1:{1}>\nProxyPass / http://127.0.0.1:{0}/\nProxyPassReverse / "
                    "http://127.0.0.1:{0}/\n<Location />\nSetHandler none\nRequire all granted\n</Location>\n"
                    "</VirtualHost>\n".format(httpd.port, cls.proxy_port))
        return httpd

    def ask(self, port, source, key, headers=None, method="GET", body=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60, source_address=(source, 0))
        try:
            connection.request(method, RESOURCE, body, dict({"X-API-Key": key}, **(headers or {})))
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def test_the_key_is_bound_to_the_clients_address(self):
        self.assertEqual(200, self.ask(self.proxy_port, self.CLIENT, self.BOUND).status)
        self.assert_error(403, "Unauthorized IP", self.ask(self.proxy_port, "127.0.0.78", self.BOUND))

    def test_the_ticket_has_the_clients_address(self):
        answer = self.ask(self.proxy_port, self.CLIENT, self.BOUND, method="POST", body=json.dumps(
            {"email": "a@b.example", "name": "A", "subject": "s", "message": "m"}))
        self.assertEqual(201, answer.status)
        self.assertEqual([[self.CLIENT]], self.sql("SELECT ip_address FROM ost_ticket WHERE ticket_id = %d"
                                                   % answer.json["id"]))

    def test_only_the_proxy_is_believed(self):
        claim = {"X-Forwarded-For": self.CLIENT}
        self.assert_error(403, "Unauthorized IP", self.ask(self.httpd.port, "127.0.0.78", self.BOUND, claim))
        # What the client wrote itself stands before what the proxy adds.
        self.assert_error(403, "Unauthorized IP", self.ask(self.proxy_port, "127.0.0.78", self.BOUND, claim))


class HelpDesks(SystemTest):
    """Three help desks in one httpd, each with a database, a key and a table prefix of its own."""
    DESKS = 3
    reference_ttl = 30

    @classmethod
    def fill(cls):
        cls.ports = [free_port() for _ in range(cls.DESKS)]
        cls.databases = ["%s_desk_%d" % (cls.name, n) for n in range(cls.DESKS)]
        cls.keys = ["HARBOUR0WORKS0DESK%d0KEY000000000" % n for n in range(cls.DESKS)]
        for n, database in enumerate(cls.databases):
            Run.database.create_database(database)
            Run.database.sql(sample.help_desk(cls.prefix_of(n)) + "UPDATE {0}api_key SET apikey = '{1}' WHERE id = 1;"
                             " UPDATE {0}ticket_status SET name = 'Open at {2}' WHERE id = 1; ALTER TABLE {0}ticket"
                             " AUTO_INCREMENT = {2}000".format(cls.prefix_of(n), cls.keys[n], n + 1), database)

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        for database in cls.databases:
            Run.database.sql("DROP DATABASE `%s`" % database)

    @classmethod
    def prefix_of(cls, n):
        return "help%d_" % n if n else "ost_"

    @classmethod
    def make_httpd(cls, settings=""):
        hosts = ["Listen 127.0.0.1:%d\n<VirtualHost 127.0.0.1:%d>\nDBDParams \"group=desk-%d reconnect=0\"\n"
                 "OsTicketTablePrefix %s\n%s</VirtualHost>\n" % (port, port, n, cls.prefix_of(n), location())
                 for n, port in enumerate(cls.ports)]
        httpd = super().make_httpd("".join(hosts))
        with open(os.path.join(httpd.folder, "my.cnf"), "a") as f:
            for n, database in enumerate(cls.databases):
                f.write("[desk-%d]\nconnect-timeout=2\n" % n)
                f.writelines("%s=%s\n" % (name, option_value(str(value)))
                             for name, value in Run.database.connection(database).items())
        return httpd

    def ask(self, n, method="GET", query="", body=None, key=None):
        class Desk:
            port = self.ports[n]
        return self.send(method, query, body, key=key or self.keys[n], httpd=Desk)

    def open_ticket(self, n):
        answer = self.ask(n, "POST", body={"email": "desk%d@example.com" % n, "name": "Desk %d" % n,
                                           "subject": "For desk %d" % n, "message": "m"})
        self.assertEqual(201, answer.status, answer.body)
        return answer.json["id"]

    def test_know_only_their_own_keys(self):
        for n in range(self.DESKS):
            for m in range(self.DESKS):
                self.assertEqual(200 if n == m else 403, self.ask(n, key=self.keys[m]).status)
            self.assertEqual(403, self.ask(n, key=KEY).status)

    def test_at_once_see_and_change_only_their_own_tickets(self):
        wrong = []

        def use(n):
            mine = []
            for _ in range(5):
                mine.append(self.open_ticket(n))
                shown = self.ask(n, query="?per_page=100").json["tickets"]
                seen = {(t["subject"], t["status"], t["user_email"]) for t in shown}
                if seen != {("For desk %d" % n, "Open at %d" % (n + 1), "desk%d@example.com" % n)}:
                    wrong.append(seen)
            others = [(n + k) % self.DESKS for k in range(1, self.DESKS)]
            statuses = {self.ask(m, "DELETE", "?id=%d" % mine[0]).status for m in others}
            if statuses != {404}:
                wrong.append(statuses)
        clients = [threading.Thread(target=use, args=(n,)) for n in range(self.DESKS) for _ in range(3)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self.assertEqual([], wrong)
        counts = [int(Run.database.sql("SELECT COUNT(*) FROM %sticket" % self.prefix_of(n), database)[0][0])
                  for n, database in enumerate(self.databases)]
        self.assertEqual([15] * self.DESKS, counts)
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_ticket"))
