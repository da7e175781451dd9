# SPDX-License-Identifier: MIT
"""Reads the constants of osTicket's include/ost-config.php by parsing it, never by running it.

PHP's texts are bytes. The file is taken as one character a byte, and only a finished value is read as UTF-8, so that
"\\xC3\\xA4" is one letter, as it is for PHP.
"""
import os
import re

from . import SetupError

NEEDED = ("DBHOST", "DBNAME", "DBUSER", "DBPASS", "TABLE_PREFIX")
WANTED = NEEDED + ("DBSSLCA", "DBSSLCERT", "DBSSLKEY", "DBCONNECT_TIMEOUT")
PLACEHOLDER = "%CONFIG-"

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$", '"': '"'}
TOKEN = re.compile(r"""
    (?P<space>\s+|\#[^\n]*|//[^\n]*|/\*.*?\*/)
  | (?P<single>'(?:[^'\\]|\\.)*')
  | (?P<double>"(?:[^"\\]|\\.)*")
  | (?P<number>\d+)
  | (?P<word>[A-Za-z_\\\x80-\xff][\w\\\x80-\xff]*)
  | (?P<other>.)""", re.X | re.S | re.A)
DOUBLE_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]+)\}|(.))", re.S)
VARIABLE = re.compile(r"(?<!\\)(?:\\\\)*(?:\$[A-Za-z_{\x80-\xff]|\{\$)")


def single_quoted(text):
    return re.sub(r"\\([\\'])", r"\1", text[1:-1])


def double_quoted(text):
    """None where PHP would put the value of a variable into the text."""
    def escape(match):
        octal, hexadecimal, point, letter = match.groups()
        if octal:
            return chr(int(octal, 8) & 0xFF)
        if hexadecimal:
            return chr(int(hexadecimal, 16))
        if point:
            return chr(int(point, 16)).encode("utf-8", "surrogatepass").decode("latin-1")
        return ESCAPES.get(letter, "\\" + letter)
    inner = text[1:-1]
    return None if VARIABLE.search(inner) else DOUBLE_ESCAPE.sub(escape, inner)


def tokens_of(php):
    for match in TOKEN.finditer(php):
        if match.lastgroup != "space":
            yield match.lastgroup, match.group()


def value_of(tokens):
    """The bytes that literals, joined by dots, stand for; None when it is more than that."""
    text, expected = "", True
    for kind, token in tokens:
        if not expected and token != ".":
            return None
        if expected:
            part = {"single": single_quoted, "double": double_quoted, "number": str}.get(kind, lambda _: None)(token)
            if part is None:
                return None
            text += part
        expected = not expected
    return None if expected else text


def as_text(value):
    return value if value is None else value.encode("latin-1").decode("utf-8", "surrogateescape")


def defined(php):
    """Name -> text of each define() of a literal, None where the value is more than a literal. The first counts."""
    tokens, found, i = list(tokens_of(php.decode("latin-1"))), {}, 0
    while i + 3 < len(tokens):
        kind, word = tokens[i]
        i += 1
        if kind != "word" or word.lower().lstrip("\\") != "define" or tokens[i][1] != "(":
            continue
        if tokens[i + 1][0] not in ("single", "double") or tokens[i + 2][1] != ",":
            continue
        depth, end = 1, i + 3
        while end < len(tokens) and depth:
            depth += {"(": 1, ")": -1}.get(tokens[end][1], 0)
            end += 1
        found.setdefault(value_of([tokens[i + 1]]), as_text(value_of(tokens[i + 3:end - 1])))
        i = end
    return found


def constants_of(folder):
    """What osTicket's configuration defines; an osTicket that waits for its installation is told as such."""
    path = os.path.join(folder, "include", "ost-config.php")
    try:
        with open(path, "rb") as f:
            found = defined(f.read())
    except OSError as e:
        if isinstance(e, FileNotFoundError) and os.path.exists(os.path.join(folder, "include", "ost-sampleconfig.php")):
            raise SetupError("osTicket in %s is not installed yet: it has no include/ost-config.php" % folder) from None
        raise SetupError("%s cannot be read: %s" % (path, e.strerror)) from None
    if any(value and PLACEHOLDER in value for value in found.values()):
        raise SetupError("osTicket in %s is not installed yet: include/ost-config.php is still the sample" % folder)
    return found


def settings_of(folder, given):
    """The settings that the module needs; those in `given` take the place of osTicket's own, whatever it says."""
    found = dict(constants_of(folder), **given)
    for name in NEEDED:
        if name not in found:
            raise SetupError("%s/include/ost-config.php does not define %s; is osTicket installed?" % (folder, name))
    settings = {name: found[name] for name in WANTED if name in found}
    # Not worth a refusal: osTicket's default will do.
    if settings.get("DBCONNECT_TIMEOUT", "") is None:
        del settings["DBCONNECT_TIMEOUT"]
    prefix = settings["TABLE_PREFIX"]
    if prefix is not None and not re.fullmatch(r"\w{1,30}", prefix, re.A):
        raise SetupError("TABLE_PREFIX must be 1 to 30 letters, digits and underscores for the module")
    if any(value and "\0" in value for value in settings.values()):
        raise SetupError("a setting holds a NUL, which no connection can carry")
    return settings


def require_known(settings, options):
    """Refuses a value that osTicket computes; `options` names what can be said instead."""
    for name, value in settings.items():
        if value is None:
            raise SetupError("ost-config.php computes %s, which cannot be read without running it; give %s"
                             % (name, options.get(name, "a literal there")))
