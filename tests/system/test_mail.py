# SPDX-License-Identifier: MIT
"""Mail from a ticket to who hears of it: the outbox, the task that empties it, and its ways out."""
import email
import email.policy
import os
import re
import threading

import harness
import mailed
import sample
from aiosmtpd.controller import Controller
from harness import Deadline, Run, SystemTest
from places import free_port

SECRET = "Harbour0Works0Secret0Salt0000001"
PROGRAM = """\
#!/bin/sh
# keep FOLDER [sendmail's arguments]: keeps mail as files; files of these names in the folder say how it behaves.
d=$1
[ ! -e "$d/hang" ] || exec sleep 600
[ ! -e "$d/slow" ] || sleep 0.1
[ ! -e "$d/fail" ] || exit "$(cat "$d/fail")"
f=$(date +%s%N)-$$
cat >"$d/.$f" && mv "$d/.$f" "$d/$f.eml"
[ ! -e "$d/linger" ] || sleep 0.5
"""


def write(path, text, mode=0o644):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as f:
        f.write(text)
    return path


def parse(data):
    return email.message_from_bytes(data, policy=email.policy.default)


class MailTest(SystemTest):
    """Requester, the agent Ines and the administrator hear of a new ticket of the first department."""

    @classmethod
    def fill(cls):
        cls.sql(sample.mail(cls.prefix))
        cls.folder = os.path.join(Run.folder, cls.__name__)
        os.makedirs(cls.folder)
        os.chmod(cls.folder, 0o777)
        secret = write(os.path.join(Run.folder, cls.__name__ + ".secret"), SECRET + "\n", 0o600)
        cls.settings = 'OsTicketSecretFile "%s"\nOsTicketMail %s' % (secret, cls.way())

    @classmethod
    def way(cls):
        program = write(os.path.join(Run.folder, cls.__name__ + ".program"), PROGRAM, 0o755)
        return 'sendmail "%s %s"' % (program, cls.folder)

    def setUp(self):
        for name in os.listdir(self.folder):
            os.unlink(os.path.join(self.folder, name))
        self.sql("DELETE FROM ost_rest_outbox")

    def program_says(self, name, text=""):
        write(os.path.join(self.folder, name), text)

    def program_recovers(self):
        for name in ("fail", "slow", "hang", "linger"):
            if os.path.exists(os.path.join(self.folder, name)):
                os.unlink(os.path.join(self.folder, name))

    def mails(self):
        found = []
        for name in sorted(os.listdir(self.folder)):
            if name.endswith(".eml"):
                with open(os.path.join(self.folder, name), "rb") as f:
                    found.append(parse(f.read()))
        return found

    def rows(self, condition="1"):
        return self.number("SELECT COUNT(*) FROM ost_rest_outbox WHERE " + condition)

    def await_rows(self, count, condition):
        deadline = Deadline()
        while self.rows(condition) != count:
            deadline.check()

    def make_due(self):
        mailed.update_waiting(self, "next_attempt = UTC_TIMESTAMP()")


class ByProgram(MailTest):
    def test_a_ticket_is_told_to_requester_agent_and_administrator(self):
        answer = self.create(alert=True, autorespond=True)
        self.assertNotIn("warnings", answer.json)
        self.await_rows(3, "state = 'sent'")
        mails = {str(mail["To"]): mail for mail in self.mails()}
        self.assertEqual({"Jane Doe <jane@example.com>", "Ines Brandt <ines@harbour.example>", "admin@harbour.example"}, set(mails))
        reply = mails["Jane Doe <jane@example.com>"]
        self.assertEqual("Ticket %s: Hello" % answer.json["number"], reply["Subject"])
        self.assertEqual("Harbour Works <help@harbour.example>", str(reply["From"]))
        self.assertEqual("auto-replied", reply["Auto-Submitted"])
        self.assertIn("Dear Jane,", reply.get_body(("plain",)).get_content())
        self.assertIn("It rains.", reply.get_body(("html",)).get_content())
        ids = {row[0] for row in self.sql("SELECT message_id FROM ost_rest_outbox")}
        self.assertEqual({"<%s>" % one for one in ids}, {mail["Message-ID"] for mail in mails.values()})

    def test_who_wants_no_mail_causes_none(self):
        self.created(alert=False, autorespond=False)
        self.assertEqual(0, self.rows())

    def test_a_refused_request_causes_none(self):
        self.assertEqual(403, self.create(email="banned@spam.example").status)
        self.assertEqual(0, self.rows())

    def test_what_fails_for_now_is_sent_later_under_the_same_id(self):
        self.program_says("fail", "75")
        self.created(alert=False)
        self.await_rows(1, "state = 'queued' AND attempts = 1 AND claimed_by = '' AND next_attempt > UTC_TIMESTAMP()")
        before = self.sql("SELECT message_id FROM ost_rest_outbox")[0][0]
        self.program_recovers()
        self.make_due()
        self.await_rows(1, "state = 'sent' AND attempts = 2")
        self.assertEqual(["<%s>" % before], [mail["Message-ID"] for mail in self.mails()])

    def test_the_last_attempt_leaves_a_failed_row_which_can_be_queued_again(self):
        self.program_says("fail", "75")
        self.created(alert=False)
        self.await_rows(1, "attempts = 1 AND claimed_by = ''")
        mailed.update_waiting(self, "attempts = 11")
        self.make_due()
        self.await_rows(1, "state = 'failed' AND attempts = 12 AND last_error <> ''")
        self.assertIn("was the last one", self.httpd.log())
        self.assertNotIn("jane@example.com", self.httpd.log())
        self.program_recovers()
        with open(os.path.join(harness.ROOT, "docs", "mail.md"), encoding="utf-8") as f:
            again = re.search(r"^UPDATE .*?;", f.read(), re.M | re.S).group(0)
        self.sql(again)
        self.await_rows(1, "state = 'sent'")

    def test_who_is_unknown_for_good_is_not_asked_again(self):
        self.program_says("fail", "67")
        self.created(alert=False)
        self.await_rows(1, "state = 'failed' AND attempts = 1")

    def test_a_claim_of_a_process_that_is_gone_ends_with_its_time(self):
        self.sql("INSERT INTO ost_rest_outbox (ticket_id, account_id, created, next_attempt, claimed_by, message_id, recipients,"
                 " content) VALUES (1, 1, UTC_TIMESTAMP(), UTC_TIMESTAMP() + INTERVAL 1 SECOND, 'somebody', 'a@b.example',"
                 """ '["x@example.com"]', '{"from":[["","help@harbour.example"]],"to":[["","x@example.com"]],"subject":"S","text":"T"}')""")
        self.await_rows(1, "state = 'sent'")

    def test_a_row_that_cannot_be_read_fails_and_holds_nobody_up(self):
        self.sql("INSERT INTO ost_rest_outbox (ticket_id, account_id, created, next_attempt, message_id, recipients, content)"
                 " VALUES (1, 1, UTC_TIMESTAMP(), UTC_TIMESTAMP(), 'a@b.example', '[\"x@example.com\"]', 'nonsense')")
        self.created(alert=False)
        self.await_rows(1, "state = 'failed'")
        self.await_rows(1, "state = 'sent'")

    def test_old_rows_go_once_they_are_sent(self):
        self.sql("INSERT INTO ost_rest_outbox (ticket_id, account_id, state, created, next_attempt, message_id, recipients, content)"
                 " VALUES (1, 1, 'sent', UTC_TIMESTAMP() - INTERVAL 9 DAY, UTC_TIMESTAMP() - INTERVAL 8 DAY, 'a', '[]', '{}'),"
                 " (1, 1, 'failed', UTC_TIMESTAMP() - INTERVAL 9 DAY, UTC_TIMESTAMP() - INTERVAL 8 DAY, 'b', '[]', '{}')")
        self.httpd.graceful()  # whoever begins tidies up
        self.await_rows(0, "state = 'sent'")
        self.assertEqual(1, self.rows("state = 'failed'"))

    def test_a_graceful_restart_loses_and_repeats_nothing(self):
        self.program_says("slow")
        for i in range(12):
            self.created(email="person%d@example.com" % i, alert=False)
            if i == 6:
                self.httpd.graceful()
        self.await_rows(12, "state = 'sent'")
        self.assertEqual(12, len({mail["Message-ID"] for mail in self.mails()}))
        self.assertEqual(12, len(self.mails()))

    def test_a_restart_waits_for_a_program_that_has_taken_a_message(self):
        self.program_says("linger")
        self.created(alert=False)
        deadline = Deadline()
        while not self.mails():
            deadline.check()
        self.httpd.graceful()
        self.await_rows(1, "state = 'sent'")
        self.assertEqual(1, len(self.mails()))

    def test_the_secret_is_nowhere_to_be_seen(self):
        self.created()
        self.await_rows(3, "state = 'sent'")
        self.assertNotIn(SECRET, self.httpd.log() + "".join(str(mail) for mail in self.mails()))


class SharedWork(MailTest):
    def test_two_servers_on_one_database_send_each_message_once(self):
        self.program_says("slow")
        other = self.make_httpd().start()
        try:
            for i in range(15):
                self.created(email="person%d@example.com" % i)
            self.await_rows(45, "state = 'sent'")
        finally:
            other.stop()
        self.assertEqual(45, len({mail["Message-ID"] for mail in self.mails()}))
        self.assertEqual(45, len(self.mails()))


class SharedHelpDesk(MailTest):
    """Two virtual hosts, and several children, of one help desk."""
    children = 2

    @classmethod
    def make_httpd(cls, settings=""):
        cls.port = free_port()
        return super().make_httpd("Listen 127.0.0.1:{0}\n<VirtualHost 127.0.0.1:{0}>\n<Location /api/v1/tickets.php>\n"
                                  "SetHandler osticket-rest\nRequire all granted\n</Location>\n</VirtualHost>".format(cls.port))

    def test_each_message_is_sent_once(self):
        for i in range(12):
            self.assertEqual(201, self.send("POST", httpd=self if i % 2 else self.httpd, body={
                "email": "person%d@example.com" % i, "name": "Jane", "subject": "Hello", "message": "It rains."}).status)
        self.await_rows(36, "state = 'sent'")
        self.assertEqual(36, len({mail["Message-ID"] for mail in self.mails()}))
        self.assertEqual(36, len(self.mails()))


class Server:
    """A mail server that answers as it is told: recipient -> reply."""

    def __init__(self, port=None):
        self.replies, self.kept, self.lock = {}, [], threading.Lock()
        self.controller = Controller(self, hostname="127.0.0.1", port=port or free_port())
        self.controller.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = self.replies.get(address)
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        with self.lock:
            self.kept.append((envelope.mail_from, list(envelope.rcpt_tos), parse(envelope.content)))
        return "250 OK"


class ByServer(MailTest):
    @classmethod
    def way(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.controller.stop)
        return "smtp://127.0.0.1:%d" % cls.server.controller.port

    def setUp(self):
        super().setUp()
        self.server.replies, self.server.kept = {}, []

    def test_takes_what_is_told(self):
        self.created()
        self.await_rows(3, "state = 'sent'")
        self.assertEqual([["admin@harbour.example"], ["ines@harbour.example"], ["jane@example.com"]],
                         sorted(to for _, to, _ in self.server.kept))
        self.assertEqual({"help@harbour.example"}, {sender for sender, _, _ in self.server.kept})

    def test_a_refusal_for_good_holds_nobody_else_up(self):
        self.server.replies = {"ines@harbour.example": "550 no such user", "jane@example.com": "451 later"}
        self.created()
        self.await_rows(1, "state = 'failed' AND last_error LIKE '%550%'")
        self.await_rows(1, "state = 'queued' AND attempts = 1 AND last_error LIKE '%451%'")
        self.await_rows(1, "state = 'sent'")
        self.assertNotIn("ines@harbour", self.httpd.log())


class ByOsTicketsSettings(MailTest):
    """The server of osTicket's own settings, here one that asks for no login."""

    @classmethod
    def way(cls):
        cls.server = Server()
        cls.addClassCleanup(cls.server.controller.stop)
        cls.sql("INSERT INTO ost_email_account (id, email_id, type, auth_bk, active, host, port, created, updated) VALUES"
                " (7, 2, 'smtp', 'none', 1, 'plain://127.0.0.1', %d, NOW(), NOW());"
                "INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'default_smtp_id', '7', NOW())"
                % cls.server.controller.port)
        return 'osticket "/bin/false"'

    def test_sends_for_other_addresses_and_says_so(self):
        self.created(alert=False)
        self.await_rows(1, "state = 'sent'")
        sender, _, mail = self.server.kept[0]
        self.assertEqual(("alerts@harbour.example", "Harbour Works <alerts@harbour.example>"), (sender, str(mail["Sender"])))
        self.assertEqual("Harbour Works <help@harbour.example>", str(mail["From"]))

    def test_what_no_way_takes_waits_and_the_account_is_reported(self):
        self.sql("UPDATE ost_email_account SET auth_bk = 'basic'")
        self.created(alert=False)
        self.await_rows(1, "state = 'queued' AND attempts = 1 AND last_error LIKE '%no password is stored%'")
        self.assertIn("e-mail account 2: no password is stored", self.httpd.log())
        self.sql("UPDATE ost_email_account SET auth_bk = 'none'")
