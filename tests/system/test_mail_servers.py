# SPDX-License-Identifier: MIT
"""Debian's own mail programs: its postfix takes what the module sends, its dovecot and Python's parser read what has arrived.
Both run out of a folder into which scripts/test unpacks them, as an installed one would take the place of the system's."""
import base64
import grp
import hashlib
import hmac
import imaplib
import mailbox
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import time
import unittest

import harness
import smtp_servers
import test_mail
from harness import Deadline
from places import free_port, remove_folder, temporary_folder

UNPACKED = os.path.join(harness.ROOT, "build", "out-mail")
POSTFIX = os.path.join(UNPACKED, "usr", "lib", "postfix")
DOVECOT = os.path.join(UNPACKED, "usr", "lib", "dovecot")
# Accounts that every Debian has: postfix wants two of its own beside nobody's.
OWNER, GROUP = "mail", "lp"
QUEUES = "active bounce corrupt defer deferred flush hold incoming private saved trace".split()
SERVICES = """\
{plain} inet n - n - - smtpd
{tls} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
{login} inet n - n - - smtpd -o smtpd_sasl_auth_enable=yes -o smtpd_client_restrictions=permit_sasl_authenticated,reject
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
error unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""


def certificate(folder):
    """A certificate of localhost that nobody trusts, and its key."""
    key, made = (os.path.join(folder, name) for name in ("key.pem", "cert.pem"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", made],
                   check=True, stderr=subprocess.DEVNULL)
    return made, key


def is_whole(program):
    """The program is there, with all libraries that it needs."""
    said = subprocess.run(["ldd", program], env={"LD_LIBRARY_PATH": os.path.dirname(program) + ":" + POSTFIX},
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    return said.returncode == 0 and "not found" not in said.stdout


def is_open(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


class Postfix:
    """Takes mail for three domains of the sample help desk into one Maildir; knows no login, so it refuses each."""

    def __init__(self):
        self.folder = temporary_folder()
        os.chmod(self.folder, 0o755)
        self.ports = {name: free_port() for name in ("plain", "tls", "login")}
        self.certificate, key = certificate(self.folder)
        for name in ("conf", "queue", "data", "box"):
            os.mkdir(self.path(name))
        for name in QUEUES + ["public", "maildrop", "pid"]:
            os.mkdir(self.path("queue", name))
            shutil.chown(self.path("queue", name), OWNER if name != "pid" else None, GROUP)
        for name in ("data", "box"):
            shutil.chown(self.path(name), OWNER, OWNER)
        self.write("main.cf", "".join("%s = %s\n" % line for line in self.settings(key).items()))
        self.write("master.cf", SERVICES.format(**self.ports))
        self.write("smtpd.conf", "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: %s\nmech_list: PLAIN LOGIN\n"
                   % self.path("conf", "nobody"))

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        test_mail.write(self.path("conf", name), text)

    def settings(self, key):
        return {
            "compatibility_level": "3.6", "queue_directory": self.path("queue"), "data_directory": self.path("data"),
            "daemon_directory": os.path.join(POSTFIX, "sbin"), "command_directory": os.path.join(UNPACKED, "usr", "sbin"),
            "shlib_directory": POSTFIX, "meta_directory": self.path("conf"), "mail_owner": OWNER, "setgid_group": GROUP,
            "import_environment": "MAIL_CONFIG LD_LIBRARY_PATH", "maillog_file": "/dev/stdout",
            "inet_interfaces": "127.0.0.1", "inet_protocols": "ipv4", "myhostname": "mx.harbour.example", "mydestination": "",
            "mynetworks": "127.0.0.0/8", "alias_maps": "", "local_recipient_maps": "", "default_transport": "error:no",
            "virtual_mailbox_domains": "harbour.example, example.com", "virtual_mailbox_maps": "static:inbox/",
            "virtual_mailbox_base": self.path("box"), "virtual_minimum_uid": "1",
            "virtual_uid_maps": "static:%d" % pwd.getpwnam(OWNER).pw_uid,
            "virtual_gid_maps": "static:%d" % grp.getgrnam(OWNER).gr_gid,
            "smtpd_relay_restrictions": "reject_unauth_destination",
            "smtpd_recipient_restrictions": "check_recipient_access inline:{ {later@example.com = 450 4.2.0 come back later},"
                                            " {unknown@example.com = 550 5.1.1 nobody here} }",
            "smtpd_tls_security_level": "may", "smtpd_tls_cert_file": self.certificate, "smtpd_tls_key_file": key,
            "cyrus_sasl_config_path": self.path("conf"),
        }

    def __enter__(self):
        environment = {"PATH": os.environ["PATH"], "MAIL_CONFIG": self.path("conf"), "LD_LIBRARY_PATH": POSTFIX}
        with open(self.path("log"), "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([os.path.join(POSTFIX, "sbin", "master"), "-c", self.path("conf"), "-d"],
                                            env=environment, stdout=log, stderr=subprocess.STDOUT)
        deadline = Deadline(60)
        while not all(is_open(port) for port in self.ports.values()):
            deadline.check()
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)
        remove_folder(self.folder)

    def send(self, *recipients, port="plain", **settings):
        """What the module's own sender makes of one message by this server."""
        settings = dict({"host": "127.0.0.1"}, port=self.ports[port], **settings)
        return smtp_servers.answers({"smtp": settings, "messages": [smtp_servers.message(*recipients)]})[0]

    def mails(self):
        return [test_mail.parse(one.as_bytes()) for one in mailbox.Maildir(self.path("box", "inbox"), create=False)]

    def empty(self):
        """Makes the mailbox anew with all its folders: postfix would make them one by one, while the test looks."""
        shutil.rmtree(self.path("box", "inbox"), ignore_errors=True)
        for name in ("", "cur", "new", "tmp"):
            os.makedirs(self.path("box", "inbox", name), exist_ok=True)
            shutil.chown(self.path("box", "inbox", name), OWNER, OWNER)

    def dovecot(self):
        """Dovecot's IMAP server on the mailbox, already logged in."""
        settings = {"mail_location": "maildir:" + self.path("box", "inbox"), "base_dir": self.path("data"), "mail_uid": OWNER,
                    "mail_gid": OWNER, "first_valid_uid": "1", "log_path": self.path("data", "dovecot.log"),
                    "mail_plugin_dir": os.path.join(DOVECOT, "modules")}
        words = ["env", "-C", self.folder, "USER=" + OWNER, "HOME=" + self.path("data"), "LD_LIBRARY_PATH=" + DOVECOT,
                 os.path.join(DOVECOT, "imap"), "-O", "-k"]
        for name, value in settings.items():
            words += ["-o", "%s=%s" % (name, value)]
        return imaplib.IMAP4_stream(shlex.join(words))


def fetched(reader, what):
    """What an IMAP server says of the first message: lines, and texts of a length that they announce."""
    pieces = []
    for part in reader.fetch("1", what)[1]:
        pieces += part if isinstance(part, tuple) else [part]
    return b" ".join(pieces)


def sealed(text, account, owner, salt):
    """What osTicket's Crypto makes of a secret of a mail account: (address, account)."""
    initial = b"0123456789abcdef"
    subkey = hashlib.md5((owner + "email.%d.account.%d" % account).encode()).hexdigest()
    master = salt + hashlib.md5(subkey.encode()).hexdigest()
    key = hmac.new(initial, master.encode(), hashlib.sha512).digest()[:16]
    body = subprocess.run(["openssl", "enc", "-aes-128-cbc", "-K", key.hex(), "-iv", initial.hex()], input=text.encode(),
                          stdout=subprocess.PIPE, check=True).stdout
    return "$2$" + base64.b64encode(b"$1$" + initial + body).decode()


@unittest.skipUnless(is_whole(os.path.join(POSTFIX, "sbin", "smtpd")), "no postfix in build/out-mail, or not its libraries")
class ByPostfix(test_mail.MailTest):
    """The help desk's two addresses have servers of their own: the second one's is the default."""
    expected_seconds = 30

    @classmethod
    def way(cls):
        cls.postfix = Postfix()
        cls.addClassCleanup(remove_folder, cls.postfix.folder)
        cls.enterClassContext(cls.postfix)
        return 'osticket "/bin/false"'

    def setUp(self):
        super().setUp()
        self.postfix.empty()
        self.sql("DELETE FROM ost_email_account;"
                 "DELETE FROM ost_config WHERE namespace LIKE 'email.%' OR `key` = 'default_smtp_id'")
        self.add_account(7, 2, "plain://127.0.0.1", "plain")
        self.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'default_smtp_id', '7', NOW())")

    def add_account(self, number, address, host, port, auth="none", active=1):
        self.sql("INSERT INTO ost_email_account (id, email_id, type, auth_bk, active, host, port, created, updated) VALUES"
                 " (%d, %d, 'smtp', '%s', %d, '%s', %d, NOW(), NOW())"
                 % (number, address, auth, active, host, self.postfix.ports[port]))

    def set_login(self, number, **values):
        for name, value in values.items():
            self.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('email.1.account.%d', '%s', '%s', NOW())"
                     % (number, name, value))

    def await_mails(self, count):
        deadline = Deadline()
        while len(self.postfix.mails()) != count:
            deadline.check()
        return self.postfix.mails()

    def assert_by_the_default(self, reason):
        """The mail of a new ticket has left by the default server, once, and the log says why. A way that was closed stays so
        for a while, so each test has an account of its own number."""
        self.created(alert=False)
        self.await_rows(1, "state = 'sent' AND attempts = 1")
        mail, = self.await_mails(1)
        self.assertEqual(("Harbour Works <help@harbour.example>", "Harbour Works <alerts@harbour.example>"),
                         (str(mail["From"]), str(mail["Sender"])))
        said = [line for line in self.httpd.log().splitlines() if "OSTR0110" in line]
        self.assertTrue(any(reason in line for line in said), said)
        self.assertFalse(any("@" in line for line in said), said)

    def test_what_has_arrived_is_what_was_queued(self):
        answer = self.create(subject="Gr\u00fc\u00dfe \u2014 \u6253\u5370\u673a", message="<p>Zo\u00eb &amp; Ann</p>")
        self.await_rows(3, "state = 'sent'")
        mails = {mail["To"].addresses[0].addr_spec: mail for mail in self.await_mails(3)}
        self.assertEqual({"jane@example.com", "ines@harbour.example", "admin@harbour.example"}, set(mails))
        ids = {"<%s>" % row[0] for row in self.sql("SELECT message_id FROM ost_rest_outbox")}
        self.assertEqual(ids, {mail["Message-ID"] for mail in mails.values()})
        self.assertEqual({"<alerts@harbour.example>"}, {str(mail["Return-Path"]) for mail in mails.values()})
        self.assertIn("Zo\u00eb &amp; Ann", mails["jane@example.com"].get_body(("html",)).get_content())
        self.assertIn(answer.json["number"], mails["jane@example.com"]["Subject"])
        self.assertEqual([], [part.defects for mail in mails.values() for part in mail.walk() if part.defects])

    @unittest.skipUnless(is_whole(os.path.join(DOVECOT, "imap")), "no dovecot in build/out-mail, or not its libraries")
    def test_dovecot_reads_what_has_arrived(self):
        subject = "Gr\u00fc\u00dfe \u2014 \u6253\u5370\u673a"
        self.create(subject=subject, alert=False)
        self.await_mails(1)
        reader = self.postfix.dovecot()
        try:
            self.assertEqual(("OK", [b"1"]), reader.select(readonly=True))
            said = fetched(reader, "(ENVELOPE BODYSTRUCTURE)").decode()
            header = fetched(reader, "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")
        finally:
            reader.logout()
        for part in ('"help" "harbour.example"', '"jane" "example.com"', '"text" "plain" ("charset" "utf-8")',
                     '"text" "html" ("charset" "utf-8")', '"alternative"'):
            self.assertIn(part, said)
        self.assertIn(subject, test_mail.parse(header[header.index(b"Subject:"):])["Subject"])

    def test_the_default_server_takes_over_from_one_with_a_wrong_certificate(self):
        self.add_account(11, 1, "tls://localhost", "plain")
        self.assert_by_the_default("certificate")

    def test_the_default_server_takes_over_from_one_that_refuses_the_login(self):
        self.add_account(12, 1, "plain://127.0.0.1", "login", "basic")
        self.set_login(12, username="desk", passwd=sealed("secret", (1, 12), "desk", test_mail.SECRET))
        self.assert_by_the_default("mail server 127.0.0.1:%d" % self.postfix.ports["login"])

    def test_the_default_server_takes_over_where_no_password_opens(self):
        self.add_account(13, 1, "plain://127.0.0.1", "plain", "basic")
        self.set_login(13, username="desk", passwd=sealed("secret", (1, 13), "desk", "another salt"))
        self.assert_by_the_default("the stored password does not open")

    def test_the_default_server_takes_over_where_a_token_has_run_out(self):
        self.add_account(14, 1, "plain://127.0.0.1", "plain", "oauth2:google")
        self.set_login(14, resource_owner_email="desk", access_token="x", expires=str(int(time.time()) - 5))
        self.assert_by_the_default("the access token has run out")

    def test_an_account_that_is_off_is_not_asked(self):
        self.add_account(15, 1, "plain://127.0.0.1", "login", active=0)
        self.created(alert=False)
        self.await_mails(1)
        self.assertNotIn("OSTR0110", self.httpd.log().rpartition("resuming normal operations")[2])

    def test_tls_and_refusals_as_the_server_says_them(self):
        secure = {"host": "localhost", "ca_file": self.postfix.certificate}
        accepted = [["accepted", 250]]
        self.assertEqual(accepted, self.postfix.send("jane@example.com", tls="starttls", **secure))
        self.assertEqual(accepted, self.postfix.send("jane@example.com", port="tls", tls="tls", **secure))
        for port, tls in (("plain", "starttls"), ("tls", "tls")):
            self.assertIn("certificate", self.postfix.send("jane@example.com", port=port, tls=tls, host="localhost"))
        self.assertIn("login", self.postfix.send("jane@example.com", port="login", tls="starttls", login="password", user="desk",
                                                 secret="secret", **secure))
        self.assertEqual([["temporary", 450]], self.postfix.send("later@example.com"))
        self.assertEqual([["accepted", 250], ["permanent", 550], ["accepted", 250]],
                         self.postfix.send("jane@example.com", "unknown@example.com", "max@example.com"))
        self.assertEqual([["permanent", 554]], self.postfix.send("jane@elsewhere.example"))
        self.await_mails(4)
