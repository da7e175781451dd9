# SPDX-License-Identifier: MIT
"""osticket-rest-setup: what it reads of osTicket, what it writes, what it says is wrong."""
import contextlib
import io
import os
import re
import shutil
import stat
import tempfile
import unittest
import unittest.mock

import harness
from harness import Run, SystemTest, module_grants
from osticket_setup import check_database, command, php_config, rights
from osticket_setup.connection import Connection
from servers import Httpd, MariaDb, free_port

PASSWORDS = {"plain": "s3cret=x", "space": " a b ", "delimiters": "a,b;c|d", "quotes": "q\"uo'te\\d\\",
             "expansion": "${HOME}$x%{y}", "hash": "#no comment ; [group]", "letters": "pässwörd€"}


def php(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def config_file(**settings):
    values = {"DBTYPE": "mysql", "DBHOST": "localhost", "DBNAME": "osticket", "DBUSER": "ost", "DBPASS": "x",
              "TABLE_PREFIX": "ost_"}
    values.update(settings)
    lines = ["<?php", "if(OSTINSTALLED!=TRUE){ die('define(\\'DBHOST\\',\\'no\\')'); }",
             "# define('DBPASS','commented out');", "/* define('DBUSER','too'); */"]
    return "\n".join(lines + ["define(%s,%s);" % (php(name), php(value)) for name, value in values.items()]) + "\n?>\n"


class Folder(unittest.TestCase):
    """An osTicket folder and a folder to write to."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="setup.", dir=Run.folder)
        os.chmod(self.folder, 0o755)
        os.makedirs(os.path.join(self.folder, "web", "include"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        return path

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8", newline="") as f:
            return f.read()

    def configure(self, **settings):
        self.write("web/include/ost-config.php", config_file(**settings))

    def setup(self, *words):
        """(exit status, what it says)"""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = command.main(["--osticket", os.path.join(self.folder, "web"), "--etc",
                                   os.path.join(self.folder, "etc"), "--envvars", os.path.join(self.folder, "envvars")]
                                  + list(words))
        return status, said.getvalue()


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


class VirtualHosts(Folder):
    """Which virtual host gets the line, and how it stands there."""
    def setUp(self):
        super().setUp()
        self.configure()
        self.web = os.path.join(self.folder, "web")
        self.line = 'IncludeOptional "%s/etc/osticket.conf"' % self.folder

    def hosts_with_the_line(self, text, *words):
        """The names of the hosts that get the line."""
        vhost = self.write("site.conf", text)
        status, said = self.setup("--vhost", vhost, *words)
        self.assertEqual(0, status, said)
        return re.findall(r"ServerName (\S+)(?:(?!</VirtualHost).)*%s" % re.escape(self.line), self.read("site.conf"), re.S)

    def host(self, name, root, port=80, more=""):
        return "<VirtualHost *:%d>\n  ServerName %s\n  DocumentRoot \"%s\"\n%s</VirtualHost>\n" % (port, name, root, more)

    def test_only_the_one_that_serves_osticket(self):
        text = self.host("shop", "/nowhere") + self.host("help", self.web) + "#" + self.host("old", self.web)[:20] + "\n"
        self.assertEqual(["help"], self.hosts_with_the_line(text))
        self.assertEqual(["desk"], self.hosts_with_the_line(
            self.host("shop", "/nowhere") + self.host("desk", "/srv", more="  Alias /support %s\n" % self.web)))
        self.assertIn('<Location "/support/api/v1">', self.read("etc/osticket.conf"))

    def test_of_one_name_on_each_of_its_ports(self):
        text = self.host("help", self.web) + self.host("help", self.web, 443)
        self.assertEqual(["help", "help"], self.hosts_with_the_line(text))
        self.assertEqual(["help"], self.hosts_with_the_line(text, "--server-name", "help:443"))

    def test_one_of_several_by_its_name(self):
        text = self.host("one", self.web) + self.host("two", self.web, more="  ServerAlias www.two\n")
        vhost = self.write("site.conf", text)
        status, said = self.setup("--vhost", vhost)
        self.assertEqual(1, status)
        self.assertIn("say with --server-name which one is to have the API: one, two", said)
        self.assertEqual(text, self.read("site.conf"))
        self.assertEqual(["two"], self.hosts_with_the_line(text, "--server-name", "two"))
        self.assertEqual(["two"], self.hosts_with_the_line(text, "--server-name", "WWW.two"))
        self.assertIn("is called three, only: one, two", self.setup("--vhost", vhost, "--server-name", "three")[1])

    def test_keeps_links_and_line_ends(self):
        text = self.host("help", self.web).replace("\n", "\r\n")
        self.write("available.conf", text)
        link = os.path.join(self.folder, "enabled.conf")
        os.symlink("available.conf", link)
        self.assertEqual(0, self.setup("--vhost", link)[0])
        self.assertEqual("available.conf", os.readlink(link))
        self.assertEqual(text.replace("</V", "    %s\r\n</V" % self.line), self.read("available.conf"))
        self.setup("--remove")
        self.assertEqual(text, self.read("available.conf"))

    def test_writes_nothing_where_one_file_cannot_be_written(self):
        vhost = self.write("site.conf", self.host("help", self.web))
        self.write("envvars", "export A=1\n")
        before = self.everything()
        os.rename(os.path.join(self.folder, "envvars"), os.path.join(self.folder, "elsewhere"))
        os.mkdir(os.path.join(self.folder, "envvars"))
        status, _ = self.setup("--vhost", vhost)
        self.assertEqual(1, status)
        os.rmdir(os.path.join(self.folder, "envvars"))
        os.rename(os.path.join(self.folder, "elsewhere"), os.path.join(self.folder, "envvars"))
        self.assertEqual(before, self.everything())

    def test_puts_back_what_took_its_place_already(self):
        vhost = self.write("site.conf", self.host("help", self.web))
        self.write("envvars", "")
        before, replace = self.everything(), os.replace

        def fails(source, target):
            if target.endswith("envvars"):
                raise OSError(28, "No space left on device")
            replace(source, target)
        with unittest.mock.patch("os.replace", fails):
            status, said = self.setup("--vhost", vhost)
        self.assertEqual(1, status)
        self.assertIn("No space left", said)
        self.assertEqual(before, self.everything())

    def test_takes_back_all_that_it_wrote(self):
        vhost = self.write("deep.include", self.host("help", self.web))
        self.write("envvars", "export A=1\n")
        before = self.everything()
        self.assertEqual(0, self.setup("--vhost", vhost)[0])
        self.assertEqual(0, self.setup("--vhost", vhost, "--name", "second")[0])
        status, said = self.setup("--remove")
        self.assertEqual(0, status, said)
        self.assertEqual(before, self.everything())

    def test_leaves_another_environment_alone(self):
        self.write("envvars", "export MARIADB_HOME=/etc/other\n")
        status, said = self.setup()
        self.assertEqual(1, status)
        self.assertIn("sets MARIADB_HOME to /etc/other already", said)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "etc")))

    def everything(self):
        found = {}
        for folder, _, names in os.walk(self.folder):
            found.update({os.path.join(folder, name): self.read(os.path.join(folder, name)) for name in names})
            found[folder] = None
        return found


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
