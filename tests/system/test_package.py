# SPDX-License-Identifier: MIT
"""The Debian package in a clean root: installed, set up, serving, upgraded, removed and purged without a trace."""
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import unittest
import urllib.request

import harness
from harness import Deadline, Run
from places import free_port
from processes import stop_process
from setup_folder import config_file

import debian  # noqa: I001
import sample

NAME = "libapache2-mod-osticket-rest"
OLD_VERSION = "0.0.1"
SETTINGS = "etc/apache2/mods-available/osticket_rest.conf"
ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
# What changes with any package, and what a running httpd and the test itself leave.
PASSING = re.compile(r"^(var/lib/(dpkg|apt|apache2|ucf)|var/cache|var/log|tmp|run|root)(/|$)|__pycache__")
VHOST = """<VirtualHost 127.0.0.1:%d>
    ServerName help.example
    DocumentRoot /var/www/osticket
</VirtualHost>
"""
DOCUMENTS = "usr/share/doc/" + NAME


def run(*command, **settings):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **settings)
    said = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        raise AssertionError("%s: %s" % (" ".join(command[:4]), said[-2000:]))
    return said


def sources():
    """Debian's own archives, as apt is set up on this machine."""
    lines = run("apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(COMPONENT)", "Created-By: Packages",
                "Origin: Debian").splitlines()
    return ["deb %s %s %s" % tuple(line.split()) for line in sorted(set(lines)) if len(line.split()) == 3]


def release():
    """The name of this machine's Debian."""
    with open("/etc/os-release", encoding="utf-8") as f:
        return re.search(r"^VERSION_CODENAME=(\w+)", f.read(), re.M).group(1)


def libraries(module):
    """The packages of the libraries that the module is linked with."""
    names = re.findall(r"NEEDED\s+(\S+)", run("objdump", "-p", module))
    return {run("dpkg-query", "-S", "*/" + name).split(":")[0] for name in names}


def older(package, folder):
    """The same package under an older version, with other settings of its own."""
    tree = os.path.join(folder, "old")
    run("dpkg-deb", "-R", package, tree)
    with open(os.path.join(tree, "DEBIAN", "control"), encoding="utf-8") as f:
        control = re.sub(r"^Version: .*$", "Version: " + OLD_VERSION, f.read(), flags=re.M)
    with open(os.path.join(tree, "DEBIAN", "control"), "w", encoding="utf-8") as f:
        f.write(control)
    with open(os.path.join(tree, SETTINGS), "a", encoding="utf-8") as f:
        f.write("# of an older version\n")
    path = os.path.join(folder, "old.deb")
    run("dpkg-deb", "-b", tree, path)
    return path


class Manual(unittest.TestCase):
    def test_has_every_option(self):
        with open(os.path.join(harness.ROOT, "docs", "man", "osticket-rest-setup.8"), encoding="utf-8") as f:
            manual = f.read().replace("\\", "")
        options = re.findall(r"--[a-z-]*[a-z]", run(os.path.join(harness.ROOT, "scripts", "osticket-rest-setup"), "--help"))
        self.assertEqual(set(), {option for option in options if option not in manual} - {"--help"})

    def test_says_of_each_directive_what_it_is_for(self):
        with open(os.path.join(harness.ROOT, "conf", "osticket_rest.conf"), encoding="utf-8") as f:
            entries = debian.directives(f.read()).split(".TP\n")[1:]
        self.assertGreater(len(entries), 20)
        for entry in entries:
            self.assertRegex(entry, r"\A\.BI OsTicket\w+ .+\n[A-Za-z].+\.\nShown is ")


class Package(unittest.TestCase):
    only_with_all, expected_seconds, most_seconds = True, 300, 900  # mostly of the compiler

    @classmethod
    def setUpClass(cls):
        if os.environ.get("OST_PRELOAD") or os.environ.get("OST_WATCHER"):
            raise unittest.SkipTest("the package is tried out once, with the release build")
        cls.sources = sources()
        if not cls.sources:
            raise unittest.SkipTest("apt knows no archive of Debian on this machine")
        cls.folder = tempfile.mkdtemp(prefix="package.", dir=Run.folder)
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.root = os.path.join(cls.folder, "root")
        failures = []
        make_root = threading.Thread(target=cls.attempt, args=(cls.make_root, failures))
        make_root.start()
        cls.attempt(cls.make_packages, failures)
        make_root.join()
        if failures:
            raise failures[0]

    @staticmethod
    def attempt(step, failures):
        try:
            step()
        except AssertionError as e:
            failures.append(e)

    @classmethod
    def make_packages(cls):
        result = os.path.join(cls.folder, "result")
        cls.package = run(os.path.join(harness.ROOT, "scripts", "package"), result).splitlines()[-1]
        cls.old_package = older(cls.package, cls.folder)

    @classmethod
    def make_root(cls):
        """A minimal Debian with what the package depends on; nothing in it starts a service."""
        # With all of it there, apt installs the package without any archive.
        needed = ["apache2", "libaprutil1-dbd-mysql", "mariadb-client-core", "python3", *libraries(harness.MODULE)]
        run("mmdebstrap", "--quiet", "--variant=apt", "--include=" + ",".join(needed), "--dpkgopt=force-unsafe-io",
            "--dpkgopt=path-exclude=/usr/share/man/*", "--dpkgopt=path-exclude=/usr/share/locale/*", release(), cls.root,
            *cls.sources)
        cls.write("usr/sbin/policy-rc.d", "#!/bin/sh\necho \"$@\" >>/run/asked\nexit 101\n", 0o755)

    @classmethod
    def write(cls, name, text, mode=0o644):
        path = os.path.join(cls.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        os.chmod(path, mode)

    @classmethod
    def read(cls, name):
        with open(os.path.join(cls.root, name), encoding="utf-8", errors="replace", newline="") as f:
            return f.read()

    def inside(self, *command):
        return run("chroot", self.root, *command, env=ENVIRONMENT)

    def apt(self, *words):
        return self.inside("apt-get", "-y", "-o", "Dpkg::Options::=--force-confold", *words)

    def install(self, package):
        name = "root/" + os.path.basename(package)
        shutil.copy(package, os.path.join(self.root, name))
        self.apt("install", "/" + name)
        os.unlink(os.path.join(self.root, name))

    def files(self):
        """Path and, of a file, its content, of all that stays."""
        found = {}
        for folder, folders, names in os.walk(self.root):
            for name in folders + names:
                path = os.path.join(folder, name)
                inner = os.path.relpath(path, self.root)
                if PASSING.search(inner):
                    continue
                is_file = os.path.isfile(path) and not os.path.islink(path)
                found[inner] = (os.path.getsize(path), os.path.getmtime(path) if not inner.startswith("etc/") else
                                self.read(inner)) if is_file else None
        return found

    def prepare_help_desk(self):
        database = Run.database
        database.create_database("packaged")
        self.addCleanup(database.sql, "DROP DATABASE packaged")
        database.sql(sample.help_desk("ost_"), "packaged")
        os.link(database.socket, os.path.join(self.root, "srv", "db.sock"))
        self.write("var/www/osticket/include/ost-config.php", config_file(
            DBHOST="localhost:/srv/db.sock", DBNAME="packaged", DBUSER=database.user, DBPASS=database.password))
        self.port = free_port()
        self.write("etc/apache2/ports.conf", "Listen 127.0.0.1:%d\n" % self.port)
        self.write("etc/apache2/sites-available/help.conf", VHOST % self.port)
        self.inside("a2dissite", "-q", "000-default")
        self.inside("a2ensite", "-q", "help")
        os.makedirs(os.path.join(self.root, "run", "apache2"), exist_ok=True)

    def start(self):
        self.httpd = subprocess.Popen(["chroot", self.root, "/bin/sh", "-c", ". /etc/apache2/envvars; exec apache2 -DFOREGROUND"],
                                      env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: stop_process(self.httpd))
        self.wait_for_start(1)

    def show_environment(self):
        """httpd's, where it stands on a machine with a /proc, which the root has none of; the folder, to be removed."""
        folder = "proc/" + self.read("run/apache2/apache2.pid").strip()
        with open("/%s/environ" % folder, encoding="utf-8") as f:
            self.write(folder + "/environ", f.read())
        return os.path.join(self.root, folder)

    def wait_for_start(self, times):
        log = os.path.join(self.root, "var/log/apache2/error.log")
        deadline = Deadline(60)
        while not os.path.exists(log) or self.read("var/log/apache2/error.log").count("resuming normal operations") < times:
            self.assertIsNone(self.httpd.poll(), "httpd ended")
            deadline.check()

    def get(self, query="", body=None):
        request = urllib.request.Request("http://127.0.0.1:%d/api/v1/tickets.php%s" % (self.port, query),
                                         headers={"X-API-Key": harness.KEY},
                                         data=json.dumps(body).encode() if body else None)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read())

    def enabled(self):
        return {os.path.basename(path) for path in glob.glob(os.path.join(self.root, "etc/apache2/mods-enabled/*"))}

    def version(self):
        return self.inside("dpkg-query", "-W", "-f", "${Version}", NAME)

    def check_documents(self):
        """Those of the sources, with links that hold."""
        for name in ("README.md", "docs/README.md", "docs/openapi.yaml", "docs/postman_collection.json", "docs/migration.md"):
            with open(os.path.join(harness.ROOT, name), encoding="utf-8") as f:
                self.assertEqual(f.read(), self.read(os.path.join(DOCUMENTS, name)), name)
        for link in re.findall(r"\]\(((?:docs|conf)/[^)#]+)\)", self.read(DOCUMENTS + "/README.md")):
            self.assertTrue(os.path.exists(os.path.join(self.root, DOCUMENTS, link)), link)

    def test_lives_and_goes_without_a_trace(self):
        self.prepare_help_desk()
        before = self.files()
        self.install(self.old_package)
        self.assertLessEqual({"osticket_rest.load", "osticket_rest.conf", "dbd.load", "socache_shmcb.load"}, self.enabled())
        self.inside("osticket-rest-setup", "--osticket", "/var/www/osticket", "--vhost", "/etc/apache2/sites-enabled/help.conf")
        self.assertEqual("../sites-available/help.conf", os.readlink(os.path.join(self.root, "etc/apache2/sites-enabled/help.conf")))
        self.assertIn("connect", self.inside("osticket-rest-setup", "--osticket", "/var/www/osticket", "--check"))
        self.start()
        shown = self.show_environment()
        for sentence in ("httpd includes /etc/osticket-rest/osticket.conf", "has MARIADB_HOME=/etc/osticket-rest",
                         "answers /api/v1/tickets.php, and asked the database"):
            self.assertIn(sentence, self.inside("osticket-rest-setup", "--osticket", "/var/www/osticket", "--check"))
        shutil.rmtree(shown)
        self.assertEqual(200, self.get()[0])
        created = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Packed", "message": "It works"}
        self.assertEqual(201, self.get(body=created)[0])
        self.assertTrue(os.path.exists(os.path.join(self.root, "usr/share/osticket-rest/page/index.html")))
        self.check_documents()

        self.write(SETTINGS, self.read(SETTINGS) + "OsTicketMaxPageSize 7\n")
        self.install(self.package)
        self.assertNotEqual(OLD_VERSION, self.version())
        self.assertIn("OsTicketMaxPageSize 7", self.read(SETTINGS))
        self.assertRegex(self.read("run/asked"), r"apache2 \(?(restart|reload)")
        self.httpd.send_signal(subprocess.signal.SIGUSR1)
        self.wait_for_start(2)
        self.assertEqual(7, self.get("?per_page=50")[1]["pagination"]["per_page"])

        self.apt("remove", NAME)
        self.assertFalse([name for name in self.enabled() if name.startswith("osticket_rest")])
        self.inside("/bin/sh", "-c", ". /etc/apache2/envvars; apache2 -t")
        # An operator may move the line.
        line = re.search(r'(?m)^.*IncludeOptional "/etc/osticket-rest/.*\n', self.read("etc/apache2/sites-available/help.conf"))
        self.write("etc/apache2/conf-available/moved.inc", line.group().replace("\n", "\r\n") + "# kept\r\n")
        self.apt("purge", NAME)
        self.assertEqual("# kept\r\n", self.read("etc/apache2/conf-available/moved.inc"))
        os.unlink(os.path.join(self.root, "etc/apache2/conf-available/moved.inc"))
        after = self.files()
        # Modules that it needs stay on, as they do with every package.
        left = {"etc/apache2/mods-enabled/" + name for name in ("dbd.load", "socache_shmcb.load")}
        self.assertEqual(left, set(after) - set(before))
        self.assertEqual({}, {name: (before[name], after.get(name)) for name in before if before[name] != after.get(name)})
