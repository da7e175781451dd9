# SPDX-License-Identifier: MIT
"""Whether httpd has what osticket-rest-setup wrote, runs with it and answers."""
import grp
import http.client
import json
import os
import pwd
import re
import ssl
import subprocess

from . import install, virtual_hosts
from .changes import Changes
from .connection import group_of

NOBODYS_KEY = "osticket-rest-setup --check"
SECONDS = 30


def ask_httpd(arguments, *words):
    """What httpd says of its configuration; None where it cannot be run."""
    try:
        done = subprocess.run([arguments.apachectl, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace")


def httpd_user(said):
    found = re.search(r'^User: name="([^"]+)"', said, re.M)
    return found.group(1) if found else "www-data"


def may_read(user, path):
    """Whether httpd's user may read the file, its folders included."""
    try:
        entry = pwd.getpwnam(user)
    except KeyError:
        return False
    if os.geteuid() != 0:
        return os.access(path, os.R_OK)
    return subprocess.run(["test", "-r", path], user=entry.pw_uid, group=entry.pw_gid,
                          extra_groups=os.getgrouplist(user, entry.pw_gid)).returncode == 0


def check_files(report, arguments, said):
    user, options = httpd_user(said), install.option_file(arguments)
    try:
        found = group_of(options, install.group_name(arguments.name))
    except PermissionError:
        report.note("%s can be checked by root only" % options)
        return
    if not found:
        report.bad("%s has no group [%s]; run osticket-rest-setup for it" % (options, install.group_name(arguments.name)))
    for path in [options] + [found[name] for name in ("ssl-ca", "ssl-cert", "ssl-key") if name in found]:
        if may_read(user, path):
            report.good("httpd's user %s may read %s" % (user, path))
        else:
            report.bad("httpd's user %s may not read %s" % (user, path))
    state = os.stat(options)
    if state.st_mode & 0o007:
        report.bad("everybody may read %s, which holds a password: chmod 640" % options)
    elif os.geteuid() == 0 and state.st_gid not in os.getgrouplist(user, pwd.getpwnam(user).pw_gid):
        report.note("%s belongs to the group %s, not to httpd's" % (options, grp.getgrgid(state.st_gid).gr_name))


def check_configuration(report, arguments):
    modules = ask_httpd(arguments, "-t", "-D", "DUMP_MODULES")
    if modules is None:
        report.note("%s cannot be run, so httpd's configuration is not checked; --apachectl names it" % arguments.apachectl)
        return False
    if "Loaded Modules:" not in modules:
        report.bad("httpd refuses its configuration: " + " ".join(modules.split())[-300:])
        return False
    for name, way in (("osticket_rest_module", "a2enmod osticket_rest"), ("dbd_module", "a2enmod dbd")):
        if name in modules:
            report.good("httpd loads %s" % name)
        else:
            report.bad("httpd does not load %s: %s" % (name, way))
    path = install.configuration_file(arguments)
    included = ask_httpd(arguments, "-t", "-D", "DUMP_INCLUDES") or ""
    if re.search(r"\) %s$" % re.escape(path), included, re.M):
        report.good("httpd includes %s" % path)
    else:
        report.bad("httpd does not include %s: is the site enabled (a2ensite), and has it the line %s?"
                   % (path, virtual_hosts.include_line(path)))
    return True


def running(said):
    """The process id of the running httpd; 0 when none runs."""
    found = re.search(r'^PidFile: "([^"]+)"', said, re.M)
    try:
        with open(found.group(1), encoding="ascii") as f:
            process = int(f.read())
        os.kill(process, 0)
        return process
    except (AttributeError, OSError, ValueError):
        return 0


def check_environment(report, arguments, process):
    try:
        with open("/proc/%d/environ" % process, "rb") as f:
            variables = dict(entry.partition(b"=")[::2] for entry in f.read().split(b"\0"))
    except PermissionError:
        report.note("the environment of the running httpd can be checked by root only")
        return
    except OSError:
        report.note("the environment of the running httpd cannot be read, as /proc does not show it")
        return
    home = os.fsdecode(variables.get(b"MARIADB_HOME", b""))
    if os.path.realpath(home) == os.path.realpath(arguments.etc) and home:
        report.good("the running httpd has MARIADB_HOME=%s" % home)
    else:
        report.bad("the running httpd has %s, so it does not find my.cnf: stop and start it, as systemctl restart does"
                   % ("MARIADB_HOME=" + home if home else "no MARIADB_HOME in its environment"))


def serving_hosts(arguments):
    """The virtual hosts that have the line of this help desk."""
    line = virtual_hosts.include_line(install.configuration_file(arguments))
    files = ([arguments.vhost] if arguments.vhost else []) + install.recorded(arguments.etc)
    found = []
    for path in dict.fromkeys(os.path.realpath(file) for file in files):
        text = Changes().text_of(path)
        found += [host for host in virtual_hosts.hosts_of(text) if line in text[host.start:host.end]]
    return found


def connect(host):
    address = re.sub(r":\d+$", "", host.addresses[0]) if host.addresses else "*"
    address = "127.0.0.1" if address in ("*", "_default_", "0.0.0.0") else address.strip("[]")
    name = re.sub(r":\d+$", "", host.names[0]) if host.names else address
    if not host.is_tls:
        return http.client.HTTPConnection(address, host.port(), timeout=SECONDS), name
    # Who holds the key of the certificate is no question here, the answer's way is.
    context = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection(address, host.port(), timeout=SECONDS, context=context)
    http.client.HTTPConnection.connect(connection)
    connection.sock = context.wrap_socket(connection.sock, server_hostname=name)
    return connection, name


def ask_host(host, path):
    """(status, the API's error or "" where it is no JSON) of a request with a key that nobody has."""
    connection, name = connect(host)
    try:
        connection.request("GET", path, headers={"X-API-Key": NOBODYS_KEY, "Host": name, "Accept": "application/json"})
        answer = connection.getresponse()
        text = answer.read(100000)
    finally:
        connection.close()
    try:
        return answer.status, json.loads(text)["error"]
    except (ValueError, KeyError, TypeError):
        return answer.status, ""


def check_request(report, arguments, host):
    found = re.search(r'^<Location "([^"]+)">', Changes().text_of(install.configuration_file(arguments)), re.M)
    path = (found.group(1) if found else "/" + install.TREE) + "/tickets.php"
    where = "%s (port %d)" % (host.title(), host.port())
    try:
        status, error = ask_host(host, path)
    except (OSError, http.client.HTTPException) as e:
        report.bad("%s does not answer: %s" % (where, e))
        return
    if error and status in (403, 429):
        report.good("%s answers %s, and asked the database" % (where, path) if status == 403 else
                    "%s answers %s; it has refused too many keys for now" % (where, path))
    elif error:
        report.bad("%s answers %s with %d: %s; its error log says why" % (where, path, status, error))
    elif 300 <= status < 400:
        report.note("%s sends %s elsewhere (%d)" % (where, path, status))
    else:
        report.bad("%s does not reach the module at %s: it answers %d, and no JSON" % (where, path, status))
    if not host.is_tls and error:
        report.note("%s is served without TLS: API keys can be read on the way" % where)


def check_httpd(report, arguments):
    """Looks at files, configuration, environment and answers of httpd, where osticket-rest-setup has been run."""
    if not os.path.exists(install.configuration_file(arguments)):
        report.note("%s is not there: only the database was checked" % install.configuration_file(arguments))
        return
    said = ask_httpd(arguments, "-t", "-D", "DUMP_RUN_CFG") or ""
    check_files(report, arguments, said)
    if not check_configuration(report, arguments):
        return
    process = running(said)
    if not process:
        report.note("httpd does not run, so no request was sent")
        return
    check_environment(report, arguments, process)
    hosts = serving_hosts(arguments)
    if not hosts:
        report.note("no virtual host is known that includes %s, so no request was sent; --vhost names its file"
                    % install.configuration_file(arguments))
    for host in hosts:
        check_request(report, arguments, host)
