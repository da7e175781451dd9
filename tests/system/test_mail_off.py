# SPDX-License-Identifier: MIT
"""Help desks that send no mail, and the secret that links in mail need."""
import os
import unittest

import harness
from harness import Deadline, Run
from test_mail import MailTest, write


class WithoutTable(MailTest):
    @classmethod
    def keep_to_rights(cls):
        super().keep_to_rights()
        cls.sql("DROP TABLE ost_rest_outbox")

    def setUp(self):
        pass

    def test_nothing_is_mailed_and_everybody_is_told(self):
        answer = self.create(alert=True, autorespond=True)
        self.assertEqual((201, ["alert: nothing is mailed by this server", "autorespond: nothing is mailed by this server"]),
                         (answer.status, answer.json["warnings"]))
        deadline = Deadline()
        while "the database has no table for it" not in self.httpd.log():
            deadline.check()


class Off(MailTest):
    @classmethod
    def way(cls):
        return "off"

    def test_nothing_is_mailed_and_everybody_is_told(self):
        self.assertEqual(["alert: nothing is mailed by this server"], self.create(alert=True).json["warnings"])
        self.assertEqual(0, self.rows())
        self.assertIn("nothing is mailed: OsTicketMail is off", self.httpd.log())


class SecretFile(unittest.TestCase):
    def refusal(self, text, mode):
        path = write(os.path.join(Run.folder, "a.secret"), text)
        os.chmod(path, mode)
        status, said = harness.Httpd(Run.folder, harness.MODULE, {}, extra='OsTicketSecretFile "%s"' % path,
                                     environment=harness.sanitizer_environment()).check()
        os.unlink(path)
        return status, said

    def test_must_be_its_owners_alone_and_hold_one_line(self):
        for text, mode, sentence in (("x\n", 0o644, "others than its owner"), ("\n", 0o600, "holds no secret"),
                                     ("x\ny\n", 0o600, "more than one line")):
            status, said = self.refusal(text, mode)
            self.assertNotEqual(0, status)
            self.assertIn(sentence, said)
        self.assertEqual(0, self.refusal("x\n", 0o600)[0])
