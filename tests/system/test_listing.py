# SPDX-License-Identifier: MIT
"""Every parameter of lists, alone and in pairs, beside what plain SQL says of the whole table."""
import http.client
import itertools
import random
import re
import threading
import time
import urllib.parse

import sample
from harness import KEY, Answer, SystemTest
from listing_rows import FILTERS, ORDERS, PEOPLE, TABLES, TICKETS, rows
from servers import RESOURCE
from test_read import entry, ticket


class Listing(SystemTest):
    reference_ttl = 30
    expected_seconds = 60

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", PEOPLE) + "UPDATE ost_user SET org_id = 1 + id % 2;"
                + rows(random.Random(20)))
        found = cls.sql("SELECT t.ticket_id, " + ", ".join("COALESCE((%s), 0) <> 0" % f[2] for f in FILTERS) + TABLES
                        + " GROUP BY t.ticket_id ORDER BY t.ticket_id")
        cls.having = [{int(row[0]) for row in found if row[at + 1] == "1"} for at in range(len(FILTERS))]
        cls.ordered = [[int(row[0]) for row in cls.sql("SELECT t.ticket_id" + TABLES + " GROUP BY t.ticket_id ORDER BY " + by)]
                       for _, by in ORDERS]

    def setUp(self):
        self.connection_to_httpd = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=60)

    def tearDown(self):
        self.connection_to_httpd.close()

    def listed(self, parameters, size=100):
        """The ids on all pages, and the total."""
        ids, page, answer = [], 1, None
        while not answer or page <= answer["pagination"]["pages"]:
            answer = self.answer(parameters + [("per_page", size), ("page", page)])
            ids += [t["id"] for t in answer["tickets"]]
            page += 1
        return ids, answer["pagination"]["total"]

    def answer(self, parameters):
        query = "?" + urllib.parse.urlencode([("fields", "id")] + parameters)
        answer = self.get(query)
        self.assertEqual(200, answer.status, (query, answer.body))
        return answer.json

    def quick(self, parameters):
        """The same for the many, of which none is recorded for the comparison with the description."""
        self.connection_to_httpd.request("GET", RESOURCE + "?" + urllib.parse.urlencode([("fields", "id")] + parameters),
                                         headers={"X-API-Key": KEY})
        answer = Answer(self.connection_to_httpd.getresponse())
        self.assertEqual(200, answer.status, (parameters, answer.body))
        return answer.json

    def walked(self, parameters, limit):
        """The ids that cursors lead through."""
        ids, cursor = [], []
        while True:
            answer = self.answer(parameters + [("limit", limit)] + cursor)
            ids += [t["id"] for t in answer["tickets"]]
            self.assertLessEqual(len(answer["tickets"]), limit)
            following = answer["pagination"]["next_cursor"]
            if following is None:
                return ids
            self.assertEqual(limit, len(answer["tickets"]))
            cursor = [("cursor", following)]

    def test_each_filter_alone(self):
        empty = []
        for (name, value, _), ids in zip(FILTERS, self.having):
            with self.subTest(name=name, value=value):
                by_id = [("sort", "id")] if name == "search" else []
                self.assertEqual((sorted(ids), len(ids)), self.listed([(name, value)] + by_id))
                if not 0 < len(ids) < TICKETS:
                    empty.append(value)
        self.assertEqual(["nobody@example.com"], empty, "a filter that all or no tickets pass proves little")

    def test_two_filters_together(self):
        for one, other in itertools.combinations(range(len(FILTERS)), 2):
            (name, value, _), (other_name, other_value, _) = FILTERS[one], FILTERS[other]
            if name == other_name:
                continue
            ids = self.having[one] & self.having[other]
            answer = self.quick([(name, value), (other_name, other_value), ("per_page", 100), ("sort", "id")])
            self.assertEqual((sorted(ids)[:100], len(ids)),
                             ([t["id"] for t in answer["tickets"]], answer["pagination"]["total"]), FILTERS[one] + FILTERS[other])

    def test_each_order_in_pages_and_by_cursor(self):
        for (sort, _), ids in zip(ORDERS, self.ordered):
            with self.subTest(sort=sort):
                self.assertEqual((ids, TICKETS), self.listed([("sort", sort)], 70))
                for limit in (7, 100):
                    self.assertEqual(ids, self.walked([("sort", sort)], limit))

    def test_each_filter_in_each_order(self):
        for (name, value, _), having in zip(FILTERS, self.having):
            for (sort, _), ordered in zip(ORDERS, self.ordered):
                ids = [id for id in ordered if id in having]
                found = self.quick([(name, value), ("sort", sort), ("limit", 100), ("total", 1)])
                self.assertEqual((ids[:100], len(ids)), ([t["id"] for t in found["tickets"]], found["pagination"]["total"]),
                                 (name, value, sort))

    def test_cursors_with_filters(self):
        for (name, value, _), having in zip(FILTERS, self.having):
            ids = [id for id in self.ordered[8] if id in having]
            self.assertEqual(ids, self.walked([(name, value), ("sort", ORDERS[8][0])], 50), (name, value))
            if name != "search":
                self.assertEqual(sorted(having), self.walked([(name, value)], 50))


class Cursors(SystemTest):
    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + "".join(ticket(n, user=1 + n % 2) for n in range(1, 31))
                + "UPDATE ost_api_key SET isactive = 1 WHERE id = 2")

    def start(self, query=""):
        answer = self.get("?limit=7&fields=id" + query)
        self.assertEqual(200, answer.status, answer.body)
        return answer

    def test_tell_no_total_unless_it_is_asked_for(self):
        self.assertEqual({"limit", "next_cursor"}, set(self.start().json["pagination"]))
        self.assertEqual(30, self.start("&total=1").json["pagination"]["total"])
        self.assertEqual(15, self.start("&total=1&user_id=1").json["pagination"]["total"])

    def test_links_lead_through_pages_and_cursors(self):
        for query, count in (("?limit=7", 30), ("?per_page=7", 30), ("?per_page=7&q=Subject+1&sort=-created", 11)):
            ids, address = [], query + "&fields=id"
            while address:
                answer = self.get(address)
                ids += [t["id"] for t in answer.json["tickets"]]
                links = re.findall(r'<[^>]*(\?[^>]*)>; rel="(\w+)"', answer.headers.get("link", ""))
                address = next((a for a, relation in links if relation == "next"), None)
            self.assertEqual((count, count), (len(ids), len(set(ids))), query)
        links = {relation: address for address, relation in
                 re.findall(r'<([^>]*)>; rel="(\w+)"', self.get("?page=3&per_page=7&_=1").headers["link"])}
        self.assertEqual({"next": RESOURCE + "?per_page=7&page=4", "prev": RESOURCE + "?per_page=7&page=2",
                          "first": RESOURCE + "?per_page=7&page=1", "last": RESOURCE + "?per_page=7&page=5"}, links)
        self.assertNotIn("link", self.get("?per_page=30").headers)

    def test_belong_to_their_list_and_their_key(self):
        cursor = self.start("&user_id=1&sort=-created").json["pagination"]["next_cursor"]
        self.assertEqual(200, self.get("?limit=3&sort=-created&user_id=1&include=details&cursor=" + cursor).status)
        broken = cursor[:-2] + ("A" if cursor[-2] != "A" else "B") + cursor[-1]
        for query in ("&cursor=" + cursor, "&user_id=2&sort=-created&cursor=" + cursor, "&user_id=1&sort=created&cursor=" + cursor,
                      "&user_id=1&sort=-created&cursor=" + broken, "&user_id=1&sort=-created&cursor=x",
                      "&user_id=1&sort=-created&cursor=" + "A" * 3000, "&user_id=1&sort=-created&q=S&cursor=" + cursor):
            answer = self.get("?limit=3" + query)
            self.assertEqual((400, "invalid_parameter", ["cursor"]),
                             (answer.status, answer.json["code"], list(answer.json["fields"])), query)
        other = self.sql("SELECT apikey FROM ost_api_key WHERE id = 2")[0][0]
        self.assertEqual(400, self.get("?limit=3&user_id=1&sort=-created&cursor=" + cursor, key=other).status)

    def test_outlive_a_restart(self):
        cursor = self.start().json["pagination"]["next_cursor"]
        self.httpd.stop()
        self.httpd.start()
        self.assertEqual([8, 9], self.ids("?limit=2&cursor=" + cursor))

    def test_what_is_no_value_is_refused(self):
        for query in ("?sort=nope", "?sort=id,id", "?sort=", "?sort=-", "?limit=x", "?limit=3&page=1", "?limit=3&per_page=3",
                      "?total=x", "?status_id=1,", "?status_id=!", "?state=nope", "?source=Fax", "?overdue=2",
                      "?created_since=yesterday", "?created_since=2025-02-30", "?created_since=2025-02-03T10:00:00",
                      "?created_since=2025-02-03T10:00:00%2B25:00", "?field.nope=1", "?field.=1", "?search=ab",
                      "?id=" + "1," * 100 + "1", "?number=1001&sort=id", "?number=1001&limit=1"):
            answer = self.get(query)
            if query == "?sort=":
                self.assertEqual(200, answer.status)
                continue
            self.assertEqual((400, "invalid_parameter", 1),
                             (answer.status, answer.json.get("code"), len(answer.json.get("fields", []))), query)


class Changing(SystemTest):
    """Cursors beside writers: what nobody changes is neither skipped nor repeated."""
    WRITERS, SECONDS, QUIET = 8, 6, 300
    written = 0  # roughly: the writers count without a lock

    @classmethod
    def fill(cls):
        # Every other ticket is left alone.
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + "".join(ticket(2 * n, status=1) for n in range(1, cls.QUIET + 1))
                + "".join(ticket(2 * n - 1, user=2) for n in range(1, cls.QUIET + 1))
                + "UPDATE ost_ticket SET created = created + INTERVAL ticket_id % 7 HOUR, updated = updated + INTERVAL"
                  " ticket_id % 5 HOUR")

    def write(self, seed, end, wrong):
        chance = random.Random(seed)
        while time.monotonic() < end:
            kind, odd = chance.random(), 2 * chance.randint(1, self.QUIET) - 1
            if kind < 0.4:
                status = self.create(email="person2@example.com").status
            elif kind < 0.8:
                status = self.send("PUT", "?id=%d" % odd, {"status_id": chance.choice([1, 2, 3, 6])}).status
            else:
                status = self.send("DELETE", "?id=%d" % odd).status
            if status not in (200, 201, 403, 404, 503):
                wrong.append(status)
            self.written += status in (200, 201)

    def test_readers_see_every_quiet_ticket_once(self):
        quiet, wrong, end, rounds = [2 * n for n in range(1, self.QUIET + 1)], [], time.monotonic() + self.SECONDS, 0
        writers = [threading.Thread(target=self.write, args=(seed, end, wrong)) for seed in range(self.WRITERS)]
        for writer in writers:
            writer.start()
        try:
            while time.monotonic() < end or not rounds:
                for sort in ("id", "-created", "updated", "number,-id", "-due", "priority"):
                    found, address = [], "?limit=40&fields=id&sort=" + sort
                    start, cursor = address, ""
                    while cursor is not None:
                        answer = self.get(address)
                        self.assertEqual(200, answer.status, answer.body)
                        found += [t["id"] for t in answer.json["tickets"]]
                        cursor = answer.json["pagination"]["next_cursor"]
                        address = "%s&cursor=%s" % (start, cursor)
                    self.assertEqual(quiet, sorted(id for id in found if id in set(quiet)), sort)
                rounds += 1
        finally:
            for writer in writers:
                writer.join()
        self.assertEqual([], wrong)
        print("    %d rounds through six orders beside some %d writes" % (rounds, self.written))


class LongChanging(Changing):
    SECONDS, only_with_all = 60, True


class Search(SystemTest):
    @classmethod
    def fill(cls):
        found = [("T", 1, "1001 Broken crane", ""), ("T", 2, "1002 Wet pallet", "crane-driver"), ("H", 1, "", "the crane crane crane"),
                 ("H", 2, "", "a secret lighthouse"), ("H", 3, "", "hidden buoy"), ("U", 1, "crane", "crane"),
                 ("H", 99, "", "crane of nobody")]
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + ticket(1) + ticket(2) + ticket(3)
                + entry(1, 3) + entry(2, 2, "N", 0, 1) + entry(3, 1, flags=68)
                + "INSERT INTO ost__search (object_type, object_id, title, content) VALUES"
                + ",".join("('%s', %d, %s, %s)" % (kind, n, sample.quoted(title), sample.quoted(text))
                           for kind, n, title, text in found)
                + ";UPDATE ost_api_key SET isactive = 1 WHERE id = 2")

    settings = "OsTicketKeyScope 2 read"

    def test_finds_subjects_and_threads_the_best_first(self):
        self.assertEqual({1, 2, 3}, set(self.ids("?search=crane")))
        self.assertEqual(3, self.ids("?search=crane")[0])
        self.assertEqual(3, self.get("?search=crane").json["pagination"]["total"])
        self.assertEqual([1, 2, 3], self.ids("?search=crane&sort=id"))
        self.assertEqual([2], self.ids("?search=lighthouse"))
        self.assertEqual([], self.ids("?search=nothing"))

    def test_takes_operators(self):
        self.assertEqual([1], self.ids("?search=%2Bcrane+%2Bbroken"))
        self.assertEqual([2, 3], sorted(self.ids("?search=%2Bcrane+-broken")))
        self.assertEqual([1], self.ids("?search=%22broken+crane%22"))
        self.assertEqual([2], self.ids("?search=%2Bpal*"))
        self.assertEqual([2], self.ids("?search=%2B(lighthouse+nothing)"))
        self.assertEqual([2], self.ids("?search=%2Bcrane-driver"))

    def test_stands_whatever_comes(self):
        for text in ("+++", "\"", "\"\"\"", "()", "+(", "a b", "@@@", "+foo-", "-foo", "~~~ ~~~", "%%%", "'; DROP TABLE x", "+a +b",
                     "\U0001F600\U0001F600", "\u5370\u5237\u673a", "+foo*bar", "<<<>>>", "*foo", "***", '"a b"*', "+foo\U0001F600", "+\U0001F600--bar", '"~~a-b>+)\n"', "foo@bar.example +baz", "\\\\\\"):
            expected = 200 if len(text.encode()) >= 3 else 400
            self.assertEqual(expected, self.get("?search=" + urllib.parse.quote(text)).status, text)

    def test_shows_no_ticket_by_its_notes_without_the_scope_and_none_by_what_is_hidden(self):
        key = self.sql("SELECT apikey FROM ost_api_key WHERE id = 2")[0][0]
        self.assertEqual([], self.get("?search=lighthouse", key=key).json["tickets"])
        self.assertEqual(3, len(self.get("?search=crane", key=key).json["tickets"]))
        self.assertEqual([], self.ids("?search=buoy"))
