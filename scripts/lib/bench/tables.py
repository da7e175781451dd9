# SPDX-License-Identifier: MIT
"""The SQL that fills a help desk of any size with the sequence engine: the same rows for the same size and seed."""
import sample
from bench import texts

FILE, CHUNKS, CHUNK_SIZE = 1000, 20, 512000
SEED = 20250301
WORK = "bench_work"
NUMBER_FORMAT = "########"  # six digits would not be enough for a million tickets
DEPARTMENTS = 12
TOPICS = 20
LONGEST_THREAD = 200
SPAN_SECONDS = 2 * 365 * 86400

SETTINGS = ("SET sql_mode='', unique_checks=0, foreign_key_checks=0, sort_buffer_size=536870912,"
            " join_buffer_size=16777216, max_statement_time=0;\n")


def draw(start, below, of="h"):
    """A number below `below` out of a row's hash; draws from different places do not depend on each other."""
    return "CAST(CONV(SUBSTR(%s, %d, 6), 16, 10) AS UNSIGNED) %% %d" % (of, start, below)


# Half of the threads have one or two entries, one in 300 has up to 200; four entries a ticket.
THREAD_LENGTH = ("CASE WHEN r < 5000 THEN 1 + r %% 2 WHEN r < 8400 THEN 3 + r %% 3 WHEN r < 9700 THEN 6 + r %% 5"
                 " WHEN r < 9970 THEN 11 + r %% 30 ELSE 41 + %s END") % draw(25, LONGEST_THREAD - 40)


def help_desk():
    """Harbour Works, with more departments and topics than its sample has."""
    departments = ["(%d, 0, 0, 4, 'Department %d', '', 1, '/%d/', NOW(), NOW())" % (i, i, i)
                   for i in range(4, DEPARTMENTS + 1)]
    topics = ["(%d, 1, 2, 2, %d, %d, 'Topic %d', NOW(), NOW())" % (i, i % DEPARTMENTS + 1, i, i)
              for i in range(6, TOPICS + 1)]
    forms = ["(%d, 2, 1, '{\"disable\":[]}')" % i for i in range(6, TOPICS + 1)]
    return (sample.help_desk()
            + sample.insert("ost_", "department", "id, sla_id, schedule_id, flags, name, signature, ispublic, path,"
                            " updated, created", departments)
            + sample.insert("ost_", "help_topic", "topic_id, ispublic, flags, priority_id, dept_id, sort, topic,"
                            " created, updated", topics)
            + sample.insert("ost_", "help_topic_form", "topic_id, form_id, sort, extra", forms)
            + "UPDATE ost_config SET value = '%s' WHERE `key` = 'ticket_number_format';\n" % NUMBER_FORMAT)


def body_pool():
    rows = ["(%d, %s)" % (number, sample.quoted(text)) for number, text in enumerate(texts.bodies(SEED))]
    return ("CREATE TABLE {w}.body (id INT UNSIGNED PRIMARY KEY, body TEXT NOT NULL) CHARSET=utf8mb3;\n"
            + "".join("INSERT INTO {w}.body VALUES %s;\n" % ",\n".join(rows[i:i + 500])
                      for i in range(0, len(rows), 500))).replace("{w}", WORK)


def shapes(tickets, entries=None):
    """Who, what and when of each ticket; `entries` fixes the length of all threads."""
    users = max(10, tickets // 10)
    return """
CREATE TABLE {w}.ticket (id INT UNSIGNED PRIMARY KEY, thread INT UNSIGNED, entries SMALLINT UNSIGNED, user INT UNSIGNED,
  status TINYINT, dept TINYINT, topic TINYINT, staff TINYINT, priority TINYINT, subject VARCHAR(80), gap INT,
  created DATETIME) CHARSET=utf8mb3;
INSERT INTO {w}.ticket
SELECT id, id + id DIV 50, {length}, 1 + {user}, ELT(1 + {status}, 1, 1, 1, 6, 2, 3, 3, 3, 3, 3), 1 + {dept},
  ELT(1 + {topic}, 0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20), {staff}, 1 + {priority},
  CONCAT(ELT(1 + {subject}, 'Crane', 'Berth', 'Invoice', 'Light', 'Pallet', 'Kran', 'Grúa', '起重机', 'Насос', 'Pump'),
    ' ', id, ' ', ELT(1 + {verb}, 'does not answer', 'is too short', 'is missing', 'is out', 'arrived wet', 'is late',
    'is loud', 'is locked', 'needs oil', 'has no power')),
  3600 + {gap}, '2023-01-01 00:00:00' + INTERVAL FLOOR(id * {span} / {tickets}) SECOND
FROM (SELECT seq id, MD5(CONCAT('{seed}:', seq)) h, {r} r FROM seq_1_to_{tickets}) s;
""".format(w=WORK, tickets=tickets, seed=SEED, span=SPAN_SECONDS, length=entries or THREAD_LENGTH,
           user=draw(7, users), status=draw(3, 10), dept=draw(5, DEPARTMENTS), topic=draw(9, 20),
           staff=draw(11, 4), priority=draw(13, 4), subject=draw(15, 10), verb=draw(17, 10), gap=draw(19, 172800),
           r=draw(1, 10000, "MD5(CONCAT('%d:', seq))" % SEED))


def ticket_rows(tickets):
    return """
INSERT INTO ost_ticket (ticket_id, number, user_id, status_id, dept_id, sla_id, topic_id, staff_id, ip_address, source,
  closed, lastupdate, created, updated)
SELECT id, 10000000 + id * 37 % 89999989, user, status, dept, 1, topic, staff, '192.0.2.1', 'API',
  IF(status IN (2, 3), created + INTERVAL entries * gap SECOND, NULL), created + INTERVAL entries * gap SECOND, created,
  created + INTERVAL entries * gap SECOND FROM {w}.ticket ORDER BY id;
INSERT INTO ost_thread (id, object_id, object_type, lastmessage, created)
SELECT thread, id, 'T', created, created FROM {w}.ticket ORDER BY id;
INSERT INTO ost_thread (id, object_id, object_type, created)
SELECT seq * 51 - 1, seq, 'A', '2023-01-01 00:00:00' FROM seq_1_to_{tasks};
INSERT INTO ost_ticket__cdata (ticket_id, subject, priority, berth)
SELECT id, subject, priority, CONCAT('B', id % 40) FROM {w}.ticket ORDER BY id;
INSERT INTO ost_form_entry (id, form_id, object_id, object_type, sort, created, updated)
SELECT id, 2, id, 'T', 1, created, created FROM {w}.ticket ORDER BY id;
INSERT INTO ost_form_entry_values (entry_id, field_id, value, value_id)
SELECT id, f.field, ELT(f.n, subject, ELT(priority, 'Low', 'Normal', 'High', 'Emergency'), CONCAT('B', id % 40)),
  IF(f.n = 2, priority, NULL)
FROM {w}.ticket STRAIGHT_JOIN (SELECT 1 n, 10 field UNION ALL SELECT 2, 12 UNION ALL SELECT 3, 13) f;
INSERT INTO ost_thread_event (thread_id, thread_type, event_id, staff_id, team_id, dept_id, topic_id, data, username, uid,
  uid_type, timestamp)
SELECT thread, 'T', 1, 0, 0, dept, topic, NULL, CONCAT('Person ', user), user, 'U', created FROM {w}.ticket
UNION ALL SELECT thread, 'T', 4, staff, 0, dept, topic, CONCAT('{{"staff":', staff, '}}'), 'SYSTEM', NULL, 'S', created
FROM {w}.ticket WHERE staff > 0
UNION ALL SELECT thread, 'T', 2, staff, 0, dept, topic, CONCAT('{{"status":[', status, ',"Closed"]}}'), 'ines', 1, 'S',
  created + INTERVAL entries * gap SECOND FROM {w}.ticket WHERE status IN (2, 3);
""".format(w=WORK, tasks=max(1, tickets // 50))


def people(tickets):
    return """
INSERT INTO ost_organization (id, name, manager, status, domain, created)
SELECT seq + 1, CONCAT('Shipping line ', seq), '', 0, '', '2023-01-01 00:00:00' FROM seq_1_to_{orgs};
INSERT INTO ost_user (id, org_id, default_email_id, status, name, created, updated)
SELECT seq, IF(seq % 3 = 0, seq % {orgs} + 2, 0), seq, 0, CONCAT('Person ', seq), '2023-01-01 00:00:00',
  '2023-01-01 00:00:00' FROM seq_1_to_{users};
INSERT INTO ost_user_email (id, user_id, flags, address)
SELECT seq, seq, 0, CONCAT('person', seq, '@example.com') FROM seq_1_to_{users}
UNION ALL SELECT {users} + seq, seq * 10, 0, CONCAT('other', seq, '@example.com') FROM seq_1_to_{others};
INSERT INTO ost_user__cdata (user_id, email, name, phone)
SELECT seq, CONCAT('person', seq, '@example.com'), CONCAT('Person ', seq), '' FROM seq_1_to_{users};
INSERT INTO ost_form_entry (id, form_id, object_id, object_type, sort, created, updated)
SELECT {tickets} + seq, 1, seq, 'U', 1, '2023-01-01 00:00:00', '2023-01-01 00:00:00' FROM seq_1_to_{users};
""".format(users=max(10, tickets // 10), others=max(1, tickets // 100), orgs=max(5, tickets // 1000), tickets=tickets)


def entry_rows(longest):
    """Entries are numbered by time, so that those of one thread lie apart as in a help desk that has grown."""
    return """
CREATE TABLE {w}.entry (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, ticket INT UNSIGNED, n SMALLINT UNSIGNED, at DATETIME);
INSERT INTO {w}.entry (ticket, n, at)
SELECT t.id, s.seq, t.created + INTERVAL s.seq * t.gap SECOND at FROM {w}.ticket t
STRAIGHT_JOIN seq_0_to_{longest} s ON s.seq < t.entries ORDER BY at, t.id, s.seq;
INSERT INTO ost_thread_entry (id, pid, thread_id, staff_id, user_id, type, flags, poster, source, title, body, format,
  ip_address, created, updated)
SELECT STRAIGHT_JOIN e.id, 0, t.thread, IF(k.kind IN ('R', 'N'), 1 + e.id % 3, 0), IF(k.kind = 'M', t.user, 0), k.kind,
  IF(e.n = 0, 65, 64) + IF(e.id % 200 = 7, 4, 0), IF(k.kind = 'M', CONCAT('Person ', t.user), 'Agent'), 'API', NULL,
  b.body, 'html', '192.0.2.1', e.at, '0000-00-00 00:00:00'
FROM (SELECT id, ticket, n, at, MD5(CONCAT('{seed}-', id)) h FROM {w}.entry) e
JOIN (SELECT 0 n, 'M' kind UNION ALL SELECT 1, 'R' UNION ALL SELECT 2, 'R' UNION ALL SELECT 3, 'N') k
  ON k.n = IF(e.n = 0, 0, {kind})
JOIN {w}.ticket t ON t.id = e.ticket
JOIN {w}.body b ON b.id = {body}
ORDER BY e.id;
""".format(w=WORK, longest=longest - 1, seed=SEED, kind=draw(7, 4, "e.h"), body=draw(1, texts.COUNT, "e.h"))


def search_rows(tickets):
    """Rows of tickets, users and first messages; the index of words is built afterwards, in one go."""
    return """
ALTER TABLE ost__search DROP KEY search;
INSERT INTO ost__search (object_type, object_id, title, content)
SELECT STRAIGHT_JOIN 'H', e.id, '', LEFT(f.body, 300) FROM {w}.entry e JOIN ost_thread_entry f ON f.id = e.id WHERE e.n = 0
ORDER BY e.id;
INSERT INTO ost__search (object_type, object_id, title, content)
SELECT 'T', id, CONCAT(10000000 + id * 37 % 89999989, ' ', subject), subject FROM {w}.ticket ORDER BY id;
INSERT INTO ost__search (object_type, object_id, title, content)
SELECT 'U', seq, CONCAT('Person ', seq), CONCAT('person', seq, '@example.com') FROM seq_1_to_{users};
ALTER TABLE ost__search ADD FULLTEXT KEY search (title, content);
""".format(w=WORK, users=max(10, tickets // 10))


def file_rows():
    """A file of ten megabytes in osTicket's chunks, on the first message of the first ticket."""
    return """
INSERT INTO ost_file (id, ft, bk, type, size, `key`, signature, name, created)
VALUES ({file}, 'T', 'D', 'application/pdf', {chunks} * {size}, MD5('key'), MD5('signature'), 'plan.pdf', '2025-01-01 00:00:00');
INSERT INTO ost_file_chunk (file_id, chunk_id, filedata)
SELECT {file}, seq, REPEAT(UNHEX(SHA2(CONCAT('{seed}-', seq), 512)), {size} DIV 64) FROM seq_0_to_{last};
INSERT INTO ost_attachment (object_id, type, file_id, inline)
SELECT MIN(e.id), 'H', {file}, 0 FROM ost_thread_entry e JOIN ost_thread h ON h.id = e.thread_id
WHERE h.object_id = 1 AND e.type = 'M' AND e.flags & 4 = 0;
""".format(file=FILE, chunks=CHUNKS, size=CHUNK_SIZE, last=CHUNKS - 1, seed=SEED)


def steps(tickets, entries=None):
    """What to run, in order, each with a word for the person who waits."""
    return [("set-up", help_desk()),
            ("texts", "CREATE DATABASE %s CHARACTER SET utf8mb3;\n" % WORK + body_pool()),
            ("shapes", shapes(tickets, entries)), ("people", people(tickets)), ("tickets", ticket_rows(tickets)),
            ("entries", entry_rows(entries or LONGEST_THREAD)), ("files", file_rows()),
            ("search", search_rows(tickets)), ("end", "DROP DATABASE %s;\n" % WORK)]
