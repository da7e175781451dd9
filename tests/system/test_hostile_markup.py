# SPDX-License-Identifier: MIT
"""Text that costs its reader more than it weighs, beside ordinary requests: none of them fails, no child ends."""
import threading

from harness import SystemTest, children_of

LARGE = 900000


def filled(unit, size=LARGE):
    return unit * (size // len(unit.encode()))


SHAPES = {
    "bold and stray end": filled("<b></p>"),
    "foreign and stray end": filled("<svg></p><math></p>"),
    "many attributes": "<p %s>x</p>" % " ".join("a%d" % n for n in range(120000)),
    "ampersands": filled("&"),
    "crossing ends": filled("<b>x</i><div></b><em></strong>"),
    "private character": "\ue000" + filled("x"),
}


class HostileMarkup(SystemTest):
    """With two connections, so that a transaction that waits for a clean-up would be felt."""
    settings = "OsTicketPoolSize 2\nDBDMax 2\nDBDKeep 2\nOsTicketPoolWait 30000"
    reference_ttl = 3600

    @classmethod
    def fill(cls):
        cls.sql("UPDATE ost_config SET value = '0' WHERE `key` = 'max_open_tickets'")

    def ordinary(self, done, failures):
        number = 0
        while not done.is_set():
            number += 1
            for answer, wanted in ((self.get("?per_page=5"), 200),
                                   (self.create(email="visitor%d@example.com" % number), 201)):
                if answer.status != wanted:
                    failures.append((answer.status, answer.body[:200]))

    def answers_beside_ordinary_requests(self, texts):
        failures, answers, done = [], [], threading.Event()
        ordinary = [threading.Thread(target=self.ordinary, args=(done, failures)) for _ in range(2)]
        hostile = [threading.Thread(target=lambda text=text: answers.append(self.create(**text))) for text in texts]
        for client in ordinary + hostile:
            client.start()
        for client in hostile:
            client.join()
        done.set()
        for client in ordinary:
            client.join()
        self.assertEqual([], failures)
        return answers

    def test_is_answered_and_disturbs_nobody(self):
        self.assertEqual(200, self.get().status, "so there is a child")
        children = children_of(self.httpd.process.pid)
        for field in ("message", "subject", "notes"):
            answers = self.answers_beside_ordinary_requests([{field: text} for text in SHAPES.values()])
            self.assertEqual(len(SHAPES), len(answers))
            for answer in answers:
                # What no column holds is refused by name; what is left of the others is a ticket.
                self.assertIn(answer.status, (201, 422), (field, answer.body[:300]))
                self.assertTrue(answer.status == 201 or field in answer.json["fields"], answer.body[:300])
        self.assertEqual(children, children_of(self.httpd.process.pid))

    def body_of(self, message):
        ticket = self.created(message=message)
        return self.sql("SELECT e.body FROM ost_thread_entry e JOIN ost_thread t ON t.id = e.thread_id"
                        " WHERE t.object_type = 'T' AND t.object_id = %d" % ticket)[0][0]

    def test_void_elements_are_no_depth(self):
        self.assertEqual(2001, self.body_of("\n".join(["line"] * 2002)).count("<br />"))
        body = self.body_of("<b>x</b>" + "<br>" * 2001)
        self.assertTrue(body.startswith("<b>x</b><br />"), body[:100])
        self.assertEqual(2001, body.count("<br />"))
