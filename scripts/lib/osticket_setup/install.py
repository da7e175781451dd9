# SPDX-License-Identifier: MIT
"""What osticket-rest-setup writes, and how it takes it back."""
import grp
import os
import re

from . import SetupError, php_config, rights, tables, virtual_hosts
from .changes import Changes
from .connection import Database, group_of

CONFIGURATION = """\
# Written by osticket-rest-setup; run it again rather than change this file.
<IfModule osticket_rest_module>
DBDriver mysql
DBDParams "group={group} reconnect=0"
DBDMin 0
DBDKeep 8
DBDMax 8
DBDExptime 60

OsTicketTablePrefix {prefix}
OsTicketFolder "{osticket}"
{secret}<Location "{tree}">
    SetHandler osticket-rest
</Location>
<Location "{tree}/openapi.json">
    SetHandler osticket-rest-openapi
</Location>
</IfModule>
"""
TREE = "api/v1"
HOME = re.compile(r"^[ \t]*(?:export[ \t]+)?MARIADB_HOME=(.*?)[ \t]*\r?$", re.M)
# Removal reads here in which files lines were added.
RECORD = "written"


def group_name(name):
    return "osticket-rest-" + name


def option_file(arguments):
    return os.path.join(arguments.etc, "my.cnf")


def secret_file(arguments):
    return os.path.join(arguments.etc, arguments.name + ".secret")


def secret_line(arguments, changes):
    """Plans the file with osTicket's secret, which root's httpd reads at start and nobody else; the line that names it."""
    secret = php_config.constants_of(arguments.osticket).get("SECRET_SALT")
    if not secret or not secret.isprintable():
        print("note: osTicket's configuration does not say its SECRET_SALT as a plain text, so nothing will be mailed; write it"
              " into a file of mode 600 and name that by OsTicketSecretFile")
        return ""
    changes.write(secret_file(arguments), secret + "\n", 0o600, 0)
    return 'OsTicketSecretFile "%s"\n' % secret_file(arguments)


def configuration_file(arguments):
    return os.path.join(arguments.etc, arguments.name + ".conf")


def recorded(etc):
    path = os.path.join(etc, RECORD)
    return Changes().text_of(path).splitlines() if os.path.exists(path) else []


def with_group(text, group, lines):
    """The option file's text with this group in the place of an older one of the same name."""
    kept, keep = [], True
    for line in text.splitlines(True):
        if line.startswith("["):
            keep = line.strip() != "[%s]" % group
        if keep:
            kept.append(line)
    return "".join(kept) + "[%s]\n%s" % (group, lines)


def with_environment(text, path, folder):
    """httpd's children find the option file by their environment."""
    set_to = HOME.findall(text)
    if folder in set_to:
        return text
    if set_to:
        raise SetupError("%s sets MARIADB_HOME to %s already; give --etc %s" % (path, set_to[-1], set_to[-1]))
    end = virtual_hosts.line_end(text)
    return text + ("" if text.endswith("\n") or not text else end) + "export MARIADB_HOME=%s%s" % (folder, end)


def without_environment(text, folder):
    return re.sub(r"^export MARIADB_HOME=%s[ \t]*(\r?\n|\Z)" % re.escape(folder), "", text, flags=re.M)


def set_up(arguments, connection, osticket_user):
    """Writes the option file, the configuration and the lines that lead to them, or nothing at all."""
    changes, path = Changes(), configuration_file(arguments)
    base = arguments.path or "/"
    if arguments.vhost:
        text = changes.text_of(existing(arguments.vhost))
        hosts = virtual_hosts.hosts_of(text)
        if not hosts:
            raise SetupError("%s holds no <VirtualHost>; add this line where osTicket is served: %s"
                             % (arguments.vhost, virtual_hosts.include_line(path)))
        hosts = virtual_hosts.choose(hosts, arguments.osticket, arguments.server_name)
        base = arguments.path or virtual_hosts.base_of(hosts, arguments.osticket)
        changes.write(arguments.vhost, virtual_hosts.with_include(text, hosts, path))
    group = group_name(arguments.name)
    options = option_file(arguments)
    changes.write(options, with_group(changes.text_of(options), group, connection.options()), 0o640,
                  grp.getgrnam(arguments.group).gr_gid)
    changes.write(path, CONFIGURATION.format(group=group, prefix=connection.prefix, tree=base.rstrip("/") + "/" + TREE,
                                             osticket=os.path.abspath(arguments.osticket), secret=secret_line(arguments, changes)), 0o640, 0)
    changes.write(arguments.envvars, with_environment(changes.text_of(arguments.envvars), arguments.envvars, arguments.etc))
    record(changes, arguments)
    changed = changes.carry_out()
    for written in changed:
        print("wrote %s" % written)
    if os.path.realpath(arguments.envvars) in changed:
        print("httpd's environment has changed: stop and start it, as systemctl restart does; a reload or"
              " apache2ctl restart is not enough")
    if not arguments.vhost:
        print("add to the virtual host that serves osTicket: " + virtual_hosts.include_line(path))
    tell_rights(arguments, connection, osticket_user)


def existing(path):
    if not os.path.isfile(path):
        raise SetupError("%s is no file" % path)
    return path


def record(changes, arguments):
    path = os.path.join(arguments.etc, RECORD)
    lines = changes.text_of(path).splitlines()
    for file in filter(None, (arguments.envvars, arguments.vhost)):
        if os.path.realpath(file) not in lines:
            lines.append(os.path.realpath(file))
    changes.write(path, "".join(line + "\n" for line in lines), 0o644, 0)


def remove(arguments):
    """Takes back what runs for any help desk have written; the database keeps what it has."""
    changes = Changes()
    for path in {os.path.realpath(path) for path in recorded(arguments.etc) + [arguments.envvars]}:
        if os.path.isfile(path):
            text = virtual_hosts.without_includes(changes.text_of(path), arguments.etc)
            changes.write(path, without_environment(text, arguments.etc))
    for path in changes.carry_out():
        print("took lines out of %s" % path)
    for name in sorted(os.listdir(arguments.etc)) if os.path.isdir(arguments.etc) else []:
        if name in ("my.cnf", RECORD) or name.endswith((".conf", ".secret")):
            os.unlink(os.path.join(arguments.etc, name))
    if os.path.isdir(arguments.etc) and not os.listdir(arguments.etc):
        os.rmdir(arguments.etc)
    print("restart httpd now. In the database stay the module's user (DROP USER) and its own tables, if you made them"
          " (DROP TABLE ...rest_...)")


def kept_options(arguments):
    """What an earlier run for this help desk has written; empty when there was none, or for who may not read it."""
    try:
        return group_of(option_file(arguments), group_name(arguments.name))
    except PermissionError:
        return {}


def kept_login(arguments):
    """User and password of an earlier run for this help desk."""
    options = kept_options(arguments)
    return {"DBUSER": options["user"], "DBPASS": options.get("password", "")} if "user" in options else {}


def own_tables_there(connection):
    """The module's own tables in the database; none where it cannot be asked."""
    try:
        return tables.present(Database(connection))
    except SetupError:
        return []


def rights_there(connection, account=""):
    """What the database says that a user may do; None where it does not say."""
    try:
        rows = Database(connection).rows("SHOW GRANTS" + (" FOR " + account if account else ""))
    except SetupError:
        return None
    return rights.rights_of(rows, connection.database)


def tell_rights(arguments, connection, osticket_user):
    """The GRANT statements that a database user of the module's own still needs."""
    is_own = connection.user != osticket_user
    account = rights.account(connection.user if is_own else arguments.new_user, arguments.client)
    have = rights_there(connection, "" if is_own else account)
    lacking = rights.missing(have or set(), connection.prefix, own_tables_there(connection))
    if have is not None and not lacking:
        print("the database user %s has the rights that it needs" % account.partition("@")[0])
        return
    lines = [rights.grant(needed, connection.database, table, account) for needed, table in lacking]
    if is_own:
        print("\nRights that the database user still lacks; run these as an administrator of the database:\n")
    else:
        print("\nA database user with just the rights that the module needs; choose a password, run these as an\n"
              "administrator of the database, and then this command again with --user and --password-file:\n")
        if have is None:
            lines.insert(0, "CREATE USER %s IDENTIFIED BY 'choose a password';" % account)
    print("\n".join(lines))
