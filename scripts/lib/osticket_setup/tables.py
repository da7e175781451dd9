# SPDX-License-Identifier: MIT
"""The module's own tables in osTicket's database, and the index that helps a long list of tickets."""
import os
import re

from . import SetupError, read_text, rights

HERE = os.path.dirname(os.path.abspath(__file__))
# Where it is installed, and where it is in the sources.
PLACES = (os.path.join(HERE, "..", "tables.sql"), os.path.join(HERE, "..", "..", "..", "conf", "tables.sql"))
INDEX = "osticket_rest_number"
LONG_TABLE = 20000


def statements():
    for path in PLACES:
        if os.path.exists(path):
            return read_text(path)
    raise SetupError("tables.sql is not where it was installed; install the module again")


def own_tables():
    """The names of the module's own tables, without a prefix."""
    return re.findall(r"^CREATE TABLE IF NOT EXISTS `?\{prefix\}(rest_\w+)", statements(), re.M)


def present(database):
    """Those of the module's own tables that are there, and of osTicket's those that its older versions lack."""
    prefix = database.connection.prefix
    names = {row[0] for row in database.rows("SHOW TABLES")}
    return [table for table in own_tables() + list(rights.NEWER) if prefix + table in names]


def create_tables(database):
    before = present(database)
    try:
        database.rows(statements().replace("{prefix}", database.connection.prefix))
    except SetupError as e:
        raise SetupError("the tables could not be made (--user takes an administrator of the database): %s" % e) from None
    for table in own_tables():
        print("%s %s%s" % ("there already:" if table in before else "made:", database.connection.prefix, table))
    print("the module makes use of them after a restart of httpd; `DROP TABLE` takes them back")


def alter(prefix):
    return "ALTER TABLE `%sticket` ADD INDEX `%s` (`number`), ALGORITHM=INPLACE, LOCK=NONE" % (prefix, INDEX)


def take_back(prefix):
    return "ALTER TABLE `%sticket` DROP INDEX `%s`" % (prefix, INDEX)


def has_index(database):
    return bool(database.rows("SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name ="
                              " '%sticket' AND column_name = 'number' AND seq_in_index = 1" % database.connection.prefix))


def is_long(database):
    return database.rows("SELECT COUNT(*) FROM (SELECT 1 FROM `%sticket` LIMIT %d) AS t"
                         % (database.connection.prefix, LONG_TABLE))[0][0] == str(LONG_TABLE)


def add_index(database):
    prefix = database.connection.prefix
    if has_index(database):
        print("%sticket has an index of its numbers already" % prefix)
        return
    print("%s;\n  makes an index of the tickets' numbers, which osTicket and the API look tickets up by. osTicket goes on"
          "\n  reading and writing meanwhile; it takes some seconds for each million of tickets. To take it back:\n%s;"
          % (alter(prefix), take_back(prefix)), flush=True)
    try:
        database.rows(alter(prefix))
    except SetupError as e:
        raise SetupError("the index could not be made (--user takes an administrator of the database): %s" % e) from None
    print("done")
