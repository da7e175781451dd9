# SPDX-License-Identifier: MIT
"""What the module's database user may do, and what it is missing."""
import re

# What the module needs on each table of osTicket; every statement of the module stays within these.
RIGHTS = {
    "SELECT": ("api_key canned_response config department email email_template email_template_group event filter"
               " filter_action filter_rule form form_field help_topic help_topic_form list_items organization"
               " organization__cdata role schedule schedule_entry sla staff staff_dept_access team team_member"
               " ticket_priority ticket_status user_account"),
    "INSERT": "syslog",
    "SELECT, INSERT": "thread_entry_merge user",
    "SELECT, UPDATE": "sequence task thread_entry_email",
    "SELECT, DELETE": "draft lock",
    "SELECT, INSERT, UPDATE": "thread_event user_email user__cdata",
    "SELECT, INSERT, DELETE": "_search attachment file file_chunk form_entry form_entry_values thread_referral",
    "SELECT, INSERT, UPDATE, DELETE": "thread thread_collaborator thread_entry ticket ticket__cdata",
}
# What is there from osTicket 1.17 on.
NEWER = {"email_account": "SELECT"}
OWN_RIGHTS = "SELECT, INSERT, UPDATE, DELETE"
TABLES = [table for tables in RIGHTS.values() for table in tables.split()]

GRANT = re.compile(r"GRANT (.+) ON (?:\*|`((?:[^`]|``)+)`)\.(?:\*|`((?:[^`]|``)+)`) TO ")


def account(user, client):
    return "'%s'@'%s'" % (user.replace("'", "''"), client.replace("'", "''"))


def needed(own_tables=()):
    """(rights, table without its prefix) of each table."""
    return ([(rights, table) for rights, tables in RIGHTS.items() for table in tables.split()]
            + [(NEWER.get(table, OWN_RIGHTS), table) for table in own_tables])


def grant(rights, database, table, grantee):
    quote = lambda name: "`%s`" % name.replace("`", "``")  # noqa: E731
    return "GRANT %s ON %s.%s TO %s;" % (rights, quote(database), quote(table), grantee)


def grants(database, prefix, grantee, own_tables=()):
    """GRANT statements for exactly the rights that the module's statements need."""
    return [grant(rights, database, prefix + table, grantee) for rights, table in needed(own_tables)]


def is_like(name, pattern):
    """Whether a database's name is of a pattern of GRANT: % and _, with a backslash before them when they mean themselves."""
    meaning = {"%": ".*", "_": "."}
    parts = re.findall(r"\\?.", pattern, re.DOTALL)
    return re.fullmatch("".join(meaning.get(part) or re.escape(part[-1]) for part in parts), name, re.DOTALL) is not None


def rights_of(rows, database):
    """(table, right) of each right in the rows of SHOW GRANTS that holds in a database; the table is empty for all."""
    have = set()
    for row in rows:
        found = GRANT.match(row[0].replace("\\\\", "\\"))
        if not found:
            continue
        rights, scope, table = (part and part.replace("``", "`") for part in found.groups())
        if scope is None or scope == database or not table and is_like(database, scope):
            have.update((table or "", right) for right in rights.split(", "))
    return have


def missing(have, prefix, own_tables=()):
    """(rights, table) that are needed and not there, with the prefix."""
    found = []
    for rights, table in needed(own_tables):
        name = prefix + table
        lacking = [right for right in rights.split(", ")
                   if not have & {("", "ALL PRIVILEGES"), ("", right), (name, "ALL PRIVILEGES"), (name, right)}]
        if lacking:
            found.append((", ".join(lacking), name))
    return found
