# SPDX-License-Identifier: MIT
"""The command line of osticket-rest-setup."""
import argparse
import re
import sys

from . import SetupError, install, php_config, rights, tables
from .check_database import check_database
from .check_httpd import check_httpd
from .check_mail import check_mail, send_test
from .connection import Connection, Database
from .report import Report

# What the command line says in the place of osTicket's configuration: setting, argument.
INSTEAD = {"DBHOST": "host", "DBNAME": "database", "TABLE_PREFIX": "prefix", "DBUSER": "user", "DBSSLCA": "ssl_ca",
           "DBSSLCERT": "ssl_cert", "DBSSLKEY": "ssl_key"}
OPTIONS = {**{setting: "--" + argument.replace("_", "-") for setting, argument in INSTEAD.items()},
           "DBUSER": "--user and --password-file", "DBPASS": "--user and --password-file"}


def add_ways(parser):
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--check", action="store_true", help="write nothing; say what fits and what is wrong")
    ways.add_argument("--grants", action="store_true", help="write nothing; print the GRANT statements")
    ways.add_argument("--create-tables", action="store_true", help="make the module's own tables in osTicket's database")
    ways.add_argument("--add-index", action="store_true",
                      help="make indexes of the tickets' numbers and last changes; says what it does and how to take them back")
    ways.add_argument("--send-test", metavar="ADDRESS", help="have the running httpd send a message there, and say what came of it")
    ways.add_argument("--remove", action="store_true", help="take back what was written outside the database")


def add_database(parser):
    parser.add_argument("--user", help="connect as this database user instead of osTicket's own")
    parser.add_argument("--password-file", metavar="FILE", help="its password, the first line of a file; - is standard input")
    parser.add_argument("--host", help="use this in the place of DBHOST: host, host:port or localhost:/path/to/socket")
    parser.add_argument("--database", help="use this in the place of DBNAME")
    parser.add_argument("--prefix", help="use this in the place of TABLE_PREFIX")
    for name in ("ca", "cert", "key"):
        parser.add_argument("--ssl-" + name, metavar="FILE", help="use this in the place of DBSSL" + name.upper())
    parser.add_argument("--new-user", default="osticket_rest", help="database user in the GRANT statements")
    parser.add_argument("--client", default="localhost", help="host from which that user connects")


def add_places(parser):
    parser.add_argument("--vhost", metavar="FILE", help="file of the virtual host that serves it, which gets one line")
    parser.add_argument("--server-name", metavar="NAME", help="which virtual host, where several in the file could be meant:"
                        " its ServerName, or NAME:PORT")
    parser.add_argument("--path", help="where osTicket is below the virtual host, such as /support/")
    parser.add_argument("--name", default="osticket", help="names the written files; one for each help desk")
    parser.add_argument("--etc", default="/etc/osticket-rest", help="folder of the written files")
    parser.add_argument("--group", default="www-data", help="group that httpd's children run as")
    parser.add_argument("--envvars", default="/etc/apache2/envvars", help="file that sets httpd's environment")
    parser.add_argument("--apachectl", default="apache2ctl", metavar="COMMAND", help="asks httpd for its configuration")


def arguments_of(words):
    parser = argparse.ArgumentParser(prog="osticket-rest-setup", description="Sets mod_osticket_rest up beside osTicket.")
    parser.add_argument("--osticket", metavar="FOLDER", help="where osTicket is installed")
    add_ways(parser)
    add_database(parser)
    add_places(parser)
    arguments = parser.parse_args(words)
    if not arguments.osticket and not arguments.remove:
        parser.error("--osticket is needed")
    if not re.fullmatch(r"[\w.-]+", arguments.name, re.A):
        parser.error("--name takes letters, digits, '_', '-' and '.'")
    if bool(arguments.user) != bool(arguments.password_file):
        parser.error("--user and --password-file go together")
    return arguments


def read_password(path):
    if path == "-":
        return sys.stdin.readline().rstrip("\r\n")
    with open(path, encoding="utf-8", errors="surrogateescape") as f:
        return f.readline().rstrip("\r\n")


def given(arguments):
    found = {setting: getattr(arguments, argument) for setting, argument in INSTEAD.items()
             if getattr(arguments, argument) is not None}
    if arguments.user:
        found["DBPASS"] = read_password(arguments.password_file)
    return found


def connection_of(arguments):
    """(how to connect, osTicket's own database user or None where it is computed). A login of an earlier run stays,
    but the administrator's ways take osTicket's own, which may do more."""
    said = given(arguments)
    settings = php_config.settings_of(arguments.osticket, said)
    own = php_config.constants_of(arguments.osticket).get("DBUSER")
    is_administration = arguments.create_tables or arguments.add_index
    kept = {} if arguments.user else install.kept_login(arguments)
    if kept and (None in (settings["DBUSER"], settings["DBPASS"]) or not is_administration and kept["DBUSER"] != own):
        settings.update(kept)
        if not arguments.check:
            print("as database user %s, as the last time" % kept["DBUSER"], file=sys.stderr)
    php_config.require_known(settings, OPTIONS)
    connection = Connection(settings)
    if arguments.check and not said:
        connection.adopt(install.kept_options(arguments))
    return connection, own


def check(arguments, connection):
    report = Report()
    check_database(report, connection)
    check_httpd(report, arguments)
    check_mail(report, arguments, connection)
    return 1 if report.wrong else 0


def print_grants(arguments, connection):
    account = rights.account(arguments.new_user, arguments.client)
    there = install.own_tables_there(connection)
    print("\n".join(rights.grants(connection.database, connection.prefix, account, there)))


def run(arguments):
    if arguments.remove:
        install.remove(arguments)
        return 0
    connection, osticket_user = connection_of(arguments)
    if arguments.check:
        return check(arguments, connection)
    if arguments.grants:
        print_grants(arguments, connection)
    elif arguments.create_tables:
        tables.create_tables(Database(connection))
    elif arguments.send_test:
        return send_test(Database(connection), arguments.send_test)
    elif arguments.add_index:
        tables.add_indexes(Database(connection))
    else:
        install.set_up(arguments, connection, osticket_user)
    return 0


def main(words=None):
    try:
        return run(arguments_of(words))
    except (SetupError, OSError, KeyError) as e:
        print("osticket-rest-setup: %s" % e, file=sys.stderr)
        return 1
