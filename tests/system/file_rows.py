# SPDX-License-Identifier: MIT
"""Rows of files, and of what they hang on."""
import hashlib
import zlib

import sample

CREATED = "'2025-05-01 10:00:00'"
CHUNK = 512000


def pattern(size):
    """Bytes of every value, no two stretches alike."""
    out = bytearray()
    block = 0
    while len(out) < size:
        out += hashlib.sha512(b"%d" % block).digest()
        block += 1
    return bytes(out[:size])


def ticket(n, thread_type="T"):
    return ("INSERT INTO ost_ticket (ticket_id, number, user_id, status_id, dept_id, source, created, updated)"
            " VALUES (%d, '%d', 1, 1, 1, 'API', %s, %s);"
            "INSERT INTO ost_thread (id, object_id, object_type, created) VALUES (%d, %d, '%s', %s);"
            % (n, 1000 + n, CREATED, CREATED, n, n, thread_type, CREATED))


def entry(n, thread, kind="M", flags=64):
    return ("INSERT INTO ost_thread_entry (id, thread_id, type, user_id, body, flags, format, poster, created, updated)"
            " VALUES (%d, %d, '%s', 1, 'Text', %d, 'html', 'Somebody', %s, %s);" % (n, thread, kind, flags, CREATED, CREATED))


def stored(n, content, name="plan.txt", kind="text/plain", back_end="D", chunk=CHUNK, size=None):
    rows = ["INSERT INTO ost_file (id, ft, bk, type, size, `key`, signature, name, created) VALUES (%d, 'T', '%s', %s, %d,"
            " 'k%031d', 's%031d', %s, %s);" % (n, back_end, sample.quoted(kind), len(content) if size is None else size, n, n,
                                               sample.quoted(name), CREATED)]
    if back_end == "D":
        rows += ["INSERT INTO ost_file_chunk VALUES (%d, %d, x'%s');" % (n, i, content[at:at + chunk].hex())
                 for i, at in enumerate(range(0, len(content), chunk))]
    return "".join(rows)


def attached(file, entry_id, name=None, kind="H"):
    return ("INSERT INTO ost_attachment (object_id, type, file_id, name, inline) VALUES (%d, '%s', %d, %s, 0);"
            % (entry_id, kind, file, sample.quoted(name) if name else "NULL"))


def answered(ticket_id, form_entry, field, file, name):
    """A field of a form whose answer is a file."""
    owner = zlib.crc32(b"E%d%d" % (field, form_entry))
    return ("INSERT INTO ost_form_entry (id, form_id, object_id, object_type, sort, created, updated) SELECT %d, id, %d, 'T', 1,"
            " NOW(), NOW() FROM ost_form WHERE type = 'T';"
            "INSERT INTO ost_form_entry_values (entry_id, field_id, value) VALUES (%d, %d, %s);"
            % (form_entry, ticket_id, form_entry, field, sample.quoted('{"%d":"%s"}' % (file, name)))
            + attached(file, owner, name, "E"))

FIELD = ("INSERT INTO ost_form_field (id, form_id, flags, type, label, name, sort, created, updated)"
         " SELECT %d, id, 0x3301, '%s', 'Documents', 'docs%d', 70, NOW(), NOW() FROM ost_form WHERE type = 'T';")
SMALL, LARGE = pattern(1000), pattern(3 * CHUNK + 77)
ODD = pattern(1500)
