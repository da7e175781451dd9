# SPDX-License-Identifier: MIT
"""The servers of scripts/demo, from start to Ctrl-C."""
import os
import secrets
import shutil
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import sample  # noqa: E402
from places import remove_folder, temporary_folder  # noqa: E402
from servers import (DESCRIPTION, RESOURCE, STOCK_ENDPOINT, Httpd, MariaDb, ServerError, page_settings,  # noqa: E402
                     write_option_file)

DATABASE = "osticket_demo"
TREE = "/api/v1"
PAGE_SETTINGS = os.path.join(HERE, "..", "..", "conf", "docs_page.conf")


class Stopped(Exception):
    """The signal to end."""


def on_signal(*_):
    # A second signal must not cut the clean-up short.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


def wanted_port():
    text = os.environ.get("PORT", "8080")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ServerError("PORT must be a number from 1 to 65535")
    return int(text)


def check_port(port):
    import socket
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", port))
        except OSError:
            raise ServerError("port %d on 127.0.0.1 is taken; set PORT to another one" % port) from None


def existing_help_desk():
    """How to connect to the help desk that the environment names."""
    e = os.environ
    options = {"database": e["OSTICKET_DB_NAME"], "user": e.get("OSTICKET_DB_USER", "root")}
    if e.get("OSTICKET_DB_PASSWORD"):
        options["password"] = e["OSTICKET_DB_PASSWORD"]
    if e.get("OSTICKET_DB_HOST"):
        options["host"] = e["OSTICKET_DB_HOST"]
        options["port"] = e.get("OSTICKET_DB_PORT", "3306")
    else:
        options["socket"] = e.get("OSTICKET_DB_SOCKET", "/run/mysqld/mysqld.sock")
    return options


def ask(folder, options, sql):
    """Runs statements on the help desk; what the server has against them, or nothing."""
    path = write_option_file(folder, options)
    with open(path) as f:
        text = f.read().replace("[osticket-rest]", "[client]").replace("database=", "#database=")
    with open(os.open(path, os.O_WRONLY | os.O_TRUNC), "w") as f:
        f.write(text)
    done = subprocess.run(["mariadb", "--defaults-file=" + path, "--default-character-set=utf8mb4", options["database"]],
                          input=sql.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    os.unlink(path)
    said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no answer"]
    return said[-1] if done.returncode else ""


def prepare_help_desk(folder, options, prefix):
    """Writes to an existing help desk only where OSTICKET_CREATE_TABLES says so."""
    wrong = ask(folder, options, "SELECT 1 FROM `%sticket` LIMIT 0" % prefix)
    if wrong:
        raise ServerError("the help desk's database cannot be used: " + wrong)
    if os.environ.get("OSTICKET_CREATE_TABLES") == "1":
        wrong = ask(folder, options, sample.own_tables(prefix))
        if wrong:
            raise ServerError("the module's own tables could not be made: " + wrong)


def prepare_mail(folder):
    """(httpd's lines for mail that goes into a mailbox file, that file). Nothing leaves this machine. Who does not give the
    help desk's secret gets Message-IDs that its osTicket does not know again."""
    own = os.path.join(folder, "mail")
    os.makedirs(own)
    mailbox, secret, program = (os.path.join(own, name) for name in ("mailbox", "secret", "keep-mail"))
    shutil.copy(os.path.join(HERE, "keep-mail"), program)
    open(mailbox, "w").close()
    with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as f:
        f.write(os.environ.get("OSTICKET_SECRET_SALT") or secrets.token_hex(16))
    shutil.chown(mailbox, "www-data", "www-data")
    return ['OsTicketMail sendmail "%s %s"' % (program, mailbox), 'OsTicketSecretFile "%s"' % secret], mailbox


def settings(prefix, mail):
    lines = ["OsTicketTablePrefix " + prefix] + mail
    if os.environ.get("OSTICKET_REFERENCE_TTL"):
        lines.append("OsTicketReferenceTTL " + os.environ["OSTICKET_REFERENCE_TTL"])
    return "\n".join(lines)


def last_settings(page):
    """What stands behind the API's own locations: osTicket's endpoint, the page, and what the caller asks for."""
    lines = [STOCK_ENDPOINT]
    if page:
        lines.append(page_settings(PAGE_SETTINGS, page))
    lines.append(os.environ.get("OSTICKET_DIRECTIVES", ""))
    return "\n".join(lines)


def say(url, key, has_page, mailbox):
    print("ready " + url)
    print("docs  " + (url.replace(RESOURCE, "/api/v1/docs/") if has_page else
                      url.replace(RESOURCE, DESCRIPTION) + " (and a page, where npm is installed)"))
    print("mail  " + mailbox)
    if key:
        print("key   " + key)
    shown = key or "KEY"
    print("\ntry:")
    print("  curl -s -H 'X-API-Key: %s' '%s?per_page=2'" % (shown, url))
    print("  curl -s -H 'X-API-Key: %s' '%s?id=1'" % (shown, url))
    print("  curl -s -H 'X-API-Key: %s' -d '{\"email\":\"jane@example.com\",\"name\":\"Jane Doe\","
          "\"subject\":\"Hello\",\"message\":\"It works\"}' '%s'" % (shown, url), flush=True)


def run(folder, module, page, started):
    port = wanted_port()
    check_port(port)
    prefix = os.environ.get("OSTICKET_TABLE_PREFIX", "ost_")
    key = None
    if os.environ.get("OSTICKET_DB_NAME"):
        options = existing_help_desk()
        prepare_help_desk(folder, options, prefix)
    else:
        print("starting a database with the sample help desk", file=sys.stderr, flush=True)
        database = MariaDb(folder).create()
        started.append(database)
        database.start()
        key = sample.fill(database, DATABASE, prefix)
        database.sql(sample.role(prefix), DATABASE)
        options = database.connection(DATABASE)
    mail, mailbox = prepare_mail(folder)
    httpd = Httpd(folder, module, options, port=port, extra=settings(prefix, mail), resource=TREE, last=last_settings(page))
    started.append(httpd)
    httpd.start()
    say(httpd.url, key, bool(page), mailbox)
    httpd.process.wait()
    raise ServerError("httpd ended by itself")


def main():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    folder, started = temporary_folder(), []
    try:
        run(folder, sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "", started)
    except Stopped:
        return 0
    except ServerError as e:
        print("demo: %s" % e, file=sys.stderr)
        return 1
    finally:
        for server in reversed(started):
            server.stop()
        remove_folder(folder)


if __name__ == "__main__":
    sys.exit(main())
