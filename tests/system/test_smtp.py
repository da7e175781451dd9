# SPDX-License-Identifier: MIT
"""Mails on their way: real SMTP servers, good and bad ones, and a mail reader that is not ours."""
import email
import email.header
import email.policy
import email.utils
import logging
import os
import socket
import subprocess
import unittest

from places import remove_folder, temporary_folder
from smtp_servers import BadServer, PASSWORD, Server, TEXT, TOKEN, USER, answers, message, run_tool


class Smtp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        logging.getLogger("mail").setLevel(logging.CRITICAL)  # aiosmtpd's, which tells of every refusal
        cls.folder = temporary_folder()
        cls.ca = os.path.join(cls.folder, "cert.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                        "-keyout", os.path.join(cls.folder, "key.pem"), "-out", cls.ca],
                       check=True, stderr=subprocess.DEVNULL)

    @classmethod
    def tearDownClass(cls):
        remove_folder(cls.folder)

    def secure(self, tls, **settings):
        return dict({"host": "localhost", "tls": tls, "ca_file": self.ca}, **settings)

    def assert_closed(self, words, answers):
        """The way out was closed to every message, and the reason gives nothing away."""
        for answer in answers:
            self.assertIsInstance(answer, str)
            self.assertIn(words, answer)
            for secret in (PASSWORD, TOKEN, "@"):
                self.assertNotIn(secret, answer)

    def test_messages_arrive_as_they_are_over_one_connection(self):
        with Server() as server:
            answers = server.send(message(), message("b@ex.example", "c@ex.example"), message(sender=""))
            self.assertEqual([[["accepted", 250]], [["accepted", 250]] * 2, [["accepted", 250]]], answers)
            self.assertEqual(1, len(server.mailbox.connections))
            self.assertEqual([("desk@ex.example", ["a@ex.example"], TEXT.encode()),
                              ("desk@ex.example", ["b@ex.example", "c@ex.example"], TEXT.encode()),
                              ("<>", ["a@ex.example"], TEXT.encode())], server.mailbox.mails)

    def test_tls_and_logins(self):
        for tls in ("starttls", "tls"):
            with Server(self.folder, tls) as server:
                self.assertEqual([[["accepted", 250]]], server.send(**self.secure(
                    tls, login="password", user=USER, secret=PASSWORD)))
                self.assertEqual([[["accepted", 250]]], server.send(**self.secure(
                    tls, login="token", user=USER, secret=TOKEN)))
                self.assertEqual(["PLAIN", "XOAUTH2"], server.mailbox.mechanisms)
        with Server(self.folder, "starttls", auth_exclude_mechanism=["PLAIN"]) as server:
            self.assertEqual([[["accepted", 250]]], server.send(**self.secure(
                "starttls", login="password", user=USER, secret=PASSWORD)))
            self.assertEqual(["LOGIN"], server.mailbox.mechanisms)

    def test_a_wrong_certificate_closes_the_way(self):
        for tls in ("starttls", "tls"):
            with Server(self.folder, tls) as server:
                login = {"login": "password", "user": USER, "secret": PASSWORD}
                self.assert_closed("certificate", server.send(host="localhost", tls=tls, **login))
                self.assert_closed("certificate", server.send(**self.secure(tls, host="127.0.0.1", **login)))
                self.assertEqual(([], []), (server.mailbox.mails, server.mailbox.mechanisms))

    def test_a_server_without_tls_gets_no_password_where_tls_is_wanted(self):
        with Server(auth_require_tls=False) as server:
            login = {"login": "password", "user": USER, "secret": PASSWORD}
            self.assert_closed("STARTTLS", server.send(**self.secure("starttls", **login)))
            self.assert_closed("", server.send(**self.secure("tls", connect=2000, **login)))
            self.assertEqual(([], []), (server.mailbox.mails, server.mailbox.mechanisms))

    def test_a_refused_login_closes_the_way(self):
        with Server(self.folder, "starttls", auth_required=True) as server:
            for login in ({"login": "password", "user": USER, "secret": "wrong"},
                          {"login": "token", "user": USER, "secret": "wrong"}):
                self.assert_closed("login", server.send(**self.secure("starttls", **login)))
            self.assert_closed("login", server.send(**self.secure("starttls")))
            self.assertEqual([], server.mailbox.mails)

    def test_greylisting_is_for_now(self):
        with Server() as server:
            server.mailbox.rcpt_replies["a@ex.example"] = "451 4.7.1 come back later"
            self.assertEqual([[["temporary", 451]]], server.send())
            del server.mailbox.rcpt_replies["a@ex.example"]
            self.assertEqual([[["accepted", 250]]], server.send())

    def test_one_refused_recipient_holds_nobody_up(self):
        with Server() as server:
            server.mailbox.rcpt_replies = {"b@ex.example": "550 5.1.1 b@ex.example is unknown"}
            answers = server.send(message("a@ex.example", "b@ex.example", "c@ex.example"), message())
            self.assertEqual([[["accepted", 250], ["permanent", 550], ["accepted", 250]], [["accepted", 250]]],
                             answers)
            self.assertEqual(["a@ex.example", "c@ex.example"], server.mailbox.mails[0][1])
            server.mailbox.rcpt_replies["a@ex.example"] = "450 4.2.1 later"
            self.assertEqual([[["temporary", 450], ["permanent", 550]]],
                             server.send(message("a@ex.example", "b@ex.example")))

    def test_a_refused_sender_or_message_is_refused_for_all(self):
        both = message("a@ex.example", "b@ex.example")
        with Server() as server:
            for reply, verdict in (("552 too large", "permanent"), ("452 disk full", "temporary")):
                server.mailbox.data_reply, server.mailbox.sender_reply = reply, None
                self.assertEqual([[[verdict, int(reply[:3])]] * 2], server.send(both))
                server.mailbox.data_reply, server.mailbox.sender_reply = None, reply
                self.assertEqual([[[verdict, int(reply[:3])]] * 2], server.send(both))

    def test_a_message_is_sent_after_one_that_was_refused(self):
        with Server() as server:
            server.mailbox.rcpt_replies = {"x@ex.example": "550 no"}
            answers = server.send(message("x@ex.example"), message(), message("x@ex.example"), message())
            self.assertEqual(["permanent", "accepted"] * 2, [answer[0][0] for answer in answers])

    def test_a_session_that_is_out_of_step_is_not_used_again_and_refuses_no_message(self):
        with Server() as server:
            server.mailbox.sender_reply = "503 nested MAIL command"
            self.assertEqual([[["temporary", 503]]], server.send())
            server.mailbox.sender_reply, server.mailbox.data_reply = None, "451 local error"
            server.mailbox.connections.clear()
            self.assertEqual([[["temporary", 451]]] * 2, server.send(message(), message()))
            self.assertEqual(2, len(server.mailbox.connections))

    def test_a_server_that_is_not_there_closes_the_way(self):
        with socket.create_server(("127.0.0.1", 0)) as unused:
            port = unused.getsockname()[1]
        for host, words in (("127.0.0.1", "reached"), ("nobody.invalid", "name"), ("a b", "name"), ("", "name"),
                            ("127.0.0.1/x", "name")):
            task = {"smtp": {"host": host, "port": port}, "messages": [message()]}
            self.assert_closed(words, answers(task))

    def test_a_server_that_closes_at_once_closes_the_way(self):
        with BadServer() as server:
            self.assert_closed("ended the connection", server.send(message(), message()))
        with BadServer(b"554 no mail here\r\n", 1) as server:
            self.assert_closed("554", server.send())

    def test_a_server_of_a_byte_a_second_is_given_up(self):
        with BadServer(b"220-" + b"x" * 600, pause=1) as server:
            self.assert_closed("in time", server.send(connect=3000, reply=2000, whole=5000))
        with BadServer(b"220 hello\r\n", 1, b"250 hello\r\n", 1, b"250 " + b"x" * 600, pause=0.05) as server:
            self.assert_closed("in time", server.send(connect=3000, reply=1000, whole=2000))

    def test_a_server_that_goes_away_in_data_has_not_taken_the_message(self):
        talk = (b"220 hello\r\n", 1, b"250 hello\r\n", 1, b"250 sender\r\n", 1, b"250 recipient\r\n", 1, b"354 go\r\n")
        large = message(text=TEXT + ("x" * 70 + "\r\n") * 100000)
        for script in (talk, talk + (5,)):
            with BadServer(*script) as server:
                self.assertEqual([[["temporary", 0]]], server.send(message()))
                self.assertEqual([[["temporary", 0]]], server.send(large))

    def test_a_server_that_never_answers_the_data_has_not_taken_the_message(self):
        talk = (b"220 hello\r\n", 1, b"250 hello\r\n", 1, b"250 sender\r\n", 1, b"250 recipient\r\n", 1, b"354 go\r\n")
        with BadServer(*talk, 100) as server:
            self.assertEqual([[["temporary", 0]]], server.send(reply=1000, whole=3000))

    def test_a_server_that_leaves_after_a_message_refuses_none_for_good(self):
        talk = (b"220 hello\r\n", 1, b"250 hello\r\n", 1, b"250 sender\r\n", 1, b"250 recipient\r\n", 1, b"354 go\r\n",
                7, b"250 taken\r\n")
        with BadServer(*talk) as server:
            answers = server.send(*[message() for _ in range(3)])
            self.assertEqual([["accepted", 250]], answers[0])
            # The server may go before the next session has begun, while its sender is named, or later: none is for good.
            for answer in answers[1:]:
                self.assertTrue(isinstance(answer, str) or answer[0][0] in ("accepted", "temporary"), answers)


class Messages(unittest.TestCase):
    """Python's parser reads what was written."""

    TASK = {
        "from": [{"name": "Hilfe & St\u00fctze", "address": "desk@m\u00fcnchen.example"}],
        "to": [{"name": name, "address": "a%d@ex.example" % i} for i, name in enumerate((
            "John Doe", "Doe, John", "Zo\u00eb \"Z\" \u00dcn\u00ef", "\u6253\u5370\u673a\u574f\u4e86" * 20, "=?utf-8?Q?x?=",
            "Ann (Sales)", "a" * 300))],
        "cc": [{"name": "", "address": "john doe@ex.example"}],
        "subject": "\u00c4rger im B\u00fcro \u2014 \u6253\u5370\u673a " * 10,
        "text": "Gr\u00fc\u00dfe\nFrom here\n.\n" + "x" * 2000 + "\n", "html": "<p>\u6253\u5370\u673a</p>\n",
        "inline": [{"id": "key@ex.example", "name": "i.png", "type": "image/png", "content": "png"}],
        "attachments": [{"name": "gr\u00fc\u00dfe \"x\" \u5370.txt", "type": "text/plain", "content": "a\nb\r\nc"}],
    }

    def test_are_read_by_another_parser(self):
        raw = run_tool({"write": self.TASK})
        self.assertTrue(raw.isascii())
        self.assertLessEqual(max(len(line) for line in raw.split(b"\r\n")), 998)
        read = email.message_from_bytes(raw, policy=email.policy.default)
        # The newer parser of Python 3.11 leaves blanks between encoded words of a name; the older one is right.
        names = [name for name, _ in email.utils.getaddresses([email.message_from_bytes(raw)["To"]])]
        self.assertEqual([one["name"] for one in self.TASK["to"]],
                         [str(email.header.make_header(email.header.decode_header(name))) for name in names])
        self.assertEqual([one["address"] for one in self.TASK["to"]], [one.addr_spec for one in read["To"].addresses])
        self.assertEqual('"john doe"@ex.example', read["Cc"].addresses[0].addr_spec)
        self.assertEqual("desk@xn--mnchen-3ya.example", read["From"].addresses[0].addr_spec)
        self.assertEqual(self.TASK["subject"].strip(), read["Subject"])
        self.assertEqual(self.TASK["text"], read.get_body(("plain",)).get_content().replace("\r\n", "\n"))
        self.assertEqual(self.TASK["html"], read.get_body(("html",)).get_content().replace("\r\n", "\n"))
        files = {part.get_filename(): part for part in read.walk() if part.get_filename()}
        self.assertEqual({"i.png", self.TASK["attachments"][0]["name"]}, set(files))
        self.assertEqual(b"a\nb\r\nc", files[self.TASK["attachments"][0]["name"]].get_payload(decode=True))
        self.assertEqual(("inline", "<key@ex.example>"),
                         (files["i.png"].get_content_disposition(), files["i.png"]["Content-ID"]))
        self.assertEqual([], [part.defects for part in read.walk() if part.defects])
