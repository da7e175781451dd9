# SPDX-License-Identifier: MIT
"""Where osTicket's database is, how an option file says so, and how to ask it."""
import os
import re
import shutil
import subprocess
import tempfile

from . import SetupError, read_text

ESCAPED = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t"))
MEANT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "s": " "}


class Connection:
    """Where osTicket's database is, as bootstrap.php and db_connect() of osTicket read it."""

    def __init__(self, settings):
        self.user, self.password = settings["DBUSER"], settings["DBPASS"]
        self.database, self.prefix = settings["DBNAME"], settings["TABLE_PREFIX"]
        self.tls = {option: settings[name] for option, name in
                    (("ssl-ca", "DBSSLCA"), ("ssl-cert", "DBSSLCERT"), ("ssl-key", "DBSSLKEY")) if settings.get(name)}
        self.timeout = settings.get("DBCONNECT_TIMEOUT", "3")
        self.places = [self.place(host.strip()) for host in settings["DBHOST"].split(",") if host.strip()]
        if not self.places:
            raise SetupError("DBHOST is empty")
        if len(self.places) > 1 and any("socket" in place for place in self.places):
            raise SetupError("DBHOST lists several hosts and a socket; name one of them with --host")

    @staticmethod
    def place(host):
        if host.lower().startswith("p:"):
            host = host[2:]
        name, _, rest = host.partition(":")
        port = rest.split(":")[0]
        if port.isdigit():
            # The client library would take the socket for localhost; osTicket takes the port.
            return {"host": "127.0.0.1" if name.lower() == "localhost" else name, "port": port}
        if port or name.lower() == "localhost":
            return {"socket": port or default_socket()}
        return {"host": name, "port": "3306"}

    def adopt(self, options):
        """Takes the place of what osTicket says: an option file that was written before."""
        if not options:
            return
        self.user, self.password = options.get("user", self.user), options.get("password", "")
        self.database = options.get("database", self.database)
        self.tls = {name: options[name] for name in ("ssl-ca", "ssl-cert", "ssl-key") if name in options}
        if "socket" in options:
            self.places = [{"socket": options["socket"]}]
        elif "port" in options:
            self.places = [{"host": options["host"], "port": options["port"]}]
        elif "host" in options:
            self.places = [self.place(host) for host in options["host"].split(",")]

    def is_local(self):
        return all("socket" in place or re.fullmatch(r"127\..*|::1", place["host"]) for place in self.places)

    def options(self):
        """Lines of an option file."""
        if len(self.places) > 1:
            options = {"host": ",".join("%(host)s:%(port)s" % place for place in self.places)}
        else:
            options = dict(self.places[0])
        options.update(self.tls, user=self.user, database=self.database)
        if self.password:
            options["password"] = self.password
        options["connect-timeout"] = self.timeout
        return "".join("%s=%s\n" % (name, option_value(value)) for name, value in options.items())


def default_socket():
    for path in ("/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock"):
        if os.path.exists(path):
            return path
    return "/run/mysqld/mysqld.sock"


def option_value(text):
    for plain, escaped in ESCAPED:
        text = text.replace(plain, escaped)
    return '"%s"' % text


def meant_by(written):
    """The value of an option as the client library reads it."""
    text = written.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        text = text[1:-1]
    return re.sub(r"\\(.)", lambda match: MEANT.get(match.group(1), match.group(1)), text)


def group_of(path, group):
    """Name -> value of the options that a group of an option file has; empty without the file or the group."""
    found, is_inside = {}, False
    if not os.path.exists(path):
        return found
    for line in read_text(path).splitlines():
        if line.startswith("["):
            is_inside = line.strip() == "[%s]" % group
        elif is_inside and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found[name.strip()] = meant_by(value)
    return found


class Database:
    """Asks by the command line client, with a file for the password that only its owner may read."""

    def __init__(self, connection):
        self.connection = connection
        self.client = shutil.which("mariadb") or shutil.which("mysql")
        if not self.client:
            raise SetupError("this needs the mariadb or mysql command line client")

    def rows(self, sql):
        with tempfile.NamedTemporaryFile("w", prefix="osticket-rest.", encoding="utf-8", errors="surrogateescape") as f:
            lines = self.connection.options().splitlines()
            f.write("[client]\n%s\n" % "\n".join(line for line in lines if not line.startswith("database=")))
            f.flush()
            command = [self.client, "--defaults-file=" + f.name, "-N", "-B", "--default-character-set=utf8mb4",
                       "-D", self.connection.database]
            done = subprocess.run(command, input=sql.encode("utf-8", "surrogateescape"), stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no answer"]
            raise SetupError(said[-1])
        return [line.split("\t") for line in done.stdout.decode("utf-8", "replace").splitlines()]
