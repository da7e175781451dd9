# SPDX-License-Identifier: MIT
"""osticket-rest-setup: what it reads of osTicket and what it writes."""
import os
import re
import stat
import unittest
import unittest.mock

import harness
from osticket_setup import check_database, php_config, rights
from osticket_setup.connection import Connection
from setup_folder import Folder, config_file


class Reading(Folder):
    def test_takes_every_way_to_write_a_text(self):
        for written, text in ((r"'it\'s \\ \n'", "it's \\ \\n"), (r'"a\tb\"\$\x41\101\u{20ac}\q"', 'a\tb"$AA€\\q'),
                              ("'a' . \"b\" . 7", "ab7"), ("'#no;//comment/*'", "#no;//comment/*"), ("''", ""),
                              (r'"\xC3\xA4\303\266\x41"', "äöA"), ("'ä' . \"\\u{20AC}\"", "ä€"), (r'"\xff"', "\udcff")):
            found = php_config.defined(("<?php DEFINE ( \"X\" , %s ) ; define('X', 'later');" % written).encode())
            self.assertEqual({"X": text}, found, written)

    def test_computes_nothing(self):
        for written in ("getenv('X')", "'a' . B", '"a$b"', '"{$b}"', "1 ? 'a' : 'b'"):
            self.write("web/include/ost-config.php", config_file().replace("'x'", written))
            status, said = self.setup()
            self.assertEqual(1, status, written)
            self.assertIn("computes DBPASS, which cannot be read without running it; give --user and --password-file", said)

    def test_says_what_is_missing(self):
        self.assertIn("cannot be read: No such file", self.setup()[1])
        self.write("web/include/ost-config.php", "<?php define('DBHOST', 'x');")
        self.assertIn("does not define DBNAME; is osTicket installed?", self.setup()[1])
        self.configure(TABLE_PREFIX="o'st")
        self.assertIn("TABLE_PREFIX must be", self.setup()[1])

    def test_finds_the_place_of_the_database(self):
        for host, places in (("db", [{"host": "db", "port": "3306"}]), ("p:db:3307", [{"host": "db", "port": "3307"}]),
                             ("localhost:3307", [{"host": "127.0.0.1", "port": "3307"}]),
                             ("localhost:/run/x.sock", [{"socket": "/run/x.sock"}]),
                             ("a:1, b", [{"host": "a", "port": "1"}, {"host": "b", "port": "3306"}])):
            settings = {"DBHOST": host, "DBNAME": "d", "DBUSER": "u", "DBPASS": "p", "TABLE_PREFIX": "o"}
            self.assertEqual(places, Connection(settings).places, host)

    def test_tells_an_osticket_that_is_not_installed(self):
        self.write("web/include/ost-sampleconfig.php", "<?php")
        self.assertIn("is not installed yet: it has no include/ost-config.php", self.setup()[1])
        self.configure(DBHOST="%CONFIG-DBHOST", TABLE_PREFIX="%CONFIG-PREFIX")
        status, said = self.setup()
        self.assertEqual(1, status)
        self.assertIn("is not installed yet: include/ost-config.php is still the sample", said)

    def test_takes_from_the_command_line_what_is_computed(self):
        text = config_file()
        for name in ("DBUSER", "DBPASS", "DBHOST", "TABLE_PREFIX"):
            text = re.sub(r"define\('%s','[^']*'\)" % name, "define('%s', getenv('%s'))" % (name, name), text)
        self.write("web/include/ost-config.php", text)
        password = self.write("password", "s3cret\n")
        login = ["--user", "me", "--password-file", password]
        self.assertIn("computes DBHOST, which cannot be read without running it; give --host", self.setup(*login)[1])
        status, said = self.setup(*login, "--host", "db:3307", "--prefix", "desk_")
        self.assertEqual(0, status, said)
        for line in ('host="db"', 'port="3307"', 'user="me"', 'password="s3cret"'):
            self.assertIn(line, self.read("etc/my.cnf").splitlines())
        self.assertIn("OsTicketTablePrefix desk_", self.read("etc/osticket.conf"))


class Writing(Folder):
    def mode(self, name):
        return stat.S_IMODE(os.stat(os.path.join(self.folder, name)).st_mode)

    def test_keeps_the_password_to_itself(self):
        self.configure(DBPASS="Geheim7")
        for words in ((), ("--grants",)):
            status, said = self.setup(*words)
            self.assertEqual(0, status, said)
            self.assertNotIn("Geheim7", said)
        self.assertNotIn("Geheim7", self.read("etc/osticket.conf"))
        self.assertIn('password="Geheim7"', self.read("etc/my.cnf"))
        self.assertEqual([0o640] * 2, [self.mode("etc/osticket.conf"), self.mode("etc/my.cnf")])

    def test_keeps_a_group_for_each_help_desk(self):
        self.configure(DBPASS="a b", DBSSLCA="/etc/ssl/ca.pem")
        self.assertEqual(0, self.setup("--name", "one")[0])
        self.configure(DBPASS="c;d")
        for _ in range(2):
            self.assertEqual(0, self.setup("--name", "two")[0])
        self.assertEqual(0o640, self.mode("etc/my.cnf"))
        options = self.read("etc/my.cnf")
        for line in ("[osticket-rest-one]", 'password="a b"', 'ssl-ca="/etc/ssl/ca.pem"', "[osticket-rest-two]",
                     'password="c;d"'):
            self.assertEqual(1, options.splitlines().count(line), options)
        self.assertIn('DBDParams "group=osticket-rest-two reconnect=0"', self.read("etc/two.conf"))
        self.assertEqual("export MARIADB_HOME=%s/etc\n" % self.folder, self.read("envvars"))

    def test_adds_one_line_to_the_virtual_host(self):
        self.configure()
        host = "<VirtualHost *:80>\n    DocumentRoot %s\n</VirtualHost>\n" % self.folder
        vhost = self.write("site.conf", host)
        os.chmod(vhost, 0o604)
        for _ in range(2):
            self.assertEqual(0, self.setup("--vhost", vhost)[0])
        line = '    IncludeOptional "%s/etc/osticket.conf"\n' % self.folder
        self.assertEqual(host.replace("</V", line + "</V"), self.read("site.conf"))
        self.assertEqual(0o604, self.mode("site.conf"))
        self.assertIn('<Location "/web/api/v1">', self.read("etc/osticket.conf"))

    def test_of_a_host_that_serves_something_else_is_refused(self):
        self.configure()
        vhost = self.write("site.conf", "<VirtualHost *:80>\nDocumentRoot /nowhere\n</VirtualHost>\n")
        status, said = self.setup("--vhost", vhost)
        self.assertEqual(1, status)
        self.assertIn("does not hold", said)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "etc")))


class Rights(unittest.TestCase):
    def have(self, *rows):
        return rights.rights_of([[row] for row in rows], "help_desk")

    def test_are_those_of_the_database_alone(self):
        self.assertEqual({("", "SELECT"), ("", "ALL PRIVILEGES"), ("ost_ticket", "DELETE")}, self.have(
            "GRANT SELECT ON *.* TO `me`@`%`", "GRANT ALL PRIVILEGES ON `help_desk`.* TO `me`@`%` WITH GRANT OPTION",
            "GRANT DELETE ON `help_desk`.`ost_ticket` TO `clerk`", "GRANT UPDATE ON `other`.* TO `me`@`%`",
            "GRANT INSERT ON `other`.`ost_ticket` TO `me`@`%`", "GRANT `clerk` TO `me`@`%`",
            "SET DEFAULT ROLE `clerk` FOR `me`@`%`"))

    def test_hold_for_patterns(self):
        for pattern in ("help%", "help_desk", "help\\\\_desk", "%"):
            self.assertEqual({("", "SELECT")}, self.have("GRANT SELECT ON `%s`.* TO `me`@`%%`" % pattern), pattern)
        for pattern in ("help\\\\%", "help", "help_", "elp_desk"):
            self.assertEqual(set(), self.have("GRANT SELECT ON `%s`.* TO `me`@`%%`" % pattern), pattern)


class Versions(unittest.TestCase):
    def test_are_those_of_the_module(self):
        with open(os.path.join(harness.ROOT, "mod_osticket_rest", "db", "desk", "schema.hpp"), encoding="utf-8") as f:
            code = f.read()
        for signature, version in check_database.KNOWN.items():
            self.assertIn('{"%s", "%s"}' % (signature, version), code)
        self.assertEqual(code.count('{"'), len(check_database.KNOWN))
