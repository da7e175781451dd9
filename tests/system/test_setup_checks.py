# SPDX-License-Identifier: MIT
"""osticket-rest-setup beside a running httpd: what it says is wrong, and the tables that it makes."""
import os
import re
import unittest
import unittest.mock

import harness
from harness import Run, SystemTest, module_grants
from places import free_port
from servers import Httpd, MariaDb
from setup_folder import Folder, PASSWORDS


class Serving(SystemTest, Folder):
    """What it writes, in an httpd."""
    def serve(self, names):
        ports = {name: free_port() for name in names}
        hosts = "".join("Listen 127.0.0.1:%d\n<VirtualHost 127.0.0.1:%d>\n<Location />\nRequire all granted\n</Location>\n"
                        "Include %s/etc/%s.conf\n</VirtualHost>\n" % (port, port, self.folder, name)
                        for name, port in ports.items())
        environment = dict(harness.sanitizer_environment(), MARIADB_HOME=os.path.join(self.folder, "etc"))
        httpd = Httpd(self.folder, harness.MODULE, {}, extra=hosts, children=1, environment=environment).start()
        try:
            for name, port in ports.items():
                answer = self.get(httpd=type("Host", (), {"port": port}))
                self.assertEqual(200, answer.status, name + httpd.log())
        finally:
            httpd.stop()

    def test_reaches_the_database_with_any_password(self):
        for name, password in PASSWORDS.items():
            literal = password.replace("\\", "\\\\").replace("'", "''")
            Run.database.sql("CREATE OR REPLACE USER 'setup_%s'@'localhost' IDENTIFIED BY '%s'; GRANT ALL ON `%s`.* TO"
                             " 'setup_%s'@'localhost'" % (name, literal, self.name, name))
            self.configure(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, DBUSER="setup_" + name,
                           DBPASS=password)
            status, said = self.setup("--name", name)
            self.assertEqual(0, status, said)
            self.assertNotIn(password, said)
            status, said = self.setup("--check")
            self.assertIn("connected to the database", said, name)
        self.serve(PASSWORDS)

    def test_passes_over_a_host_that_is_away(self):
        port = free_port()
        server = MariaDb(self.folder, ["--skip-networking=0", "--bind-address=127.0.0.1", "--port=%d" % port]).create()
        server.start()
        try:
            server.create_database("d")
            server.sql(harness.sample.help_desk(), "d")
            self.configure(DBHOST="127.0.0.1:%d,127.0.0.1:%d" % (free_port(), port), DBNAME="d", DBUSER=server.user,
                           DBPASS=server.password)
            self.assertEqual(0, self.setup("--name", "hosts")[0])
            self.serve(["hosts"])
        finally:
            server.stop()


class Checking(SystemTest, Folder):
    def check(self, *words, **settings):
        connection = {"DBUSER": Run.database.user, "DBPASS": Run.database.password, **settings}
        self.configure(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, **connection)
        status, said = self.setup("--check", *words)
        self.assertNotIn(connection["DBPASS"], said)
        return status, said

    def test_finds_a_good_help_desk_good(self):
        status, said = self.check()
        self.assertEqual(0, status, said)
        for sentence in ("the tables are osTicket 1.18's", "has the rights it needs", "can roll back",
                         "clocks of the database and this machine agree", "API keys that admit any address: number 1, 3"):
            self.assertIn(sentence, said)
        self.assertNotIn("HARBOUR", said)

    def test_says_what_is_wrong(self):
        self.sql("ALTER TABLE ost_thread ENGINE = MyISAM; UPDATE ost_config SET value = 'x' WHERE `key` ="
                 " 'schema_signature'; REVOKE DELETE ON `%s`.ost_ticket FROM '%s'@'localhost'"
                 % (self.name, Run.database.user))
        try:
            status, said = self.check()
        finally:
            self.sql("ALTER TABLE ost_thread ENGINE = InnoDB; UPDATE ost_config SET value ="
                     " '5fb92bef17f3b603659e024c01cc7a59' WHERE `key` = 'schema_signature'")
            self.keep_to_rights()
        self.assertEqual(1, status)
        for sentence in ("convert them to InnoDB: ost_thread (MyISAM)", "of a version of osTicket that is not known",
                         "lacks: DELETE on ost_ticket"):
            self.assertIn(sentence, said)
        self.assertEqual(3, said.count("WRONG"), said)

    def test_counts_the_rights_of_roles(self):
        granted = [line.replace("'clerk'@'%'", "clerk") for line in module_grants(self.name, self.prefix, "clerk", "%")]
        self.sql("CREATE ROLE clerk; CREATE USER deputy@localhost IDENTIFIED BY 's3cret'; GRANT clerk TO deputy@localhost;"
                 " SET DEFAULT ROLE clerk FOR deputy@localhost; %s" % " ".join(granted))
        self.addCleanup(self.sql, "DROP USER deputy@localhost; DROP ROLE clerk")
        status, said = self.check(DBUSER="deputy", DBPASS="s3cret")
        self.assertEqual(0, status, said)
        self.sql("REVOKE DELETE ON ost_ticket FROM clerk")
        status, said = self.check(DBUSER="deputy", DBPASS="s3cret")
        self.assertEqual(1, status, said)
        self.assertIn("'deputy' lacks: DELETE on ost_ticket\n", said)

    def test_names_a_database_that_is_not_there(self):
        status, said = self.check("--host", "localhost:%s/none" % self.folder)
        self.assertEqual(1, status)
        self.assertIn("WRONG  the database cannot be reached", said)


class SecondRun(SystemTest, Folder):
    """What a later run keeps of an earlier one, and which rights it still asks for."""
    def setUp(self):
        super().setUp()
        self.configure(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, DBUSER="ost", DBPASS="old")
        self.sql("CREATE OR REPLACE USER own_user@localhost IDENTIFIED BY 'own password'; GRANT USAGE ON *.* TO own_user@localhost")
        self.addCleanup(self.sql, "DROP USER own_user@localhost")

    def grant(self):
        self.sql(" ".join(module_grants(self.name, self.prefix, "own_user")))

    def first_run(self):
        password = self.write("password", "own password\n")
        return self.setup("--user", "own_user", "--password-file", password)

    def test_prints_the_rights_that_are_missing_and_no_others(self):
        self.grant()
        self.sql("REVOKE DELETE ON ost_ticket FROM own_user@localhost")
        status, said = self.first_run()
        self.assertEqual(0, status, said)
        self.assertEqual(["GRANT DELETE ON `%s`.`ost_ticket` TO 'own_user'@'localhost';" % self.name],
                         re.findall("(?m)^GRANT.*|^CREATE USER.*", said))
        self.grant()
        status, said = self.first_run()
        self.assertNotIn("GRANT", said)
        self.assertIn("has the rights that it needs", said)

    def test_keeps_the_user_of_the_first(self):
        self.grant()
        self.first_run()
        before = self.read("etc/my.cnf")
        status, said = self.setup()
        self.assertEqual(0, status, said)
        self.assertEqual(before, self.read("etc/my.cnf"))
        self.assertNotIn("GRANT", said)
        self.assertIn("the database user 'own_user' has the rights it needs", self.setup("--check")[1])

    def test_follows_a_new_password_of_osticket_itself(self):
        self.assertEqual(0, self.setup()[0])
        self.configure(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, DBUSER="ost", DBPASS="new")
        self.assertEqual(0, self.setup()[0])
        self.assertIn('password="new"', self.read("etc/my.cnf"))


class Tables(SystemTest, Folder):
    """The module's own tables and the index of numbers."""
    def change(self, way):
        self.configure(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, DBUSER="root", DBPASS="")
        status, said = self.setup(way)
        self.assertEqual(0, status, said)
        return said

    def check(self):
        return self.setup("--check")[1]

    def test_makes_its_own_and_leaves_those_that_are_there(self):
        statements = "-- one\nCREATE TABLE IF NOT EXISTS `{prefix}rest_first` (id INT) ENGINE=InnoDB;\n"
        self.addCleanup(self.sql, "DROP TABLE IF EXISTS ost_rest_first, ost_rest_second")
        with unittest.mock.patch("osticket_setup.tables.statements", lambda: statements):
            self.assertIn("made: ost_rest_first", self.change("--create-tables"))
            self.sql("INSERT INTO ost_rest_first VALUES (7)")
            statements += statements.replace("first", "second")
            self.assertIn("are not there or may not be seen, and what needs them is off: ost_rest_second", self.check())
            self.assertEqual(["there already: ost_rest_first", "made: ost_rest_second"],
                             self.change("--create-tables").splitlines()[:2])
            self.assertIn("SELECT, INSERT, UPDATE, DELETE ON `%s`.`ost_rest_second`" % self.name, self.change("--grants"))
        self.assertEqual(7, self.number("SELECT id FROM ost_rest_first"))

    def test_makes_indexes_and_tells_how_to_take_them_back(self):
        self.configure(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, DBUSER="root", DBPASS="")
        self.assertNotIn("index", self.check())
        with unittest.mock.patch("osticket_setup.tables.LONG_TABLE", 2):
            self.sql("INSERT INTO ost_ticket (number, ticket_id, created, updated) VALUES ('n1', 900001, NOW(), NOW()),"
                     " ('n2', 900002, NOW(), NOW())")
            self.addCleanup(self.sql, "DELETE FROM ost_ticket WHERE ticket_id > 900000")
            said = self.check()
        for column in ("number", "updated"):
            self.assertIn("ALTER TABLE `ost_ticket` ADD INDEX `osticket_rest_%s` (`%s`)" % (column, column), said)
            self.assertIn("ALTER TABLE `ost_ticket` DROP INDEX `osticket_rest_%s`" % column, said)
        made = self.change("--add-index")
        said = self.check()
        again = self.change("--add-index")
        for of in ("numbers", "last changes"):
            self.assertIn("tickets have an index of their " + of, said)
            self.assertIn("has an index of its %s already" % of, again)
        for line in re.findall("ALTER TABLE .* DROP INDEX .*;", made):
            self.sql(line)
        self.assertNotIn("index", self.check())


class Installed(SystemTest, Folder):
    """--check of an httpd that was set up, in one that runs."""
    def install(self):
        self.configure(DBHOST="localhost:" + Run.database.socket, DBNAME=self.name, DBUSER=Run.database.user,
                       DBPASS=Run.database.password)
        self.port = free_port()
        vhost = self.write("site.conf", "Listen 127.0.0.1:%d\n<VirtualHost 127.0.0.1:%d>\nServerName help.example\n"
                           "DocumentRoot %s\n</VirtualHost>\n<Location />\nRequire all granted\n</Location>\n"
                           % (self.port, self.port, self.folder))
        status, said = self.setup("--vhost", vhost)
        self.assertEqual(0, status, said)

    def start(self, included, home="etc"):
        environment = dict(harness.sanitizer_environment(), MARIADB_HOME=os.path.join(self.folder, home))
        self.server = Httpd(self.folder, harness.MODULE, self.connection(), extra="Include %s/%s" % (self.folder, included),
                            children=1, environment=environment).start()
        self.addCleanup(self.server.stop)
        deadline = harness.Deadline()
        while "resuming normal operations" not in self.server.log():
            deadline.check()  # it listens before it has read its configuration for the second time
        self.ctl = self.write("ctl", "#!/bin/sh\nexec env LD_PRELOAD=%s apache2 -f %s \"$@\"\n"
                              % (os.environ.get("OST_PRELOAD", ""), self.server.configuration))
        os.chmod(self.ctl, 0o755)

    def check(self):
        status, said = self.setup("--check", "--apachectl", self.ctl)
        self.assertNotIn(Run.database.password, said)
        return status, said

    def test_finds_a_good_one_good(self):
        self.install()
        self.start("site.conf")
        status, said = self.check()
        self.assertEqual(0, status, said)
        for sentence in ("httpd's user www-data may read", "httpd loads osticket_rest_module", "httpd includes %s" % self.folder,
                         "the running httpd has MARIADB_HOME=%s/etc" % self.folder,
                         "help.example (port %d) answers /web/api/v1/tickets.php, and asked the database" % self.port):
            self.assertIn(sentence, said)
        # MariaDB 11.8 encrypts on a socket, too.
        self.assertRegex(said, "the database is on this machine|the connection to the database is encrypted")

    def test_says_what_is_wrong(self):
        self.install()
        os.chmod(os.path.join(self.folder, "etc", "my.cnf"), 0o600)
        self.write("other.conf", "")
        self.start("other.conf", home="elsewhere")
        status, said = self.check()
        self.assertEqual(1, status)
        for sentence in ("httpd's user www-data may not read %s/etc/my.cnf" % self.folder, "httpd does not include %s" % self.folder,
                         "so it does not find my.cnf: stop and start it", "help.example (port %d) does not answer" % self.port):
            self.assertIn("WRONG  ", said)
            self.assertIn(sentence, said)

    def test_tells_an_address_that_the_module_does_not_serve(self):
        self.install()
        path = os.path.join(self.folder, "etc", "osticket.conf")
        self.start("site.conf")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace("/web/api/v1", "/other/api/v1"))
        status, said = self.check()
        self.assertEqual(1, status, said)
        self.assertIn("does not reach the module at /other/api/v1/tickets.php: it answers 404, and no JSON", said)
