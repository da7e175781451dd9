# SPDX-License-Identifier: MIT
"""Whether osTicket's database is as the module needs it."""
import re
import time

from . import SetupError, rights, tables
from .connection import Database

KNOWN = {"4bd47d94b10bd8a6bab35c119dadf41f": "1.14", "add628927ee030469f5d3272ebda1e16": "1.15",
         "c37e165651dc289240fee7d244990ac1": "1.16", "83a22ba22b1a6a624fcb1da03882ac1b": "1.17",
         "5fb92bef17f3b603659e024c01cc7a59": "1.18"}


def check_schema(report, database, prefix):
    rows = database.rows("SELECT value FROM `%sconfig` WHERE namespace = 'core' AND `key` = 'schema_signature'" % prefix)
    signature = rows[0][0] if rows else "none"
    if signature in KNOWN:
        report.good("the tables are osTicket %s's" % KNOWN[signature])
    else:
        report.bad("the tables are of a version of osTicket that is not known (signature %s; known are 1.14 to 1.18):"
                   " 'OsTicketUnknownSchema read-only' goes on with reads only" % signature)


def check_rights(report, database, prefix):
    """By the server's own list of rights, with those of the user's default roles, so that nothing is written."""
    connection = database.connection
    have = rights.rights_of(database.rows("SHOW GRANTS"), connection.database)
    lacking = ["%s on %s" % (right, table) for needed, table in rights.missing(have, prefix, tables.present(database))
               for right in needed.split(", ")]
    if lacking:
        report.bad("the database user '%s' lacks: %s" % (connection.user, "; ".join(lacking)))
    else:
        report.good("the database user '%s' has the rights it needs" % connection.user)


def check_engines(report, database, prefix):
    rows = database.rows("SELECT table_name, engine, table_name IN (%s) FROM information_schema.tables WHERE table_schema"
                         " = DATABASE() AND LEFT(table_name, %d) = '%s' AND table_type = 'BASE TABLE' ORDER BY 1"
                         % (", ".join("'%s%s'" % (prefix, table) for table in rights.TABLES), len(prefix), prefix))
    names = {name for name, _, _ in rows}
    absent = [prefix + table for table in rights.TABLES
              if prefix + table not in names and not table.endswith("__cdata")]
    if absent:
        report.bad("these tables are missing or may not be seen: " + ", ".join(absent))
    engines = {row[0] for row in database.rows("SELECT engine FROM information_schema.engines WHERE transactions = 'YES'")}
    stuck = ["%s (%s)" % (name, engine) for name, engine, used in rows if used == "1" and engine not in engines]
    if stuck:
        report.bad("these tables cannot roll back, convert them to InnoDB: " + ", ".join(stuck))
    else:
        report.good("every table that the module uses can roll back")


def check_own_tables(report, database, prefix):
    absent = [prefix + table for table in tables.own_tables() if table not in tables.present(database)]
    if absent:
        report.note("the module's own tables are not there or may not be seen, and what needs them is off: %s;"
                    " --create-tables makes them" % ", ".join(absent))


def check_index(report, database, prefix):
    is_long = tables.is_long(database)
    for index in tables.INDEXES:
        if tables.has_index(database, index):
            report.good("tickets have an index of their %s, for %s" % (index.of, index.serves))
        elif is_long:
            report.note("%sticket has %d tickets or more and no index of their %s: %s reads them all. --add-index runs"
                        "\n         %s;\n       while osTicket goes on working, and this takes it back:\n         %s;"
                        % (prefix, tables.LONG_TABLE, index.of, index.serves, tables.alter(prefix, index),
                           tables.take_back(prefix, index)))


def check_encryption(report, database, _):
    """TLS on the way to the database."""
    cipher = database.rows("SHOW SESSION STATUS LIKE 'Ssl_cipher'")[0][1]
    connection = database.connection
    if cipher:
        report.good("the connection to the database is encrypted (%s)" % cipher)
    elif connection.tls:
        report.bad("the connection to the database is not encrypted, although ssl options are set")
    elif connection.is_local():
        report.good("the database is on this machine, so its connection needs no TLS")
    else:
        report.note("the connection to the database goes over the network without TLS")


def check_clocks(report, database, _):
    before = time.time()
    now, offset, zone, system = database.rows(
        "SELECT UNIX_TIMESTAMP(), TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), NOW()), @@global.time_zone, @@system_time_zone")[0]
    apart = int(now) - (before + time.time()) / 2
    if abs(apart) > 5:
        report.bad("the database's clock is %d seconds %s this machine's; due dates follow the database"
                   % (abs(apart), "ahead of" if apart > 0 else "behind"))
    else:
        report.good("the clocks of the database and this machine agree")
    hours = "UTC%s%02d:%02d" % (("-" if int(offset) < 0 else "+",) + divmod(abs(int(offset)) // 60, 60))
    if zone != "SYSTEM":
        report.note("the database's time zone is %s (%s); osTicket and the module use the system's, %s"
                    % (zone, hours, system))
    local = time.localtime(before).tm_gmtoff
    if int(offset) != local and zone == "SYSTEM":
        report.note("the database's system is at %s (%s), this machine is not; osTicket stores its times in the former"
                    % (hours, system))
    else:
        report.good("the database stores times at %s" % hours)


def check_keys(report, database, prefix):
    rows = database.rows("SELECT id, ipaddr FROM `%sapi_key` WHERE isactive = 1 ORDER BY id" % prefix)
    anywhere = [key for key, address in rows
                if not address.strip() or re.search(r"(^|[\s,])(0\.0\.0\.0|::|\S+/0)([\s,]|$)", address)]
    if not rows:
        report.note("there is no active API key yet: Admin Panel, Manage, API")
    if anywhere:
        report.note("API keys that admit any address: number %s" % ", ".join(anywhere))
    elif rows:
        report.good("every active API key is bound to addresses")


STEPS = (check_schema, check_rights, check_engines, check_own_tables, check_index, check_encryption, check_clocks, check_keys)


def check_database(report, connection):
    database = Database(connection)
    try:
        version = database.rows("SELECT VERSION()")[0][0]
    except SetupError as e:
        report.bad("the database cannot be reached: %s" % e)
        return
    report.good("connected to the database, version %s" % version)
    for step in STEPS:
        try:
            step(report, database, connection.prefix)
        except SetupError as e:
            report.bad("the database refused: %s" % e)
