# SPDX-License-Identifier: MIT
"""The module's own tables in osTicket's database, and the indexes that help a long list of tickets."""
import collections
import os
import re

from . import SetupError, read_text, rights

HERE = os.path.dirname(os.path.abspath(__file__))
# Where it is installed, and where it is in the sources.
PLACES = (os.path.join(HERE, "..", "tables.sql"), os.path.join(HERE, "..", "..", "..", "conf", "tables.sql"))
LONG_TABLE = 20000
# An index of osTicket's table of tickets: its name and column, what it is of, whom it serves.
Index = collections.namedtuple("Index", "name column of serves")
INDEXES = (Index("osticket_rest_number", "number", "numbers", "finding one by its number"),
           Index("osticket_rest_updated", "updated", "last changes", "telling what has changed"))


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


def alter(prefix, index):
    return "ALTER TABLE `%sticket` ADD INDEX `%s` (`%s`), ALGORITHM=INPLACE, LOCK=NONE" % (prefix, index.name, index.column)


def take_back(prefix, index):
    return "ALTER TABLE `%sticket` DROP INDEX `%s`" % (prefix, index.name)


def has_index(database, index):
    return bool(database.rows("SELECT 1 FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name ="
                              " '%sticket' AND column_name = '%s' AND seq_in_index = 1"
                              % (database.connection.prefix, index.column)))


def is_long(database):
    return database.rows("SELECT COUNT(*) FROM (SELECT 1 FROM `%sticket` LIMIT %d) AS t"
                         % (database.connection.prefix, LONG_TABLE))[0][0] == str(LONG_TABLE)


def add_indexes(database):
    for index in INDEXES:
        add_index(database, index)


def add_index(database, index):
    prefix = database.connection.prefix
    if has_index(database, index):
        print("%sticket has an index of its %s already" % (prefix, index.of))
        return
    print("%s;\n  makes an index of the tickets' %s, for %s. osTicket goes on reading and writing meanwhile;"
          "\n  it takes some seconds for each million of tickets. To take it back:\n%s;"
          % (alter(prefix, index), index.of, index.serves, take_back(prefix, index)), flush=True)
    try:
        database.rows(alter(prefix, index))
    except SetupError as e:
        raise SetupError("the index could not be made (--user takes an administrator of the database): %s" % e) from None
    print("done")
