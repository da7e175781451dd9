# SPDX-License-Identifier: MIT
"""osticket-rest-setup and mail: the file with the secret, the look at the way out, and a message that takes it."""
import contextlib
import io
import os
import shutil
import stat
import tempfile

import setup_folder
import test_mail
from harness import Run
from osticket_setup import command


class SecretIsWritten(setup_folder.Folder):
    def conf(self):
        return self.read("etc/osticket.conf")

    def test_for_root_alone_and_is_taken_back(self):
        self.configure(SECRET_SALT="it's a \\ secret")
        self.assertEqual(0, self.setup()[0])
        path = os.path.join(self.folder, "etc", "osticket.secret")
        self.assertEqual(("it's a \\ secret\n", 0o600), (self.read("etc/osticket.secret"), stat.S_IMODE(os.stat(path).st_mode)))
        self.assertIn('OsTicketSecretFile "%s"\n' % path, self.conf())
        self.setup("--remove")
        self.assertFalse(os.path.exists(path))

    def test_and_missing_where_it_is_computed(self):
        self.write("web/include/ost-config.php", setup_folder.config_file() + "<?php define('SECRET_SALT', getenv('S'));")
        self.assertIn("does not say its SECRET_SALT as a plain text, so nothing will be mailed", self.setup()[1])
        self.assertNotIn("OsTicketSecretFile", self.conf())


class WayOut(test_mail.MailTest):
    def setup(self, *words):
        """What the command says of a help desk like this one's."""
        folder = tempfile.mkdtemp(prefix="setup.", dir=Run.folder)
        self.addCleanup(shutil.rmtree, folder)
        os.makedirs(os.path.join(folder, "web", "include"))
        with open(os.path.join(folder, "web", "include", "ost-config.php"), "w", encoding="utf-8") as f:
            f.write(setup_folder.config_file(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, DBUSER=Run.database.user,
                                           DBPASS=Run.database.password, SECRET_SALT=test_mail.SECRET))
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = command.main(["--osticket", os.path.join(folder, "web"), "--etc", os.path.join(folder, "etc"),
                                   "--envvars", os.path.join(folder, "envvars")] + list(words))
        return status, said.getvalue()

    def test_is_tried_by_a_message(self):
        status, said = self.setup("--send-test", "jane@example.com")
        self.assertEqual(0, status, said)
        self.assertIn("it has been handed over", said)
        self.assertEqual(["jane@example.com"], [str(mail["To"]) for mail in self.mails()])

    def test_tells_what_came_of_the_message(self):
        self.program_says("fail", "67")
        status, said = self.setup("--send-test", "jane@example.com")
        self.assertEqual(1, status)
        self.assertIn("it was not sent: jane@example.com: 67", said)

    def test_is_looked_at(self):
        self.sql("INSERT INTO ost_rest_outbox (ticket_id, account_id, state, created, next_attempt, message_id, recipients, content)"
                 " VALUES (1, 1, 'failed', UTC_TIMESTAMP(), UTC_TIMESTAMP(), 'a', '[]', '{}')")
        said = self.setup("--check")[1]
        self.assertIn("no file with osTicket's secret has been written", said)
        self.assertIn("messages that could not be sent and are kept as failed: 1;", said)

    def test_names_a_server_that_does_not_answer(self):
        self.sql("INSERT INTO ost_email_account (email_id, type, auth_bk, active, host, port, created, updated) VALUES"
                 " (1, 'smtp', 'none', 1, '127.0.0.1', 1, NOW(), NOW())")
        self.assertIn("WRONG  the mail server 127.0.0.1:1 of help@harbour.example cannot be used", self.setup("--check")[1])
        self.sql("DELETE FROM ost_email_account")
