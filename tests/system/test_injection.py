# SPDX-License-Identifier: MIT
"""Text that looks like SQL, in every string that reaches SQL, is nothing but text."""
import os
import re
import unicodedata
import urllib.parse

import harness
from harness import Run, SystemTest

PAYLOADS = os.path.join(harness.ROOT, "tests", "fixtures", "injection", "sql.txt")
LITERAL = re.compile(r"'(?:[^'\\]|\\.|'')*'", re.S)


def payloads():
    with open(PAYLOADS, encoding="utf-8") as f:
        lines = [line.rstrip("\n") for line in f]
    return [line for line in lines if line and not line.startswith("# ")]


def alike(text):
    """What the letters look like: some collations find one sign of a width by another."""
    return unicodedata.normalize("NFKC", text).casefold()


def skeleton(statement):
    """The statement without its values: what is left when each literal and number is one sign."""
    bare = re.sub(r"\b\d+\b", "1", LITERAL.sub("?", statement))
    return re.sub(r"\(([?1]|NULL)(, ?([?1]|NULL))*\)", "(?)", re.sub(r"\s+", " ", bare).replace("NULL", "?"))


class StatementsSeen:
    """What the server itself says it was asked by the module."""

    def __enter__(self):
        Run.database.sql("SET GLOBAL log_output = 'TABLE'; TRUNCATE mysql.general_log; SET GLOBAL general_log = ON")
        return self

    def __exit__(self, *_):
        Run.database.sql("SET GLOBAL general_log = OFF; SET GLOBAL log_output = 'FILE'")

    def take(self):
        rows = Run.database.sql("SELECT HEX(argument) FROM mysql.general_log WHERE command_type IN ('Query', 'Prepare',"
                                " 'Execute') AND user_host LIKE '%s%%'" % Run.database.user)
        Run.database.sql("SET GLOBAL general_log = OFF; TRUNCATE mysql.general_log; SET GLOBAL general_log = ON")
        return [bytes.fromhex(row[0]).decode("utf-8", "replace") for row in rows]


class Injection(SystemTest):
    """The server's log of statements is the judge: with a payload it shows the statements of harmless text, so
    none that sleeps, and none more."""
    expected_seconds = 30
    settings = "OsTicketAuthFailures 0"
    reference_ttl = 3600

    @classmethod
    def fill(cls):
        cls.sql("UPDATE ost_config SET value = '0' WHERE `key` = 'max_open_tickets'")

    def send_everywhere(self, text, number):
        quoted = urllib.parse.quote(text)
        key = self.send("GET", key=text.encode("utf-8").decode("latin-1"))
        self.assert_error(403, "Invalid API key", key)
        by_email = self.get("?email=" + quoted)
        self.assertEqual((200, []), (by_email.status, by_email.json["tickets"]), text)
        for name in ("id", "status_id", "dept_id", "topic_id", "page"):
            answer = self.get("?%s=%s" % (name, quoted))
            self.assertEqual(400, answer.status, (name, text))
        for method in ("PUT", "DELETE"):
            self.assertEqual(400, self.send(method, "?id=" + quoted, {"status_id": 1}).status, text)
        for body in ({"status_id": text}, {"topic_id": text}, {text: 1}):
            self.assertEqual(422, self.send("PUT", "?id=1", body).status, text)
        self.assertEqual(422, self.create(email=text).status, text)
        return self.created(email="visitor%d@example.com" % number, name="N " + text, subject="S " + text,
                            message="M " + text, source=text, priority=text, topic_id=text,
                            **{"notes": text, "unknown " + text: text})

    def statements_of(self, seen, text, number):
        ticket = self.send_everywhere(text, number)
        found = self.get("?q=" + urllib.parse.quote(("S " + text).strip())).json["tickets"]
        return ticket, {t["id"]: t["subject"] for t in found}, seen.take()

    def test_changes_no_statement(self):
        # A list of numbers is a value of its own.
        texts = [text for text in payloads() if not re.fullmatch(r"\d+(,\d+)+", text)]
        self.assertGreaterEqual(len(texts), 100)
        before = self.number("SELECT COUNT(*) FROM ost_api_key"), self.number("SELECT COUNT(*) FROM ost_staff")
        with StatementsSeen() as seen:
            _, _, harmless = self.statements_of(seen, "harmless words", 0)
            known = {skeleton(s) for s in harmless}
            count = len(harmless)
            self.assertGreater(count, 20)
            for number, text in enumerate(texts, 1):
                ticket, found, statements = self.statements_of(seen, text, number)
                self.assertEqual(set(), {skeleton(s) for s in statements} - known, text)
                self.assertLessEqual(len(statements), count, text)
                for statement in statements:
                    self.assertNotRegex(LITERAL.sub("?", statement), r"(?i)sleep|benchmark|get_lock|outfile", text)
                if "<" not in text:
                    self.assertIn(ticket, found, text)
                    for subject in found.values():
                        self.assertIn(alike("S " + text).strip(), alike(subject))
        print("%d payloads, each in 18 places: %d forms of statement, none of them new" % (len(texts), len(known)))
        self.assertEqual(before, (self.number("SELECT COUNT(*) FROM ost_api_key"),
                                  self.number("SELECT COUNT(*) FROM ost_staff")))
        self.assert_stored_as_sent(texts)

    def assert_stored_as_sent(self, texts):
        rows = self.sql("SELECT HEX(v.value) FROM ost_form_entry_values v JOIN ost_form_entry e ON e.id = v.entry_id"
                        " JOIN ost_form_field f ON f.id = v.field_id"
                        " WHERE e.object_type = 'T' AND f.name = 'subject' ORDER BY e.object_id")
        stored = {bytes.fromhex(row[0]).decode("utf-8").strip() for row in rows}
        for text in texts:
            # What looks like a tag goes, as osTicket has it.
            if "<" not in text:
                self.assertIn(("S " + text).strip(), stored)
