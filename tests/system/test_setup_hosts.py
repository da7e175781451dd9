# SPDX-License-Identifier: MIT
"""osticket-rest-setup: the virtual host that gets its line."""
import os
import re
import unittest
import unittest.mock

from setup_folder import Folder


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
