# SPDX-License-Identifier: MIT
"""Requests that nobody sends by mistake: each gets one answer or httpd's own refusal, and changes nothing."""
import json
import socket

from harness import KEY, SystemTest
from servers import RESOURCE

TICKET = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Hello", "message": "It rains."}
BODY = json.dumps(TICKET).encode()


class Hostile(SystemTest):
    def setUp(self):
        self.tickets = self.number("SELECT COUNT(*) FROM ost_ticket")

    def assert_nothing_changed(self, more=0):
        self.assertEqual(self.tickets + more, self.number("SELECT COUNT(*) FROM ost_ticket"))

    def post(self, body):
        return self.send("POST", body=body)

    def assert_refused(self, status, body):
        answer = self.post(body)
        self.assertEqual(status, answer.status, body[:80])
        self.assertTrue(answer.json["error"] and answer.json["code"])
        self.assert_nothing_changed()
        return answer


class Json(Hostile):
    def test_of_great_depth_is_refused(self):
        for depth in (65, 100000):
            self.assert_refused(400, b"[" * depth)
            self.assert_refused(400, b'{"a":' * depth + b"1" + b"}" * depth)
            self.assert_refused(400, b'{"email":"a@b.example","x":' + b"[" * depth + b"]" * depth + b"}")

    def test_of_great_width_is_served(self):
        wide = dict(TICKET, **{"field %d" % n: n for n in range(30000)})
        self.assertEqual(201, self.post(wide).status)
        self.assertEqual(201, self.post(dict(TICKET, x=[0] * 200000)).status)
        self.assert_nothing_changed(2)

    def test_numbers_of_any_length_do_no_harm(self):
        for number in (b"9" * 400, b"-" + b"9" * 100000, b"1e999", b"1" + b"0" * 30 + b".5e-400x", b"0x10", b"01", b"+1",
                       b"NaN", b"Infinity", b"1e", b".5"):
            self.assert_refused(400, BODY[:-1] + b',"topic_id":' + number + b"}")
        for number in (b"4294967296", b"-1", b"1.5", b"1e13", b"9223372036854775807"):
            answer = self.assert_refused(422, BODY[:-1] + b',"topic_id":' + number + b"}")
            self.assertEqual(["topic_id"], list(answer.json["fields"]))

    def test_with_a_name_twice_is_refused(self):
        self.assert_refused(400, BODY[:-1] + b',"email":"other@example.com"}')
        self.assert_refused(400, BODY[:-1] + b',"x":{"a":1,"a":2}}')
        self.assert_refused(400, BODY[:-1] + b',"\\u0065mail":"other@example.com"}')

    def test_with_lone_surrogates_or_nul_is_refused(self):
        for text in (b"\\ud800", b"\\udc00", b"\\ud800\\ud800", b"\\ud800x", b"\\u0000", b"a\\u0000b"):
            self.assert_refused(400, BODY[:-1] + b',"notes":"' + text + b'"}')
        self.assert_refused(400, BODY[:-1] + b',"a\\u0000b":1}')
        self.assert_refused(400, BODY + b"\0")

    def test_in_other_clothes_is_refused(self):
        for body in (b"", b"null", b"[]", b'"text"', b"{} {}", BODY + BODY, b"\xef\xbb\xbf" * 2 + BODY, BODY[:-1],
                     BODY.decode().encode("utf-16"), b"{'email':1}", b'{"a":1,}', b"/**/" + BODY):
            self.assert_refused(400, body)

    def test_of_wrong_types_names_the_field(self):
        for value in ([], {}, 1, True, ["a@b.example"], {"$ne": ""}):
            answer = self.assert_refused(422, json.dumps(dict(TICKET, email=value)).encode())
            self.assertEqual(["email"], list(answer.json["fields"]))


class Length(Hostile):
    """No column cuts what a client sent in silence: it is stored whole, cut with a warning, or refused with a sentence."""

    def assert_too_long(self, field, **members):
        answer = self.create(**members)
        self.assertEqual(422, answer.status, answer.body[:200])
        self.assertIn("too long", answer.json["fields"][field])
        self.assert_nothing_changed()

    def test_of_messages_is_not_bounded_by_their_column(self):
        for message, kept in (("x" * 65000, None), ("\u6d77" * 22000, None), ("x" * 900000, None),
                              ("<p>%s</p>" % ("y" * 65530), None), ("&" * 40000, "&amp;" * 40000)):
            ticket = self.created(message=message)
            (body, chunks), = self.sql(
                "SELECT e.body, HEX(c.filedata) FROM ost_thread_entry e"
                " JOIN ost_thread t ON t.id = e.thread_id JOIN ost_attachment a ON a.type = 'H' AND a.object_id = e.id"
                " JOIN ost_file_chunk c ON c.file_id = a.file_id AND c.chunk_id = 0 WHERE t.object_type = 'T' AND t.object_id = %d" % ticket)
            self.assertEqual(("", (kept or message)[:300000]), (body, bytes.fromhex(chunks).decode("utf-8", "ignore")[:300000]))
        ticket = self.created(message="x" * 64999)
        self.assertEqual(64999, self.number("SELECT LENGTH(e.body) FROM ost_thread_entry e JOIN ost_thread t ON t.id ="
                                            " e.thread_id WHERE t.object_type = 'T' AND t.object_id = %d" % ticket))

    def test_of_fields_is_bounded_by_their_column(self):
        for subject, kept in (("s" * 65536, "s" * 65535), ("\u6d77" * 21846, "\u6d77" * 21845)):
            answer = self.create(subject=subject)
            self.assertEqual(201, answer.status, answer.body[:200])
            self.assertIn("subject: ends at 65,535 bytes", answer.json["warnings"])
            self.assertEqual(kept, self.get("?id=%d" % answer.json["id"]).json["tickets"][0]["subject"])
        ticket = self.created(subject="s" * 65535)
        self.assertEqual(65535, len(self.get("?id=%d" % ticket).json["tickets"][0]["subject"]))

    def test_of_names_is_cut_between_characters(self):
        for letter, email in (("n", "long@example.com"), ("\u6d77", "longer@example.com")):
            answer = self.create(email=email, name=letter * 129)
            self.assertEqual(["name: ends at 128 characters"], answer.json["warnings"])
            self.assertEqual([[letter * 128]], self.sql("SELECT u.name FROM ost_user u JOIN ost_user_email m ON"
                                                        " m.user_id = u.id WHERE m.address = '%s'" % email))

    def test_of_addresses_is_bounded_by_their_column(self):
        longest = "a@" + "b" * 59 + (".c" + "d" * 60) * 3
        address = longest + "." + "e" * (254 - len(longest))
        self.assertEqual(255, len(address))
        for _ in range(2):
            self.assert_too_long("email", email=address + "f")
        first, second = self.created(email=address, name="\u6d77" * 128), self.created(email=address)
        rows = self.sql("SELECT DISTINCT u.name, CHAR_LENGTH(m.address) FROM ost_ticket t JOIN ost_user u ON u.id ="
                        " t.user_id JOIN ost_user_email m ON m.user_id = u.id WHERE t.ticket_id IN (%d, %d)"
                        % (first, second))
        self.assertEqual([["\u6d77" * 128, "255"]], rows)


class Wire(Hostile):
    """Bytes on a socket."""

    def exchange(self, *parts, close=True):
        """Sends the parts, ends the sending side, and reads until the server closes."""
        with socket.create_connection(("127.0.0.1", self.httpd.port), timeout=60) as s:
            for part in parts:
                try:
                    s.sendall(part)
                except OSError:
                    break
            if close:
                try:
                    s.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
            said = b""
            while True:
                try:
                    got = s.recv(65536)
                except ConnectionResetError:
                    break
                if not got:
                    return said
                said += got
        return said

    @staticmethod
    def head(method="POST", *lines, target=RESOURCE):
        return ("%s %s HTTP/1.1\r\nHost: localhost\r\nX-API-Key: %s\r\n" % (method, target, KEY)
                + "".join(line + "\r\n" for line in lines)).encode("latin-1") + b"\r\n"

    @staticmethod
    def statuses(said):
        return [int(line.split()[1]) for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]

    def test_bodies_in_chunks_are_read_whole(self):
        chunks = b"".join(b"1;part=%d\r\n%c\r\n" % (n, c) for n, c in enumerate(BODY))
        said = self.exchange(self.head("POST", "Transfer-Encoding: chunked", "Connection: close") + chunks
                             + b"0\r\nX-Trailer: yes\r\n\r\n")
        self.assertEqual([201], self.statuses(said), said)
        self.assert_nothing_changed(1)

    def test_expect_is_answered_before_the_body(self):
        with socket.create_connection(("127.0.0.1", self.httpd.port), timeout=60) as s:
            s.sendall(self.head("POST", "Expect: 100-continue", "Content-Length: %d" % len(BODY), "Connection: close"))
            self.assertTrue(s.recv(65536).startswith(b"HTTP/1.1 100 "))
            s.sendall(BODY)
            self.assertTrue(s.recv(65536).startswith(b"HTTP/1.1 201 "))
        said = self.exchange(self.head("POST", "Expect: the-unexpected", "Content-Length: 2") + b"{}")
        self.assertEqual([417], self.statuses(said)[:1])
        self.assert_nothing_changed(1)

    def test_bodies_that_are_too_large_are_not_waited_for(self):
        said = self.exchange(self.head("POST", "Content-Length: 9000000000"), b"[" * (1024 * 1024 + 1), close=False)
        self.assertEqual([413], self.statuses(said), said[:300])
        self.assert_nothing_changed()

    def test_wrong_lengths_get_one_answer(self):
        said = self.exchange(self.head("POST", "Content-Length: %d" % (len(BODY) + 10)) + BODY)
        self.assertEqual([400], self.statuses(said), said)
        self.assert_nothing_changed()
        for length in ("-1", "+2", "0x2", "2 2", "2,3", "2;3", "18446744073709551618", "two", "\x0b2"):
            said = self.exchange(self.head("POST", "Content-Length: " + length) + b"{}")
            self.assertEqual([400], self.statuses(said)[:1], (length, said))
            self.assert_nothing_changed()

    def test_chunks_that_are_none_get_one_answer(self):
        for chunk in (b"zz\r\n{}", b"F" * 20 + b"\r\n{}", b"2\r\n{}\r\nzz\r\n"):
            said = self.exchange(self.head("POST", "Transfer-Encoding: chunked") + chunk + b"\r\n0\r\n\r\n")
            self.assertIn(self.statuses(said), ([400], [413]), said)
            self.assertEqual(1, said.count(b"<html>") + said.count(b'{"error"'), said)
        self.assert_nothing_changed()

    def test_smuggled_requests_are_not_served(self):
        hidden = self.head("DELETE", target=RESOURCE + "?id=1")
        self.created()
        self.tickets += 1
        tries = {
            "both lengths": self.head("POST", "Content-Length: 4", "Transfer-Encoding: chunked")
            + b"2\r\n{}\r\n0\r\n\r\n",
            "both lengths, the chunks end early": self.head("POST", "Content-Length: %d" % (5 + len(hidden)),
                                                            "Transfer-Encoding: chunked") + b"0\r\n\r\n" + hidden,
            "two lengths": self.head("POST", "Content-Length: 2", "Content-Length: %d" % (2 + len(hidden)))
            + b"{}" + hidden,
            "a coding nobody knows": self.head("POST", "Transfer-Encoding: xchunked", "Content-Length: 2")
            + b"{}" + hidden,
            "chunked not last": self.head("POST", "Transfer-Encoding: chunked, identity") + b"0\r\n\r\n" + hidden,
            "coding behind a vertical tab": self.head("POST", "Transfer-Encoding: \x0bchunked") + b"0\r\n\r\n" + hidden,
            "space before the colon": self.head("POST", "Transfer-Encoding : chunked", "Content-Length: 2") + b"{}" + hidden,
            "length in a folded line": self.head("POST", "X-A: b", " Content-Length: %d" % len(hidden)) + hidden,
            "negative chunk": self.head("POST", "Transfer-Encoding: chunked") + b"-1\r\n" + hidden,
            "chunk with 0x": self.head("POST", "Transfer-Encoding: chunked") + b"0x2\r\n{}\r\n0\r\n\r\n" + hidden,
            "chunk larger than any": self.head("POST", "Transfer-Encoding: chunked") + b"F" * 20 + b"\r\n" + hidden,
            "chunk without its end": self.head("POST", "Transfer-Encoding: chunked") + b"2\r\n{}" + hidden,
            "body of a GET": self.head("GET", "Content-Length: %d" % len(hidden)) + hidden,
            "body of a HEAD": self.head("HEAD", "Content-Length: %d" % len(hidden)) + hidden,
            "body of an OPTIONS": self.head("OPTIONS", "Content-Length: %d" % len(hidden)) + hidden,
            "body of a DELETE": self.head("DELETE", "Content-Length: %d" % len(hidden), target=RESOURCE + "?id=99") + hidden,
            "body of a method nobody knows": self.head("FROB", "Content-Length: %d" % len(hidden)) + hidden,
            "garbage behind a body": self.head("POST", "Content-Length: 2") + b"{}GARBAGE\0\r\n\r\n",
            "NUL in a header": self.head("GET", "X-A: a\0b"),
            "bare carriage return": self.head("GET", "X-A: a\rX-B: c"),
        }
        for name, sent in tries.items():
            with self.subTest(name):
                statuses = self.statuses(self.exchange(sent))
                # Behind its one answer there may be httpd's refusal of the rest.
                self.assertTrue(statuses and len(statuses) <= 2, statuses)
                self.assertLessEqual(set(statuses[1:]), {400}, statuses)
                self.assert_nothing_changed()

    def test_lines_that_end_in_a_bare_line_feed_are_one_request(self):
        said = self.exchange(self.head("GET", "Connection: close").replace(b"\r\n", b"\n"))
        self.assertEqual(1, len(self.statuses(said)), said)
        self.assertIn(self.statuses(said)[0], (200, 400))

    def test_floods_of_headers_are_refused(self):
        many = self.head("GET", *["X-Filler-%d: x" % n for n in range(200)])
        self.assertEqual([400], self.statuses(self.exchange(many)))
        self.assertEqual([400], self.statuses(self.exchange(self.head("GET", "X-Filler: " + "x" * 9000))))
        self.assertEqual([414], self.statuses(self.exchange(self.head(target=RESOURCE + "?q=" + "x" * 9000))))
        twice = self.exchange(self.head("GET", "X-API-Key: " + KEY, "Connection: close"))
        self.assertEqual([403], self.statuses(twice))
        long_key = self.get(key="K" * 8000)
        self.assertEqual(403, long_key.status)

    def test_after_all_that_the_server_serves(self):
        for line in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n", b"\0" * 4096, b"PRI * HTTP/2.0\r\n\r\n"):
            self.exchange(line)
        self.assertEqual(200, self.get().status)
