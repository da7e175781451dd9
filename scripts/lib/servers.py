# SPDX-License-Identifier: MIT
"""A private MariaDB and a private httpd, each in a temporary folder, stopped by their own process."""
import os
import pwd
import secrets
import signal
import socket
import subprocess
import tempfile
import time

from places import free_port
from processes import stop_process

MODULES = "/usr/lib/apache2/modules"
TREE = "/api/v1/"
RESOURCE = TREE + "tickets.php"
DESCRIPTION = "/api/v1/openapi.json"
# The addresses of osTicket's own API.
STOCK_ENDPOINT = """\
<LocationMatch "^/api/(http\\.php/)?tickets\\.">
    SetHandler osticket-stock
    Require all granted
</LocationMatch>
"""
START_SECONDS = 60
DEADLOCKS = 20
# Debian's server packages make a user of their own only with the service, which is not needed here.
DATABASE_USER = "nobody"
# From its start: what a root process leaves in shared memory, a child of that user cannot open or remove.
AS_DATABASE_USER = {"user": DATABASE_USER, "group": pwd.getpwnam(DATABASE_USER).pw_gid, "extra_groups": []}


class ServerError(Exception):
    """Something a person has to put right; the text says what."""


def wait_until(check, process, what):
    """Polls until `check` says yes; fails when the process ends or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not check():
        if process.poll() is not None:
            raise ServerError("%s ended while it was starting" % what)
        if time.monotonic() > deadline:
            raise ServerError("%s did not start within %d seconds" % (what, START_SECONDS))
        time.sleep(0.05)


def option_value(text):
    """A value of an option file in double quotes, whatever characters it has."""
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


class MariaDb:
    """A private server on a unix socket, with a database user of its own for the module; its data are in its
    folder unless `data` or `memory` names another place."""
    # Where all servers without a `data` of their own keep their files; whoever sets it removes it.
    memory = None

    def __init__(self, folder, extra=(), environment=None, data=None, name="mariadb"):
        self.folder = os.path.join(folder, name)
        self.data = data or os.path.join(tempfile.mkdtemp(dir=self.memory) if self.memory else self.folder, "data")
        self.socket = os.path.join(self.folder, "db.sock")
        self.user = "osticket_rest"
        self.password = secrets.token_hex(16)
        self.extra = list(extra)
        self.environment = dict(os.environ, **(environment or {}))
        self.process = None

    def adopt(self):
        """Makes the folder for the socket; the data are there already."""
        os.makedirs(self.folder, exist_ok=True)
        owner = pwd.getpwnam(DATABASE_USER)
        os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        if self.memory and self.data.startswith(self.memory):
            os.chown(os.path.dirname(self.data), owner.pw_uid, owner.pw_gid)
        return self

    def create(self):
        self.adopt()
        made = subprocess.run(
            ["mariadb-install-db", "--no-defaults", "--user=" + DATABASE_USER, "--datadir=" + self.data,
             "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve", "--force", self.own_tmpdir()] + self.extra,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if made.returncode:
            raise ServerError("mariadb-install-db failed: " + made.stdout.decode("utf-8", "replace")[:2000])
        return self

    def own_tmpdir(self):
        """A server that starts removes the temporary tables of all others that share its folder for them."""
        return "--tmpdir=" + self.folder

    def start(self):
        command = ["mariadbd", "--no-defaults", "--datadir=" + self.data,
                   "--socket=" + self.socket, "--pid-file=" + self.folder + "/db.pid",
                   "--log-error=" + self.folder + "/error.log", "--skip-networking", self.own_tmpdir(),
                   "--innodb-flush-log-at-trx-commit=2", "--max-connections=200"]
        self.process = subprocess.Popen(command + self.extra, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env=self.environment, start_new_session=True, **AS_DATABASE_USER)
        try:
            wait_until(self.answers, self.process, "MariaDB")
        except ServerError as e:
            raise ServerError("\n".join([str(e)] + self.errors()[-5:])) from None
        return self

    def errors(self):
        """The lines of the server's log that tell of errors."""
        try:
            with open(self.folder + "/error.log", encoding="utf-8", errors="replace") as f:
                return [line.strip() for line in f if "[ERROR]" in line]
        except FileNotFoundError:
            return []

    def answers(self):
        ping = subprocess.run(["mariadb", "--no-defaults", "--socket=" + self.socket, "-uroot", "-e", "SELECT 1"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return ping.returncode == 0

    def sql(self, text, database=None):
        """Runs statements as root; the rows as lists of text, NULL as 'NULL'. One statement by itself is repeated after a
        deadlock: whoever works in the background may lock the same rows in another order."""
        for _ in range(0 if ";" in text else DEADLOCKS):
            try:
                return self.run_sql(text, database)
            except ServerError as refusal:
                if "ERROR 1213" not in str(refusal):
                    raise
        return self.run_sql(text, database)

    def run_sql(self, text, database):
        command = ["mariadb", "--no-defaults", "--socket=" + self.socket, "-uroot", "-N", "-B",
                   "--default-character-set=utf8mb4"] + ([database] if database else [])
        done = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            # It shows a longer statement before the error.
            raise ServerError("MariaDB refused: " + done.stderr.decode("utf-8", "replace")[-500:])
        return [line.split("\t") for line in done.stdout.decode("utf-8", "replace").splitlines()]

    def kill_sessions(self):
        """Those of the module's user; one that has ended by itself meanwhile is none."""
        for row in self.sql("SELECT id FROM information_schema.processlist WHERE user = '%s'" % self.user):
            try:
                self.sql("KILL %s" % row[0])
            except ServerError as refusal:
                if "ERROR 1094" not in str(refusal):
                    raise

    def create_database(self, name):
        self.sql("CREATE DATABASE `%s` CHARACTER SET utf8mb3; "
                 "CREATE USER IF NOT EXISTS '%s'@'localhost' IDENTIFIED BY '%s'; "
                 "GRANT ALL ON `%s`.* TO '%s'@'localhost';"
                 % (name, self.user, self.password, name, self.user))

    def load(self, path, database):
        with open(path, "rb") as f:
            done = subprocess.run(["mariadb", "--no-defaults", "--socket=" + self.socket, "-uroot", "--default-character-set=utf8mb4",
                                   database], stdin=f, stderr=subprocess.PIPE)
        if done.returncode:
            raise ServerError("cannot load %s: %s" % (path, done.stderr.decode("utf-8", "replace")[:500]))

    def connection(self, database):
        """What an option file needs to connect as the module does."""
        return {"socket": self.socket, "user": self.user, "password": self.password, "database": database}

    def stop(self, seconds=20):
        stop_process(self.process, seconds=seconds)
        self.process = None


def write_option_file(folder, options):
    """my.cnf with the group that DBDParams name; only root may read it."""
    path = os.path.join(folder, "my.cnf")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as f:
        f.write("[osticket-rest]\nconnect-timeout=2\n")
        for name, value in options.items():
            f.write("%s=%s\n" % (name, option_value(str(value))))
    return path


CONFIGURATION = """\
ServerRoot "{folder}"
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile "{folder}/httpd.pid"
DefaultRuntimeDir "{folder}"
ErrorLog "{folder}/error.log"
LogLevel {log_level}
User www-data
Group www-data
LoadModule mpm_{mpm}_module {modules}/mod_mpm_{mpm}.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule env_module {modules}/mod_env.so
LoadModule dbd_module {modules}/mod_dbd.so
LoadModule socache_shmcb_module {modules}/mod_socache_shmcb.so
{load}
ServerLimit {children}
StartServers {children}
MaxRequestWorkers {workers}
{thread_lines}
KeepAliveTimeout 5
GracefulShutdownTimeout 5
DBDriver mysql
DBDParams "group=osticket-rest reconnect=0"
DBDMin 0
DBDKeep {connections}
DBDMax {connections}
DBDExptime 60
{extra}
<Location {resource}>
    SetHandler osticket-rest
    Require all granted
</Location>
<Location {description}>
    SetHandler osticket-rest-openapi
    Require all granted
</Location>
{last}
"""


def page_settings(configuration, page):
    """httpd's lines for the page of the API, whose files are in the folder `page`, out of conf/docs_page.conf."""
    with open(configuration, encoding="utf-8") as f:
        lines = f.read().replace("/usr/share/osticket-rest/page", page)
    modules = "".join("LoadModule %s_module %s/mod_%s.so\n" % (name, MODULES, name)
                      for name in ("alias", "dir", "headers", "mime"))
    return modules + "TypesConfig /etc/mime.types\n" + lines


class Httpd:
    """A private httpd that serves the module on a loopback port: at `resource`, after the lines `extra` and before
    the lines `last`, which win where they say another thing."""

    def __init__(self, folder, module, options, port=None, extra="", mpm="event", children=2,
                 log_level="info", environment=None, threads=16, connections=8, resource=RESOURCE, last=""):
        self.folder = tempfile.mkdtemp(prefix="httpd.", dir=folder)
        os.chmod(self.folder, 0o755)
        self.port = port or free_port()
        self.url = "http://127.0.0.1:%d%s" % (self.port, RESOURCE)
        self.environment = {**os.environ, "MARIADB_HOME": self.folder, **(environment or {})}
        path = write_option_file(self.folder, options)
        owner = pwd.getpwnam("www-data")
        os.chown(path, owner.pw_uid, owner.pw_gid)
        self.configuration = os.path.join(self.folder, "httpd.conf")
        thread_lines = "" if mpm == "prefork" else "ThreadsPerChild %d\nThreadLimit 64" % threads
        with open(self.configuration, "w") as f:
            f.write(CONFIGURATION.format(
                folder=self.folder, port=self.port, modules=MODULES, mpm=mpm, log_level=log_level,
                load="LoadModule osticket_rest_module %s" % module if module else "", children=children,
                workers=children if mpm == "prefork" else children * threads, thread_lines=thread_lines,
                connections=connections, extra=extra, last=last, resource=resource,
                description=DESCRIPTION))
        self.process = None

    def command(self, *arguments):
        return ["apache2", "-f", self.configuration] + list(arguments)

    def check(self):
        """Reads the configuration only; (exit status, what httpd says)."""
        done = subprocess.run(self.command("-t"), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=self.environment)
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def start(self):
        # A session of its own: httpd signals its whole process group when it stops.
        watcher = os.environ.get("OST_WATCHER", "").split()
        self.process = subprocess.Popen(watcher + self.command("-DFOREGROUND"), stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                        env=self.environment, start_new_session=True)
        try:
            wait_until(self.listens, self.process, "httpd")
        except ServerError as e:
            said = self.process.stderr.read().decode("utf-8", "replace") if self.process.poll() is not None else ""
            raise ServerError("%s: %s %s" % (e, said.strip(), self.log()[-400:])) from None
        return self

    def listens(self):
        with socket.socket() as s:
            return s.connect_ex(("127.0.0.1", self.port)) == 0

    def graceful(self):
        self.process.send_signal(signal.SIGUSR1)

    def log(self):
        try:
            with open(os.path.join(self.folder, "error.log"), encoding="utf-8", errors="replace") as f:
                return f.read()
        except FileNotFoundError:
            return ""

    def stop(self):
        # Gracefully first: a plain stop can crash a child of the event MPM that is still starting.
        stop_process(self.process, (signal.SIGWINCH, signal.SIGTERM))
        if self.process and self.process.stderr:
            self.process.stderr.close()
        self.process = None
