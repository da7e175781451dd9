# SPDX-License-Identifier: MIT
"""osTicket's own endpoint: what its clients send, and what osTicket answers them."""
import json

from harness import ELSEWHERE, INACTIVE, KEY, MODULE, NO_CREATE, Run, SystemTest, sanitizer_environment
from servers import Httpd

STOCK_ENDPOINT = """
<LocationMatch "^/api/(http\\.php/)?tickets\\.">
    SetHandler osticket-stock
    Require all granted
</LocationMatch>
"""
JANE = {"name": "Jane Doe", "email": "jane@example.com", "subject": "Printer", "message": "It is on fire."}
XML = '<?xml version="1.0" encoding="UTF-8"?>\n<ticket %s>%s</ticket>'


def xml(members="", **attributes):
    return XML % (" ".join('%s="%s"' % pair for pair in attributes.items()), members)


def changed(**members):
    return {name: value for name, value in dict(JANE, **members).items() if value is not None}


# What public clients of the endpoint send, by what they are written in.
SHAPES = {
    "the documentation's JSON": changed(alert=True, autorespond=True, source="API", phone="3185558634X123", ip="123.211.233.122"),
    "the documentation's markup": changed(message="data:text/html,MESSAGE <b>HERE</b>"),
    "markup with its charset": changed(message="data:text/html;charset=utf-8,<p>Grüße</p>"),
    "a shell script": changed(message="line one\nline two\n\n\n\nline three"),
    "a monitoring system": changed(subject="** PROBLEM Host Alert: crane is DOWN **", message="CRITICAL: load < 5 & > 3"),
    "a form of a web page": changed(topicId="1", phone="555-0100", ip="198.51.100.9"),
    "a topic by number": changed(topicId=2),
    "a topic that is not there": changed(topicId=777),
    "a topic by a word": changed(topicId="Feedback"),
    "a priority": changed(priorityId=3),
    "a priority by the field's name": changed(priority=4),
    "flags as words": changed(alert="true", autorespond="false"),
    "flags as numbers": changed(alert=0, autorespond=1),
    "no flags, no alerts": changed(alert=False, autorespond=False, source="API"),
    "an empty list of files": changed(attachments=[]),
    "a number for a text": changed(subject=4711),
    "fields of its own": changed(customer_id=12, tags=["a", "b"], nested={"deep": {"deeper": 1}}),
    "names that osTicket does not document": changed(deptId=2, statusId=1),
    "the misspelt topic": changed(topicID=1, topic_id=1, userId=5),
    "a null source": changed(source=None, ip=None),
    "escaped letters": json.dumps(changed(name="José Núñez", subject="Größe 打印机")),
    "no type of content": json.dumps(JANE),
    "spaces around it": "\n  " + json.dumps(JANE, indent=4) + "\n\n",
    "the documentation's XML": xml("<name>Angry User</name><email>api@osticket.example</email><subject>Testing API</subject>"
                                   "<phone>318-555-8634X123</phone><message type=\"text/plain\"><![CDATA[Message content here]]>"
                                   "</message><ip>123.211.233.122</ip>", alert="true", autorespond="true", source="API"),
    "markup in XML": xml('<message type="text/html"><![CDATA[<p>Some <b>markup</b></p>]]></message>', name="Jane Roe",
                         email="jane@stock.example", subject="Attributes", topicId="2"),
    "entities in XML": xml("<name>A &amp; B</name><email>ab@example.com</email><subject>5 &lt; 6</subject><message>&#8364; 5"
                           "</message>"),
    "XML of another charset": '<?xml version="1.0" encoding="ISO-8859-1"?><ticket><name>J</name><email>j@example.com</email>'
                              "<subject>Gr\xf6\xdfe</subject><message>M</message></ticket>",
}


class Stock(SystemTest):
    @classmethod
    def make_httpd(cls, settings=""):
        return Httpd(Run.folder, MODULE, cls.connection(), extra="OsTicketReferenceTTL 0\nOsTicketAuthFailures 0\n" + STOCK_ENDPOINT,
                     children=1, environment=sanitizer_environment())

    def post(self, payload=JANE, kind="json", method="POST", path=None, key=KEY, **headers):
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

    def test_takes_each_of_the_27_shapes_that_clients_send(self):
        self.assertEqual(27, len(SHAPES))
        for name, payload in SHAPES.items():
            kind = "xml" if isinstance(payload, str) and payload.lstrip().startswith("<") else "json"
            answer = self.post(payload, kind)
            self.assertEqual(201, answer.status, (name, answer.body))
            self.assertEqual("text/html; charset=UTF-8", answer.headers["content-type"])
            self.assertRegex(answer.body.decode(), "^[A-Z0-9-]+$", name)
            self.assertEqual(1, self.number("SELECT COUNT(*) FROM ost_ticket WHERE number = '%s'" % answer.body.decode()), name)

    def test_keeps_a_message_as_the_text_it_is(self):
        for message, kept in (("a <b>bold</b> word", ["text", "a &lt;b&gt;bold&lt;/b&gt; word"]),
                              ("data:text/html,<b>x</b><script>1</script>", ["html", "<b>x</b>"])):
            number = self.post(changed(message=message)).body.decode()
            self.assertEqual(kept, self.entry_of(number)[:2], message)

    def test_obeys_what_it_takes(self):
        number = self.post(changed(topicId=2, ip="192.0.2.9", deptId=3)).body.decode()
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
        self.post(changed(foo=1, email="none"))
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
                   self.post(changed(email="no address")))
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
                       self.post(changed(source=source)))

    def test_logs_each_name_that_it_does_not_know(self):
        self.logged()
        self.assertEqual(201, self.post(changed(foo=1, deptId=2, subject="x")).status)
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
        self.assertEqual(201, self.post(changed(email="once@example.com")).status)
        self.check(500, "Unable to create new ticket :err\nYou've reached the maximum open tickets allowed.",
                   self.post(changed(email="once@example.com")))
