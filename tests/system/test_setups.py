# SPDX-License-Identifier: MIT
"""The set-ups of docs/setups.md: beside osTicket's PHP and its rewrite rules, in each way in which PHP is usually run."""
import glob
import http.client
import json
import os
import pwd
import shutil
import subprocess
import unittest

import harness
from harness import KEY, Run, SystemTest
from processes import stop_process
from servers import DESCRIPTION, MODULES, RESOURCE, page_settings, wait_until
from transport import load

PHP_MODULE = next(iter(glob.glob(os.path.join(MODULES, "libphp*.so"))), None)
FPM = next(iter(glob.glob("/usr/sbin/php-fpm*")), None)
RULE_SET = "/usr/share/modsecurity-crs"
ANSWERED_BY_PHP = b"answered by PHP"

# What osTicket's api/.htaccess does: any address there that is no file goes to its dispatcher.
REWRITES = """\
RewriteEngine On
RewriteCond %{REQUEST_FILENAME} !-f
RewriteCond %{REQUEST_FILENAME} !-d
RewriteRule ^(.+)$ /api/http.php/$1 [L]
"""

SITE = """\
DocumentRoot "{site}"
<Directory />
    Require all denied
</Directory>
<Directory "{site}">
    AllowOverride All
    Require all granted
</Directory>
<Location /api/v1>
    SetHandler osticket-rest
</Location>
"""


def make_site(site):
    """An osTicket as far as its files matter here."""
    os.makedirs(os.path.join(site, "api", "v1"))
    os.makedirs(os.path.join(site, "page"))
    for name, text in (("api/.htaccess", REWRITES), ("api/http.php", "<?php echo '%s';" % ANSWERED_BY_PHP.decode()),
                       ("index.php", "<?php echo '%s';" % ANSWERED_BY_PHP.decode()), ("page/index.html", "the page")):
        with open(os.path.join(site, name), "w") as f:
            f.write(text)


class Site(SystemTest):
    """One httpd with osTicket's files; each test runs without and with the file of the PHP extension."""
    php = ""

    @classmethod
    def make_httpd(cls, settings=""):
        cls.site = os.path.join(Run.folder, cls.name + ".site")
        make_site(cls.site)
        cls.addClassCleanup(shutil.rmtree, cls.site)
        page = page_settings(os.path.join(harness.ROOT, "conf", "docs_page.conf"), os.path.join(cls.site, "page"))
        return super().make_httpd(load("rewrite", "negotiation") + SITE.format(site=cls.site) + page
                                  + cls.php.replace("{site}", cls.site))

    def status(self, method, body=None):
        """Of an answer that is not the module's, and so not described."""
        connection = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=60)
        try:
            connection.request(method, RESOURCE + "?id=1", json.dumps(body) if body else None,
                               {"X-API-Key": KEY, "Content-Type": "application/json", "User-Agent": "x", "Accept": "*/*"})
            return connection.getresponse().status
        finally:
            connection.close()

    def with_and_without_the_extension(self):
        """Yields twice: while the file is not there, and while it is."""
        yield "without"
        path = os.path.join(self.site, "api", "v1", "tickets.php")
        self.addCleanup(lambda: os.path.exists(path) and os.remove(path))
        with open(path, "w") as f:
            f.write("<?php echo '%s';" % ANSWERED_BY_PHP.decode())
        yield "with"
        os.remove(path)


class Reached:
    """What has to hold in every set-up."""

    def test_every_method_is_reached(self):
        for _ in self.with_and_without_the_extension():
            ticket = self.created()
            for path, query in ((RESOURCE, "?id=%d" % ticket), (RESOURCE + "/%d" % ticket, ""),
                                ("/api/v1/tickets/%d" % ticket, "")):
                self.assertIn(b'"Hello"', self.send("GET", query, path=path).body, path)
                self.assertEqual(200, self.send("HEAD", query, path=path).status, path)
                self.assertEqual(200, self.send("PUT", query, {"topic_id": 0}, path=path).status, path)
                self.assertEqual(200, self.send("PATCH", query, {"status_id": 1}, path=path).status, path)
            self.assertEqual(200, self.send("OPTIONS", key=None).status)
            self.assertEqual(200, self.send("DELETE", path="%s/%d" % (RESOURCE, ticket)).status)

    def test_other_paths_are_answered_by_the_module(self):
        for _ in self.with_and_without_the_extension():
            for path in (RESOURCE + "/anything", RESOURCE + "/1/x.php", "/api/v1/nothing.php", "/api/v1/x.html"):
                answer = self.send("GET", path=path)
                self.assertEqual((404, "not_found"), (answer.status, answer.json["code"]), path)

    def test_description_and_page_are_reached(self):
        for _ in self.with_and_without_the_extension():
            self.assertEqual("3.1.0", json.loads(self.fetch(DESCRIPTION))["openapi"])
            self.assertEqual(b"the page", self.fetch("/api/v1/docs/"))

    def test_a_missing_key_is_told_by_the_module(self):
        for _ in self.with_and_without_the_extension():
            self.assert_error(401, "Missing API key", self.send("GET", key=None))

    def fetch(self, path):
        return subprocess.run(["curl", "-sf", "http://127.0.0.1:%d%s" % (self.httpd.port, path)], check=True,
                              stdout=subprocess.PIPE).stdout


class BesidePhp(Reached):
    """PHP has to run, or there would be nothing to be reached beside."""

    def test_the_rest_is_answered_by_php(self):
        self.assertEqual(ANSWERED_BY_PHP, self.fetch("/index.php"))
        self.assertEqual(ANSWERED_BY_PHP, self.fetch("/api/tickets.json"))


@unittest.skipIf(os.environ.get("OST_PRELOAD"), "PHP in httpd's own process does not start under a sanitizer")
@unittest.skipUnless(PHP_MODULE, "no libapache2-mod-php")
class ModPhp(BesidePhp, Site):
    mpm = "prefork"
    children = 2
    php = "LoadModule php_module %s\n<FilesMatch \"\\.ph(ar|p|tml)$\">\nSetHandler application/x-httpd-php\n" \
          "</FilesMatch>\n" % PHP_MODULE


@unittest.skipUnless(FPM, "no php-fpm")
class Fpm(Site):
    """A php-fpm of its own."""

    @classmethod
    def setUpClass(cls):
        cls.fpm_folder = os.path.join(Run.folder, cls.__name__)
        os.makedirs(cls.fpm_folder)
        owner = pwd.getpwnam("www-data")
        os.chown(cls.fpm_folder, owner.pw_uid, owner.pw_gid)
        socket, path = os.path.join(cls.fpm_folder, "php.sock"), os.path.join(cls.fpm_folder, "fpm.conf")
        with open(path, "w") as f:
            f.write("[global]\nerror_log=%s/log\ndaemonize=no\n[www]\nuser=www-data\ngroup=www-data\nlisten=%s\n"
                    "listen.owner=www-data\npm=static\npm.max_children=2\n" % (cls.fpm_folder, socket))
        process = subprocess.Popen([FPM, "--fpm-config", path], stderr=subprocess.DEVNULL)
        cls.addClassCleanup(stop_process, process)
        wait_until(lambda: os.path.exists(socket), process, "php-fpm")
        cls.php = load("proxy", "proxy_fcgi") + cls.rule.replace("{socket}", socket)
        super().setUpClass()


class FpmByFilesMatch(BesidePhp, Fpm):
    rule = '<FilesMatch "\\.php$">\nSetHandler "proxy:unix:{socket}|fcgi://localhost"\n</FilesMatch>\n'


class FpmByProxyPassMatch(BesidePhp, Fpm):
    rule = 'ProxyPassMatch "^/(.*\\.php(/.*)?)$" "unix:{socket}|fcgi://localhost{site}/"\n'


class FpmByProxyPassMatchInPrefork(FpmByProxyPassMatch):
    mpm = "prefork"
    children = 2


class RulesOfTheVirtualHost(Reached, Site):
    """Rules that the server applies before it looks at directories, and what else guesses at addresses."""
    php = load("proxy", "proxy_http") + "RewriteEngine On\nRewriteRule ^/api/ - [F]\nFallbackResource /index.php\n" \
        "<Directory \"{site}\">\nOptions +MultiViews\n</Directory>\n" \
        "ProxyPass /api/ http://127.0.0.1:9/api/ mapping=encoded\n"

    def test_description_and_page_are_reached(self):
        """But for the page, which is files."""
        self.assertEqual("3.1.0", json.loads(self.fetch(DESCRIPTION))["openapi"])


class Restricted(Site):
    """Who may use the API is for its <Location> to say: rules of directories do not reach it."""
    php = '<Location /api/v1/tickets.php>\nRequire ip 192.0.2.1\n</Location>\n' + load("authz_host")

    @classmethod
    def make_httpd(cls, settings=""):
        httpd = super().make_httpd(settings)
        with open(httpd.configuration) as f:
            text = f.read()
        with open(httpd.configuration, "w") as f:
            f.write(text.replace("    SetHandler osticket-rest\n    Require all granted\n", "    SetHandler osticket-rest\n"))
        return httpd

    def test_by_its_location(self):
        self.assertEqual(403, self.status("GET"))


@unittest.skipUnless(os.path.isdir(RULE_SET), "no modsecurity-crs")
class CoreRuleSet(Site):
    """mod_security with the rules as Debian ships them; docs/setups.md says what to add."""
    RULES = load("unique_id", "security2") + "SecRuleEngine On\nSecRequestBodyAccess On\nSecDataDir {site}\n" \
        "SecRule REQUEST_HEADERS:Content-Type ^application/json " \
        "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON\n" \
        "Include /etc/modsecurity/crs/crs-setup.conf\nInclude %s/rules/*.conf\n" % RULE_SET
    TICKET = {"email": "jane@example.com", "name": "Jane", "subject": "Help",
              "message": "The query 1' UNION SELECT password FROM users -- fails; <script>alert(1)</script> too."}

    @classmethod
    def added(cls, fence):
        """The lines of docs/setups.md below its heading on the rules."""
        with open(os.path.join(harness.ROOT, "docs", "setups.md"), encoding="utf-8") as f:
            return f.read().partition("## Core Rule Set")[2].split("```apache\n")[fence].partition("```")[0]


class CoreRuleSetByDefault(CoreRuleSet):
    php = CoreRuleSet.RULES

    def test_refuses_methods_and_messages(self):
        self.assertEqual(200, self.get().status)
        self.assertEqual(201, self.status("POST", dict(self.TICKET, message="It rains.")))
        for method in ("PUT", "PATCH", "DELETE"):
            self.assertEqual(403, self.status(method, {"status_id": 1}))
        self.assertEqual(403, self.status("POST", self.TICKET))


class CoreRuleSetOff(Reached, CoreRuleSet):
    @classmethod
    def make_httpd(cls, settings=""):
        cls.php = cls.RULES + cls.added(1)
        return super().make_httpd(settings)

    def test_takes_text_as_text(self):
        self.assertEqual(201, self.send("POST", body=self.TICKET).status)


class CoreRuleSetWithMethods(Reached, CoreRuleSet):
    @classmethod
    def make_httpd(cls, settings=""):
        cls.php = cls.added(2) + cls.RULES
        return super().make_httpd(settings)
