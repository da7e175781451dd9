# SPDX-License-Identifier: MIT
"""A help desk whose mail names its kind, its ticket and what was said, and the check that what deeds.py does is mailed once."""
import collections
import re
import time

from actors import DORA, EMIL

KINDS = {"ticket.autoresp": "message", "ticket.alert": "message", "message.autoresp": "ticket.id", "message.alert": "message",
         "ticket.activity.notice": "message", "note.alert": "note", "assigned.alert": "comments", "transfer.alert": "comments",
         "ticket.overdue": "comments", "ticket.reply": "response"}
SWITCHES = ("message_autoresponder message_autoresponder_collabs message_alert_active message_alert_dept_manager note_alert_active"
            " note_alert_assigned assigned_alert_team_members transfer_alert_active transfer_alert_dept_manager overdue_alert_active"
            " overdue_alert_dept_manager").split()
TEXT = re.compile(r"Acknowledged [0-9-]+, [0-9]+\.")
# Who has alerts, by department: agents, and members of the team.
AGENTS, TEAM = {EMIL: ("emil", 1), DORA: ("dora", None)}, (("ines", 1), ("tomas", 3))
TOLD_OF_NEW = ("emil", "fay", "ines", "admin")


def sql():
    """On top of sample.mail."""
    templates = ", ".join("(1, '%s', '%s', '<p>ticket %%{ticket.id}</p>%%{%s}', NOW(), NOW())" % (kind, kind, said)
                          for kind, said in KINDS.items())
    switches = ", ".join("('core', '%s', '1', NOW())" % name for name in SWITCHES)
    return ("UPDATE ost_department SET group_membership = 1; DELETE FROM ost_email_template;"
            " INSERT INTO ost_email_template (tpl_id, code_name, subject, body, created, updated) VALUES %s;"
            " INSERT INTO ost_config (namespace, `key`, value, updated) VALUES %s;" % (templates, switches))


def update_waiting(test, values, condition="1"):
    """Changes the messages that wait for an attempt."""
    test.sql("UPDATE ost_rest_outbox SET %s WHERE state = 'queued' AND claimed_by = '' AND %s" % (values, condition))


def await_sent(test, seconds=240):
    """Until nothing waits. Pauses are cut short, and what that costs in attempts is not counted; claims of killed processes end
    by themselves."""
    deadline = time.monotonic() + seconds
    while test.number("SELECT COUNT(*) FROM ost_rest_outbox WHERE state = 'queued'"):
        test.assertLess(time.monotonic(), deadline)
        update_waiting(test, "next_attempt = UTC_TIMESTAMP(), attempts = 0", "next_attempt > UTC_TIMESTAMP()")
        time.sleep(0.5)


def holders(deed, state):
    """Who hears of an activity because he has the ticket: surely, and at most. Once it is closed, of whom may see it."""
    closes = deed.effect.get("status_id") == "3"
    agents = [AGENTS[EMIL]] if state["staff_id"] == str(EMIL) and deed.path else []
    agents += TEAM if state["team_id"] == "1" else ()
    return ({name for name, dept in agents if not closes or str(dept) == state["dept_id"]}, {name for name, _ in agents})


def alerts(deed, state):
    """Kind -> the agents who hear of a deed: surely, and at most."""
    if deed.path == "/messages":
        return {"message.alert": ({"dora"}, {"dora"})}
    if deed.path in ("/replies", "/notes", "/referrals") or "status_id" in deed.body:
        return {"note.alert": holders(deed, state)}
    told = {"staff_id": {"emil"} if deed.body.get("staff_id") == EMIL else set(), "dept_id": {"dora"},
            "team_id": {name for name, _ in TEAM} if deed.body.get("team_id") else set()}
    return {kind: (told[name], told[name]) for name, kind in (("staff_id", "assigned.alert"), ("team_id", "assigned.alert"),
                                                              ("dept_id", "transfer.alert")) if name in deed.body}


def letters(deed, state):
    """Kind -> how many people outside get the one message."""
    if deed.path == "/replies":
        return {"ticket.reply": 1 + state["guests"]}
    return {"ticket.activity.notice": state["guests"]} if deed.path == "/messages" and state["guests"] else {}


class Mailed:
    """What has arrived, each Message-ID once: text or ticket -> kind -> a list of recipients for each message."""

    def __init__(self, mails):
        self.ids = collections.Counter(mail["Message-ID"] for _, _, mail in mails)
        self.found = collections.defaultdict(lambda: collections.defaultdict(list))
        for _, recipients, mail in {mail["Message-ID"]: (None, to, mail) for _, to, mail in mails}.values():
            body = mail.get_body(("html",)).get_content()
            of = TEXT.search(body) or re.search(r"ticket \d+", body)
            self.found[of.group(0)][mail["Subject"]].append(sorted(recipients))

    def repeats(self):
        return sum(self.ids.values()) - len(self.ids)

    def wrong_of(self, deed, state):
        """Why what was mailed of a deed that was done is not what has to be."""
        found = dict(self.found[deed.text])
        for kind, size in letters(deed, state).items():
            if [len(to) for to in found.pop(kind, [])] != [size]:
                return "not one %s to %d people" % (kind, size)
        for kind, (least, most) in alerts(deed, state).items():
            told = [to.partition("@")[0] for mail in found.pop(kind, []) for to in mail]
            if len(told) != len(set(told)) or not least <= set(told) <= most:
                return "%s to %s in place of %s" % (kind, told, sorted(most))
        return "mail for no reason: %s" % found if found else None

    def wrong_of_ticket(self, ticket, done):
        """The same of what no text of its own tells; `done` says of a deed whether it was."""
        found = dict(self.found.get("ticket %d" % ticket["id"], {}))
        if len(found.pop("ticket.autoresp", [])) != 1:
            return "not one answer to who opened it"
        if sorted(to.partition("@")[0] for mail in found.pop("ticket.alert", []) for to in mail) != sorted(TOLD_OF_NEW):
            return "not one alert for each agent"
        for kind, is_meant in (("message.autoresp", lambda deed: deed.path == "/messages"),
                               ("ticket.overdue", lambda deed: "is_overdue" in (deed.body or {}))):
            meant = [done(deed, outcome) for deed, outcome, _ in ticket["deeds"] if is_meant(deed)]
            count = len(found.pop(kind, []))
            if not meant.count(True) <= count <= len(meant) - meant.count(False):
                return "%d times %s" % (count, kind)
        return "mail for no reason: %s" % found if found else None

    def wrong(self, tickets, test):
        """What is wrong with the mail of all tickets, in sentences. Where an outcome is unknown, the rows tell it."""
        entries = {row[0] for row in test.sql("SELECT DISTINCT body FROM ost_thread_entry")}
        there = {"ticket " + row[0] for row in test.sql("SELECT ticket_id FROM ost_ticket")}
        wrong, known = [], there.union("ticket %s" % ticket.get("id") for ticket in tickets)

        def done(deed, outcome):
            return {"done": True, "refused": False}.get(outcome, deed.text in entries if deed.text else None)
        for ticket in (ticket for ticket in tickets if ticket.get("id")):
            complaints = [self.wrong_of_ticket(ticket, done)] if "gone" not in ticket["maybe"] else []
            for deed, outcome, state in ticket["deeds"]:
                if not deed.text or (outcome == "unknown" and "gone" in ticket["maybe"]):
                    continue
                known.add(deed.text)
                was_done = done(deed, outcome)
                complaints.append(self.wrong_of(deed, state) if was_done else self.found.get(deed.text))
            wrong += ["%s: %s" % (complaint, ticket["subject"]) for complaint in complaints if complaint]
        return wrong + sorted(set(self.found) - known)
