# SPDX-License-Identifier: MIT
"""The sample help desk: some hundred tickets with threads of 1 to 60 entries, the same every time."""
import os
import random

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
FIXTURES = os.path.join(ROOT, "tests", "fixtures")
KEY = "HARBOUR0WORKS0DEMO0KEY0000000001"
TICKETS = 400

SUBJECTS = ["Crane %d does not answer", "Berth %d is too short", "Invoice %d is missing", "Light %d is out",
            "Pallet %d arrived wet", "Kran %d klemmt", "Grúa %d sin corriente", "起重机 %d 故障", "Насос %d течёт"]
SENTENCES = ["The night shift saw it first.", "We have tried it twice.", "Please call before you come.",
             "It is <b>urgent</b>, the ship leaves at six.", "Nothing has changed since Monday.",
             "Thank you, that worked.", "Der Fehler tritt nur bei Regen auf.", "Gracias por la ayuda.",
             "<p>See the <a href=\"https://harbour.example/log\">log</a>.</p>"]


def read(name, prefix):
    with open(os.path.join(FIXTURES, name), encoding="utf-8") as f:
        return f.read().replace("{prefix}", prefix)


def quoted(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def insert(prefix, table, columns, rows):
    return "INSERT INTO `%s%s` (%s) VALUES\n%s;\n" % (prefix, table, columns, ",\n".join(rows))


def users(prefix, count):
    emails = ["(%d, %d, 0, 'person%d@example.com')" % (i, i, i) for i in range(1, count + 1)]
    people = ["(%d, 0, %d, 0, 'Person %d', '2025-03-01 08:00:00', '2025-03-01 08:00:00')" % (i, i, i)
              for i in range(1, count + 1)]
    return (insert(prefix, "user_email", "id, user_id, flags, address", emails)
            + insert(prefix, "user", "id, org_id, default_email_id, status, name, created, updated", people))


def body(chance):
    return " ".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, 12)))


def entries_of(chance, thread, first_id, user, created):
    """The rows of one thread: the message, then answers, notes and further messages."""
    rows = []
    length = chance.choice([1, 2, 3, 3, 4, 5, 8, 60])
    for n in range(length):
        kind = "M" if n == 0 else chance.choice("MRRN")
        staff = 0 if kind == "M" else chance.randint(1, 3)
        rows.append("(%d, %d, %d, %d, '%s', %d, %s, 'API', %s, %s, 'html', '192.0.2.1', '%s' + INTERVAL %d HOUR,"
                    " '0000-00-00 00:00:00')"
                    % (first_id + n, thread, staff, 0 if staff else user, kind, 65 if n == 0 else 64,
                       quoted("Person %d" % user if not staff else "Agent"), "NULL", quoted(body(chance)),
                       created, n))
    return rows


def tickets(prefix, count, people):
    chance = random.Random(20250301)
    ticket, thread, cdata, entry, search = [], [], [], [], []
    next_entry = 1
    for i in range(1, count + 1):
        user = chance.randint(1, people)
        created = "2025-%02d-%02d %02d:%02d:00" % (chance.randint(3, 9), chance.randint(1, 28),
                                                   chance.randint(0, 23), chance.randint(0, 59))
        status = chance.choice([1, 1, 1, 2, 3, 6])
        subject = chance.choice(SUBJECTS) % i
        closed = "'%s'" % created if status in (2, 3) else "NULL"
        number = str(100000 + i * 7 % 899999)
        ticket.append("(%d, '%s', %d, %d, %d, 1, %d, %d, '192.0.2.1', 'API', %s, '%s', '%s', '%s')"
                      % (i, number, user, status, chance.randint(1, 3), chance.choice([0, 1, 2, 5]),
                         chance.choice([0, 0, 1, 2]), closed, created, created, created))
        thread.append("(%d, %d, 'T', '%s', '%s')" % (i, i, created, created))
        cdata.append("(%d, %s, '%d', '')" % (i, quoted(subject), chance.randint(1, 4)))
        rows = entries_of(chance, i, next_entry, user, created)
        search.append("('T', %d, %s, %s)" % (i, quoted(number + " " + subject), quoted(subject)))
        next_entry += len(rows)
        entry += rows
    return (insert(prefix, "ticket", "ticket_id, number, user_id, status_id, dept_id, sla_id, topic_id, staff_id,"
                   " ip_address, source, closed, lastupdate, created, updated", ticket)
            + insert(prefix, "thread", "id, object_id, object_type, lastmessage, created", thread)
            + insert(prefix, "ticket__cdata", "ticket_id, subject, priority, berth", cdata)
            + insert(prefix, "thread_entry", "id, thread_id, staff_id, user_id, type, flags, poster, source, title,"
                     " body, format, ip_address, created, updated", entry)
            + insert(prefix, "_search", "object_type, object_id, title, content", search))


def cdata_tables(prefix):
    """osTicket makes these two of the forms, so they differ from one help desk to the next."""
    return ("CREATE TABLE `%sticket__cdata` (`ticket_id` int(11) unsigned NOT NULL DEFAULT 0, `subject` mediumtext,"
            " `priority` mediumtext, `berth` mediumtext, PRIMARY KEY (`ticket_id`)) ENGINE=InnoDB DEFAULT"
            " CHARSET=utf8mb3;\n"
            "CREATE TABLE `%suser__cdata` (`user_id` int(11) unsigned NOT NULL DEFAULT 0, `email` mediumtext, `name`"
            " mediumtext, `phone` mediumtext, PRIMARY KEY (`user_id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3;\n"
            % (prefix, prefix))


def own_tables(prefix="ost_"):
    """The module's own tables, as osticket-rest-setup --create-tables makes them."""
    return read(os.path.join(ROOT, "conf", "tables.sql"), prefix)


def help_desk(prefix="ost_"):
    """The tables, the module's own too, and what administrators set up, without tickets."""
    return ("SET sql_mode='';\n" + read("schema.sql", prefix) + cdata_tables(prefix)
            + read("help_desk.sql", prefix) + own_tables(prefix))


def mail(prefix="ost_"):
    """Addresses, switches and templates by which the help desk writes mail."""
    return read("mail.sql", prefix)


def role(prefix="ost_"):
    """The role that the agents have, with every right on tickets: without it they may do nothing but look and note."""
    rights = ",".join('"ticket.%s":1' % right for right in (
        "create", "edit", "assign", "release", "transfer", "refer", "merge", "link", "reply", "markanswered", "close", "delete"))
    return ("INSERT INTO `%srole` (id, flags, name, permissions, created, updated) VALUES (1, 1, 'Everything', '{%s}', NOW(),"
            " NOW());" % (prefix, rights))


def fill(server, database, prefix="ost_"):
    """Makes the database with the sample help desk; the key to try."""
    server.create_database(database)
    server.sql(help_desk(prefix) + users(prefix, 60) + tickets(prefix, TICKETS, 60) + mail(prefix), database)
    return KEY
