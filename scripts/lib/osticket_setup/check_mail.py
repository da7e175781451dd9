# SPDX-License-Identifier: MIT
"""The way out of the module's mail, and a message that takes it."""
import json
import os
import re
import secrets
import smtplib
import ssl
import stat
import time

from . import SetupError, install, php_config, tables
from .connection import Database

OUTBOX = "rest_outbox"
PROGRAM = "/usr/sbin/sendmail"
SECONDS = 60


def has_outbox(database):
    return OUTBOX in tables.present(database)


def check_secret(report, arguments):
    path = install.secret_file(arguments)
    try:
        state = os.stat(path)
        with open(path, encoding="utf-8", errors="surrogateescape") as f:
            text = f.read()
    except FileNotFoundError:
        report.note("no file with osTicket's secret has been written, so nothing is mailed; run this command without --check")
        return
    except PermissionError:
        report.note("the file with osTicket's secret can be looked at by root only")
        return
    if stat.S_IMODE(state.st_mode) & 0o077:
        report.bad("others than root may read the file with osTicket's secret: chmod 600 %s" % path)
    elif text.rstrip("\n") != php_config.constants_of(arguments.osticket).get("SECRET_SALT"):
        report.bad("the file with osTicket's secret does not hold osTicket's SECRET_SALT any more; run this command without --check")
    else:
        report.good("httpd knows osTicket's secret, which signs Message-IDs and opens passwords of mail servers")


def servers(database):
    """(address, host, port) of the active servers of osTicket's settings; none before osTicket 1.17, which keeps them elsewhere."""
    prefix = database.connection.prefix
    if not database.rows("SHOW TABLES LIKE '%semail\\_account'" % prefix.replace("_", "\\_")):
        return []
    return database.rows("SELECT e.email, a.host, a.port FROM `%semail_account` a JOIN `%semail` e ON e.email_id = a.email_id"
                         " WHERE a.type = 'smtp' AND a.active = 1 ORDER BY a.id" % (prefix, prefix))


def greets(host, port):
    """What is wrong with a mail server; nothing where it greets, with a certificate of its name where TLS is wanted."""
    kind, _, name = host.strip().lower().rpartition("://")
    kind = kind or {465: "ssl", 587: "tls"}.get(port)
    trusted = ssl.create_default_context()
    try:
        with (smtplib.SMTP_SSL(name, port, timeout=10, context=trusted) if kind == "ssl"
              else smtplib.SMTP(name, port, timeout=10)) as server:
            server.ehlo()
            if kind == "tls":
                server.starttls(context=trusted)
    except (OSError, smtplib.SMTPException) as e:
        return str(e) or type(e).__name__
    return ""


def check_servers(report, database):
    found = servers(database)
    for address, host, port in found:
        wrong = greets(host, int(port))
        if wrong:
            report.bad("the mail server %s:%s of %s cannot be used, so its mail takes the next way out: %s"
                       % (host, port, address, wrong))
        else:
            report.good("the mail server %s:%s of %s answers" % (host, port, address))
    if not found and os.access(PROGRAM, os.X_OK):
        report.good("osTicket has no mail server set up, so %s is run" % PROGRAM)
    elif not found:
        report.note("osTicket has no mail server set up and there is no %s: mail waits, unless OsTicketMail names another way"
                    % PROGRAM)


def check_outbox(report, database):
    rows = dict(database.rows("SELECT state, COUNT(*) FROM `%s%s` GROUP BY state" % (database.connection.prefix, OUTBOX)))
    if rows.get("failed", "0") != "0":
        report.note("messages that could not be sent and are kept as failed: %s; docs/mail.md says what to do" % rows["failed"])
    report.good("messages that wait in the outbox: %s" % rows.get("queued", "0"))


def check_mail(report, arguments, connection):
    database = Database(connection)
    try:
        if not has_outbox(database):
            report.note("nothing is mailed, as the outbox is not there; --create-tables makes it")
            return
        check_secret(report, arguments)
        check_servers(report, database)
        check_outbox(report, database)
    except SetupError as e:
        report.bad("the database refused: %s" % e)


def quoted(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def put_into_outbox(database, address):
    """The row of a message from the help desk's default address."""
    prefix = database.connection.prefix
    sender = database.rows("SELECT e.email_id, e.email, e.name FROM `%semail` e LEFT JOIN `%sconfig` c ON c.namespace = 'core' AND"
                           " c.`key` = 'default_email_id' AND c.value = e.email_id ORDER BY c.id IS NULL, e.email_id LIMIT 1"
                           % (prefix, prefix))
    if not sender:
        raise SetupError("osTicket has no e-mail address set up to send from")
    account, own, name = sender[0]
    text = "This message was sent by osticket-rest-setup --send-test.\n"
    content = {"from": [[name, own]], "to": [["", address]], "cc": [], "subject": "Test of the help desk's mail", "text": text,
               "kind": 2, "files": [], "inline": []}
    message_id = "test.%s@%s" % (secrets.token_hex(8), own.rpartition("@")[2])
    return database.rows("INSERT INTO `%s%s` (ticket_id, account_id, message_id, recipients, content, created, next_attempt) VALUES"
                         " (0, %s, %s, %s, %s, UTC_TIMESTAMP(), UTC_TIMESTAMP()); SELECT LAST_INSERT_ID()"
                         % (prefix, OUTBOX, account, quoted(message_id), quoted(json.dumps([address])),
                            quoted(json.dumps(content))))[0][0]


def send_test(database, address):
    """0 once the message has left."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", address):
        raise SetupError("--send-test takes an address")
    if not has_outbox(database):
        raise SetupError("the outbox is not there; --create-tables makes it")
    number = put_into_outbox(database, address)
    print("message %s waits for httpd" % number, flush=True)
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        state, error = database.rows("SELECT state, last_error FROM `%s%s` WHERE id = %s"
                                     % (database.connection.prefix, OUTBOX, number))[0]
        if state == "sent":
            print("it has been handed over")
            return 0
        if error:
            raise SetupError("it was not sent: %s" % error)
        time.sleep(0.5)
    raise SetupError("httpd has not taken it in %d seconds: is it running, with mail on? Its error log says so at its start" % SECONDS)
