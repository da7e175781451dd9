# SPDX-License-Identifier: MIT
"""Which statements a request sends: read from the server's general log, between marks."""
import subprocess

MARK = "bench-mark-"
END = 999999999


class Marker:
    """A connection of its own whose statements cut the log into requests."""

    def __init__(self, server):
        self.process = subprocess.Popen(
            ["mariadb", "--no-defaults", "--socket=" + server.socket, "-uroot", "-N", "-B", "--unbuffered"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def mark(self, number):
        self.process.stdin.write(b"SELECT '%s%d';\n" % (MARK.encode(), number))
        self.process.stdin.flush()
        self.process.stdout.readline()

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def log_of(server, act):
    """Does `act`, which gets a Marker, with the log on; the log's rows as (connection, command, text)."""
    server.sql("SET GLOBAL general_log = 0; TRUNCATE mysql.general_log; SET GLOBAL log_output = 'TABLE';"
               " SET GLOBAL general_log = 1")
    marker = Marker(server)
    try:
        act(marker)
        marker.mark(END)
    finally:
        marker.close()
        server.sql("SET GLOBAL general_log = 0")
    rows = server.sql("SELECT thread_id, command_type, HEX(argument) FROM mysql.general_log")
    server.sql("TRUNCATE mysql.general_log")
    return [(row[0], row[1], bytes.fromhex(row[2] if len(row) > 2 else "")) for row in rows]


def is_statement(command):
    return command in ("Query", "Execute")


def mark_number(text):
    prefix = b"SELECT '" + MARK.encode()
    return int(text[len(prefix):-1]) if text.startswith(prefix) else None


def set_up_of(rows):
    """What the module sends first on a new connection, so that replayed sessions are set like its own."""
    fresh = set()
    for connection, command, text in rows:
        if command == "Connect":
            fresh.add(connection)
        elif is_statement(command) and connection in fresh and text.startswith(b"SET "):
            return text
    return None


def requests_of(rows, set_up=None):
    """The statements between one mark and the next, a list for each mark; what sets a session up is left out."""
    found, current = [], None
    for _, command, text in rows:
        if not is_statement(command):
            continue
        if mark_number(text) is not None:
            if mark_number(text) == END:
                break
            current = []
            found.append(current)
        elif current is not None and text != set_up and not text.startswith(b"SELECT @@"):
            current.append(text)
    return found


def script(requests, set_up=None):
    """The file that sql_floor replays."""
    parts = [b"setup %d\n%s\n" % (len(set_up), set_up)] if set_up else []
    for statements in requests:
        parts.append(b"request\n")
        parts += [b"query %d\n%s\n" % (len(text), text) for text in statements]
    return b"".join(parts)
