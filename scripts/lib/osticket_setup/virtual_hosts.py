# SPDX-License-Identifier: MIT
"""The virtual hosts of a configuration file: which one serves osTicket, and the line that it gets."""
import os
import re

from . import SetupError

BLOCK = re.compile(r"^[ \t]*<VirtualHost\b(?P<address>[^>]*)>(?P<body>.*?)^(?P<end>[ \t]*)</VirtualHost>",
                   re.M | re.I | re.S)
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|(\S+)')


def line_end(text):
    return "\r\n" if "\r\n" in text else "\n"


def words_of(text):
    """(directive in small letters, its words) of each line, with lines that go on joined and comments left out."""
    for line in re.sub(r"\\\r?\n", " ", text).splitlines():
        words = ["".join(found) for found in WORD.findall(line)]
        if words and not words[0].startswith("#"):
            yield words[0].lower(), words[1:]


def below(folder, root):
    """The path of a folder below another, "" for the folder itself; None where it is not below it."""
    path = os.path.relpath(os.path.realpath(folder), os.path.realpath(root))
    if path == ".":
        return ""
    return None if path == ".." or path.startswith("../") else path


class VirtualHost:
    def __init__(self, match, defined):
        self.start, self.end, self.indent = match.start(), match.start("end"), match.group("end")
        self.addresses = match.group("address").split()
        self.names, self.root, self.aliases, self.is_tls = [], None, [], False
        for directive, words in words_of(match.group("body")):
            words = [re.sub(r"\$\{(\w+)\}", lambda found: defined.get(found.group(1), found.group()), word)
                     for word in words]
            if directive == "servername" and words:
                self.names.insert(0, re.sub(r"^\w+://", "", words[0]))
            elif directive == "serveralias":
                self.names += words
            elif directive == "documentroot" and words:
                self.root = words[0]
            elif directive == "alias" and len(words) == 2:
                self.aliases.append(words)
            elif directive == "sslengine" and words:
                self.is_tls = words[0].lower() == "on"

    def title(self):
        return self.names[0] if self.names else " ".join(self.addresses)

    def port(self):
        found = re.search(r":(\d+)$", self.addresses[0]) if self.addresses else None
        return int(found.group(1)) if found else 443 if self.is_tls else 80

    def is_called(self, name):
        known = {known.lower() for known in self.names + self.addresses}
        known |= {"%s:%d" % (known, self.port()) for known in self.names if ":" not in known}
        return name.lower() in {one.lower() for one in known}

    def base_of(self, folder):
        """Where osTicket's folder is in this host: "/", "/support/" or None."""
        places = self.aliases + ([["/", self.root]] if self.root else [])
        for prefix, root in places:
            inner = below(folder, root) if os.path.isabs(root) else None
            if inner is not None:
                return re.sub("/+", "/", "/%s/%s/" % (prefix, inner))
        return None


def hosts_of(text):
    defined = {words[0]: words[1] for directive, words in words_of(text) if directive == "define" and len(words) == 2}
    return [VirtualHost(match, defined) for match in BLOCK.finditer(text)]


def choose(hosts, folder, server_name):
    """The virtual hosts that serve osTicket: those of one name, on one or several ports."""
    if server_name:
        named = [host for host in hosts if host.is_called(server_name)]
        if not named:
            raise SetupError("no virtual host there is called %s, only: %s"
                             % (server_name, ", ".join(host.title() for host in hosts)))
        return named
    serving = [host for host in hosts if host.base_of(folder)]
    if not serving and len(hosts) == 1:
        return hosts
    if not serving:
        raise SetupError("no virtual host there has a DocumentRoot or Alias that holds %s; say which one with"
                         " --server-name, and --path" % folder)
    if len({host.title().lower() for host in serving}) > 1 or len(serving) > 1 and not serving[0].names:
        raise SetupError("several virtual hosts there serve %s; say with --server-name which one is to have the API: %s"
                         % (folder, ", ".join(host.title() for host in serving)))
    return serving


def base_of(hosts, folder):
    """Where osTicket is below these hosts."""
    bases = {host.base_of(folder) or ("/" if not host.root else None) for host in hosts}
    if None in bases:
        root = next(host.root for host in hosts if not host.base_of(folder))
        raise SetupError("the virtual host's DocumentRoot %s does not hold %s; give --path" % (root, folder))
    if len(bases) > 1:
        raise SetupError("osTicket is at different addresses in these virtual hosts (%s); give --server-name NAME:PORT"
                         % ", ".join(sorted(bases)))
    return bases.pop()


def include_line(path):
    return 'IncludeOptional "%s"' % path


def with_include(text, hosts, path):
    """The file's text with one line more at the end of each of these hosts that does not have it yet."""
    line = include_line(path)
    for host in sorted(hosts, key=lambda host: host.start, reverse=True):
        if not re.search(r"^[ \t]*%s[ \t]*\r?$" % re.escape(line), text[host.start:host.end], re.M):
            text = text[:host.end] + host.indent + "    " + line + line_end(text) + text[host.end:]
    return text


def without_includes(text, folder):
    """The file's text without the lines that name a file of the folder."""
    return re.sub(r'^[ \t]*IncludeOptional "%s/[^"/]*"[ \t]*(\r?\n|\Z)' % re.escape(folder), "", text, flags=re.M)
