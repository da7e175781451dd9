# SPDX-License-Identifier: MIT
"""osTicket's own endpoint: what its clients send, and what osTicket 1.18 answers them and keeps of it."""
import collections
import json

from harness import ELSEWHERE, INACTIVE, KEY, MODULE, NO_CREATE, Run, SystemTest, sanitizer_environment
from servers import STOCK_ENDPOINT, Httpd

NUMBER = "the number of the ticket"
JANE = {"name": "Jane Doe", "email": "jane@example.com", "subject": "Printer", "message": "It is on fire."}
PIXEL = "R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="
MISSING = "Unable to create new ticket :%s\n%s is a required field"

# What is sent (an object as JSON, a text as it is), what comes back, and what the ticket, its first entry and its files show.
Shape = collections.namedtuple("Shape", "name sent status body kept more")


def made(name, sent, kept=None, **more):
    return Shape(name, sent, 201, NUMBER, kept or {}, more)


def refused(name, sent, status, body, **more):
    return Shape(name, sent, status, body, {}, more)


def jane(**members):
    return {name: value for name, value in dict(JANE, **members).items() if value is not None}


def xml(members="", **attributes):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<ticket%s>%s</ticket>' % (
        "".join(' %s="%s"' % pair for pair in attributes.items()), members)


SHAPES = [
    made("the documentation's JSON", jane(alert=True, autorespond=True, source="API", phone="3185558634X123", ip="123.211.233.122",
         message="data:text/html,MESSAGE <b>HERE</b>", attachments=[{"file.txt": "data:text/plain;charset=utf-8,content"},
                                                                    {"image.gif": "data:image/gif;base64," + PIXEL}]),
         {"format": "html", "body": "MESSAGE <b>HERE</b>", "ip": "123.211.233.122", "source": "API", "phone": "3185558634X123",
          "files": "file.txt text/plain 7, image.gif image/gif 35"}),
    made("a form of a web page", jane(topicId="1", ip="198.51.100.9", message="One\r\nTwo"),
         {"format": "text", "body": "One\r\nTwo", "topic": "1", "ip": "198.51.100.9"}),
    made("a shell script", jane(message="one\ntwo\n\n\n\nthree  "), {"body": "one\ntwo\n\nthree"}),
    made("a monitoring system", jane(subject="** PROBLEM: crane is DOWN **", message="load < 5 & > 3"),
         {"title": "** PROBLEM: crane is DOWN **", "body": "load &lt; 5 &amp; &gt; 3"}),
    made("markup that is not called markup", jane(message="<p>See <b>this</b></p>"),
         {"format": "text", "body": "&lt;p&gt;See &lt;b&gt;this&lt;/b&gt;&lt;/p&gt;"}),
    made("markup with its charset", jane(message="data:text/html;charset=utf-8,<p>Grüße</p><script>x</script>"),
         {"format": "html", "body": "<p>Grüße</p>"}),
    made("a priority by number", jane(priorityId=3), {"priority": "High"}),
    made("a priority by the field's name", jane(priority="4"), {"priority": "Emergency"}),
    made("flags as words", jane(alert="false", autorespond="0", topicId="2"), {"topic": "2"}),
    made("a topic that is not there", jane(topicId=777), {"topic": "0"}),
    made("a topic by its name", jane(topicId="Questions"), {"topic": "0"}),
    made("nothing for what is not known", jane(topicId="", priority="", phone="", attachments=[]), {"topic": "0", "phone": ""}),
    made("nulls for what is not known", dict(JANE, topicId=None, ip=None, phone=None, attachments=None), {"topic": "0"}),
    made("a number for a text", jane(subject=4711), {"title": "4711"}),
    made("names of its own", jane(customer_id=12, tags=["a"], deep={"er": {"est": 1}}, topicID=1, topic_id=1), {"topic": "0"}),
    made("escaped letters", json.dumps(jane(name="José Núñez", subject="Größe 打印机")), {"title": "Größe 打印机"}),
    made("the type of a form", jane(), {"body": "It is on fire."}, headers={"Content-Type": "application/x-www-form-urlencoded"}),
    made("the longer address", jane(), {"source": "API"}, path="/api/http.php/tickets.json"),
    made("files of one object", jane(attachments=[{"a.txt": "data:text/plain;base64,YQ==", "b.txt": "data:text/plain;base64,Yg=="}]),
         {"files": "a.txt text/plain 1"}),
    made("the documentation's XML", xml("<name>Angry User</name><email>angry@example.com</email><subject>Testing API</subject>"
         "<phone>318-555-8634X123</phone><message type=\"text/plain\"><![CDATA[Message content here]]></message>"
         "<attachments><file name=\"file.txt\" type=\"text/plain\"><![CDATA[content]]></file></attachments>"
         "<ip>123.211.233.122</ip>", alert="true", autorespond="true", source="API"),
         {"title": "Testing API", "body": "Message content here", "ip": "123.211.233.122", "files": "file.txt text/plain 7"}),
    made("XML of attributes", xml('<message type="text/html"><![CDATA[<p>Some <b>markup</b></p>]]></message>', name="Jane Roe",
         email="roe@example.com", subject="Attributes", topicId="2"),
         {"format": "html", "body": "<p>Some <b>markup</b></p>", "topic": "2"}),
    made("XML of another charset", '<?xml version="1.0" encoding="ISO-8859-1"?><ticket><name>J</name><email>j@example.com</email>'
         "<subject>Gr\xf6\xdfe</subject><message>M</message></ticket>", {"title": "Größe"}),
    refused("a subject left out", jane(subject=None), 500, MISSING % (10, "Subject")),
    refused("no address", jane(email="nobody"), 500, "Unable to create new ticket :user\nIncomplete client information"),
    refused("a body cut short", '{"name": "Jane"', 400, "Syntax error, malformed JSON"),
    refused("a wrong key", jane(), 401, "Valid API key required", key="0" * 32),
    refused("a look at the address", "", 400, "URL not supported", method="GET"),
]


KEPT = """SELECT HEX(JSON_OBJECT('topic', t.topic_id, 'ip', t.ip_address, 'source', t.source, 'priority', p.priority_desc,
    'title', e.title, 'format', e.format, 'body', e.body, 'phone', u.phone, 'files',
    (SELECT GROUP_CONCAT(f.name, ' ', f.type, ' ', f.size ORDER BY a.id SEPARATOR ', ') FROM ost_attachment a
       JOIN ost_file f ON f.id = a.file_id WHERE a.type = 'H' AND a.object_id = e.id)))
  FROM ost_ticket t JOIN ost_ticket__cdata c ON c.ticket_id = t.ticket_id
  JOIN ost_ticket_priority p ON p.priority_id = c.priority JOIN ost_user__cdata u ON u.user_id = t.user_id
  JOIN ost_thread h ON h.object_id = t.ticket_id JOIN ost_thread_entry e ON e.thread_id = h.id WHERE t.number = '%s'"""


class Stock(SystemTest):
    @classmethod
    def make_httpd(cls, settings=""):
        return Httpd(Run.folder, MODULE, cls.connection(), extra="OsTicketReferenceTTL 0\nOsTicketAuthFailures 0\n" + STOCK_ENDPOINT,
                     children=1, environment=sanitizer_environment())

    def post(self, payload=JANE, kind="json", method="POST", path=None, key=KEY, headers=None):
        if not isinstance(payload, str):
            payload = json.dumps(payload)
        payload = payload.encode("latin-1" if "ISO-8859-1" in payload else "utf-8")
        return self.send(method, path=path or "/api/tickets." + kind, body=payload, key=key, headers=headers)

    def check(self, status, text, answer):
        self.assertEqual((status, text, "text/html; charset=UTF-8"),
                         (answer.status, answer.body.decode(), answer.headers["content-type"]))

    def logged(self):
        rows = self.sql("SELECT log_type, title, log FROM ost_syslog ORDER BY log_id")
        self.sql("DELETE FROM ost_syslog")
        return rows

    def entry_of(self, number):
        return self.sql("SELECT e.format, e.body, t.topic_id, t.ip_address, t.dept_id FROM ost_ticket t JOIN ost_thread h"
                        " ON h.object_id = t.ticket_id JOIN ost_thread_entry e ON e.thread_id = h.id WHERE t.number = '%s'"
                        " ORDER BY e.id" % number)[0]

    def test_answers_what_clients_send_as_osticket_does(self):
        self.assertEqual(27, len(SHAPES))
        for shape in SHAPES:
            self.sql("DELETE FROM ost_user; DELETE FROM ost_user_email")
            kind = "xml" if isinstance(shape.sent, str) and shape.sent.startswith("<") else "json"
            answer = self.post(shape.sent, kind, **shape.more)
            with self.subTest(shape.name):
                number = self.sql("SELECT number FROM ost_ticket ORDER BY ticket_id DESC LIMIT 1")[0][0]
                self.check(shape.status, number if shape.body == NUMBER else shape.body, answer)
                if shape.body == NUMBER:
                    kept = json.loads(bytes.fromhex(self.sql(KEPT % number)[0][0]))
                    self.assertEqual(shape.kept, {name: str(kept[name]) for name in shape.kept})

    def test_keeps_a_message_as_the_text_it_is(self):
        for message, kept in (("a <b>bold</b> word", ["text", "a &lt;b&gt;bold&lt;/b&gt; word"]),
                              ("data:text/html,<b>x</b><script>1</script>", ["html", "<b>x</b>"])):
            number = self.post(jane(message=message)).body.decode()
            self.assertEqual(kept, self.entry_of(number)[:2], message)

    def test_obeys_what_it_takes(self):
        number = self.post(jane(topicId=2, ip="192.0.2.9", deptId=3)).body.decode()
        self.assertEqual(["2", "192.0.2.9", "3"], self.entry_of(number)[2:])

    def test_serves_two_addresses(self):
        self.logged()
        self.assertEqual(201, self.post(path="/api/http.php/tickets.json").status)
        self.assertEqual(201, self.post(path="/api/tickets.json?_method=post", method="PUT").status)
        for method, path in (("GET", "/api/tickets.json"), ("PUT", "/api/tickets.json"), ("POST", "/api/tickets.yaml"),
                             ("POST", "/api/tickets.JSON"), ("POST", "/api/tickets.json/"), ("POST", "/api/tickets.email"),
                             ("POST", "/api/tickets.json?_method=GET")):
            self.check(400, "URL not supported", self.post(path=path, method=method))
        self.assertEqual([], self.logged())

    def test_judges_keys_as_osticket_does(self):
        self.logged()
        for key, text in ((None, "Valid API key required"), ("0" * 32, "Valid API key required"),
                          (ELSEWHERE, "Valid API key required"), (NO_CREATE, "API key not authorized"),
                          (INACTIVE, "API key not found/active or source IP not authorized")):
            self.check(401, text, self.post(key=key))
            self.assertEqual([["Warning", "API Error (401)", text]], self.logged())

    def test_logs_no_key(self):
        self.post("{")
        self.post(jane(foo=1, email="none"))
        for row in self.logged():
            self.assertNotIn(KEY, "".join(row))
        self.assertNotIn(KEY, self.httpd.log())

    def test_says_what_is_missing(self):
        field, label = self.sql("SELECT f.id, f.label FROM ost_form_field f JOIN ost_form m ON m.id = f.form_id"
                                " WHERE m.type = 'T' AND f.name = 'subject'")[0]
        missing = "\n%s\n%s is a required field" % (field, label)
        self.check(500, "Unable to create new ticket :" + missing[1:],
                   self.post({"email": "jane@example.com", "name": "Jane", "message": "x"}))
        self.check(500, "Unable to create new ticket :user\nIncomplete client information",
                   self.post(jane(email="no address")))
        self.check(500, "Unable to create new ticket :user\nIncomplete client information" + missing, self.post({"x": 1, "message": "x"}))

    def test_says_why_a_body_cannot_be_read(self):
        for kind, payload, text in (("json", "{", "Syntax error, malformed JSON"), ("json", "", "Syntax error, malformed JSON"),
                                    ("json", "[]", "No errors"), ("json", "{\"a\":\"\t\"}", "Unexpected control character found")):
            self.check(400, text, self.post(payload, kind))
        for payload in ("", "<ticket>", "{}", '<!DOCTYPE t [<!ENTITY e "x">]><ticket>&e;</ticket>'):
            answer = self.post(payload, "xml")
            self.assertEqual((400, True), (answer.status, answer.body.startswith(b"XML error: ")), payload)

    def test_refuses_origins_that_are_not_for_it(self):
        for source in ("Phone", "", "Other"):
            self.check(500, "Unable to create new ticket :origin\nInvalid ticket origin given\nerr\nNo fields set up",
                       self.post(jane(source=source)))

    def test_logs_each_name_that_it_does_not_know(self):
        self.logged()
        self.assertEqual(201, self.post(jane(foo=1, deptId=2, subject="x")).status)
        self.assertEqual([["Error", "Unexpected Data (400)", "%s: Unexpected data received in API request" % name]
                          for name in ("foo", "deptId")], self.logged())

    def test_logs_no_more_of_them_than_a_person_reads(self):
        self.logged()
        self.assertEqual(201, self.post(dict(JANE, **{"n%d" % i: 1 for i in range(5000)})).status)
        self.assertEqual(101, len(self.logged()))

    def test_denies_what_filters_and_limits_deny(self):
        self.sql("INSERT INTO ost_config (namespace, `key`, value) VALUES ('core', 'max_open_tickets', '1')"
                 " ON DUPLICATE KEY UPDATE value = '1'")
        self.addCleanup(self.sql, "UPDATE ost_config SET value = '0' WHERE `key` = 'max_open_tickets'")
        self.assertEqual(201, self.post(jane(email="once@example.com")).status)
        self.check(500, "Unable to create new ticket :err\nYou've reached the maximum open tickets allowed.",
                   self.post(jane(email="once@example.com")))
