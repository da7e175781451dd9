# SPDX-License-Identifier: MIT
"""What an agent does to a ticket while servers die: each deed with a text of its own, and what it leaves of it when it is
done whole. A ticket whose last deed has an unknown outcome is left alone; it is as it was before, or as it is afterwards."""
from actors import DORA, EMIL

OWNERS, GUESTS = (910, 911), (920, 921, 922)
# What is looked at of a ticket, by name; the last are counts.
STATE = """
SELECT t.ticket_id, t.status_id, t.staff_id, t.team_id, t.dept_id, t.topic_id, t.sla_id, t.source, t.user_id, t.isanswered,
  IFNULL(t.duedate, ''), IFNULL(t.ticket_pid, 0), t.flags, IFNULL(c.priority, 0), IFNULL(c.berth, ''),
  c.subject LIKE '% again', h.object_type,
  (SELECT COUNT(*) FROM ost_thread_entry e WHERE e.thread_id = h.id AND e.type = 'R'),
  (SELECT COUNT(*) FROM ost_thread_entry e WHERE e.thread_id = h.id AND e.type = 'N'),
  (SELECT COUNT(*) FROM ost_thread_entry e WHERE e.thread_id = h.id AND e.type = 'M'),
  (SELECT COUNT(*) FROM ost_thread_event e WHERE e.thread_id = h.id),
  (SELECT COUNT(*) FROM ost_thread_collaborator p WHERE p.thread_id = h.id)
FROM ost_ticket t JOIN ost_thread h ON h.object_id = t.ticket_id LEFT JOIN ost_ticket__cdata c ON c.ticket_id = t.ticket_id"""
COLUMNS = ("status_id staff_id team_id dept_id topic_id sla_id source user_id is_answered due parent flags priority berth again"
           " thread replies notes messages events guests").split()
COUNTS = COLUMNS[-5:]
# The members of a change, each with the values it changes between.
MEMBERS = {
    "topic_id": (1, 5), "dept_id": (1, 2), "staff_id": (EMIL, DORA, 0), "team_id": (1, 0), "priority_id": (3, 4), "sla_id": (2, 1),
    "due": ("2036-05-04 10:00:00", "2037-05-04 10:00:00"), "source": ("Phone", "Other"), "user_id": OWNERS, "berth": ("12 West", "3"),
    "is_answered": (True, False),
}


def sql(table="ost_"):
    """The people whom deeds name, and the manager who may mark as overdue."""
    people = "".join("INSERT INTO {0}user (id, org_id, default_email_id, status, name, created, updated) VALUES (%d, 0, %d, 0, 'Person %d',"
                     " NOW(), NOW()); INSERT INTO {0}user_email (id, user_id, flags, address) VALUES (%d, %d, 0, 'p%d@example.com');"
                     % ((id,) * 6) for id in OWNERS + GUESTS)
    return (people + "UPDATE {0}department SET manager_id = %d;" % DORA).format(table)


class Deed:
    """A request, the text that its entry holds, and what it changes: values by their names, counts by how much they grow."""

    def __init__(self, method, path, body, text=None, status=200, **effect):
        self.method, self.path, self.body, self.text, self.status, self.effect = method, path, body, text, status, effect
        self.done = lambda: None


def change(ticket, text, chance):
    """One member of a ticket, with comments where its change takes them."""
    name = chance.choice(sorted(MEMBERS))
    shown = {"priority_id": "priority"}.get(name, name)
    value = chance.choice([v for v in MEMBERS[name] if str(int(v) if isinstance(v, bool) else v) != ticket["state"].get(shown)])
    effect = {shown: str(int(value) if isinstance(value, bool) else value), "notes": 1, "events": 1}
    body = {name: value, "comments": text}
    if name == "user_id":
        del body["comments"], effect["notes"]
        return Deed("PATCH", "", body, **effect)
    if name == "is_answered":
        effect.update(notes=2, events=0)
    return Deed("PATCH", "", body, text, **effect)


def several(ticket, text, chance):
    number = str(chance.randint(4, 1000000))
    return Deed("PATCH", "", {"berth": number, "subject": ticket["subject"] + " again", "status_id": 3, "comments": text}, text,
                berth=number, again="1", status_id="3", staff_id=str(DORA), notes=1,
                events=3 if ticket["state"].get("again") != "1" else 2)


def guest(ticket, text, chance):
    """One more collaborator, or one less."""
    there = ticket.setdefault("guests", set())
    id = chance.choice(GUESTS)
    if id in there:
        deed = Deed("DELETE", "/collaborators/%d" % id, None, guests=-1, events=1)
    else:
        deed = Deed("POST", "/collaborators", {"user_id": id}, status=201, guests=1, events=1)
    deed.done = lambda: there.symmetric_difference_update({id})
    return deed


def once(name, make):
    """For what is done to a ticket once."""
    def choose(ticket, text, chance):
        if name in ticket:
            return change(ticket, text, chance)
        deed = make(ticket, text, chance)
        deed.done = lambda: ticket.update({name: True})
        return deed
    return choose


def reopening(ticket, text):
    return Deed("PATCH", "", {"status_id": 1, "comments": text}, text, status_id="1", is_answered="0", notes=1, events=1)


DEEDS = (
    lambda ticket, text, chance: Deed("POST", "/replies", {"message": text, "claim": False}, text, 201, replies=1, is_answered="1"),
    lambda ticket, text, chance: Deed("POST", "/replies", {"message": text, "status_id": 3}, text, 201, replies=1, is_answered="1",
                                      status_id="3", staff_id=str(DORA), events=1),
    lambda ticket, text, chance: Deed("POST", "/notes", {"message": text}, text, 201, notes=1),
    lambda ticket, text, chance: Deed("POST", "/messages", {"message": text}, text, 201, messages=1, is_answered="0"),
    change, change, change, several, guest,
    once("overdue", lambda ticket, text, chance: Deed("PATCH", "", {"is_overdue": True}, notes=1, events=1)),
    once("referred", lambda ticket, text, chance: Deed("POST", "/referrals", {"dept_id": 3, "comments": text}, text, 201, notes=1, events=1)),
)


def after(state, effect):
    """What a ticket of that state is when a deed is done."""
    return dict(state, **{name: state[name] + value if name in COUNTS else value for name, value in effect.items()})


def found(row):
    """A row of STATE as the state of a ticket."""
    state = dict(zip(COLUMNS, row[1:]))
    state.update((name, int(state[name])) for name in COUNTS)
    return state


def differences(ticket, row):
    """How a ticket's row differs from what its deeds have left of it, as far as they have; None when nothing does."""
    there = found(row)
    whole = [ticket["state"]] + ([after(ticket["state"], ticket["pending"])] if "pending" in ticket else [])
    wrong = [{name: (value, there[name]) for name, value in state.items() if value not in (None, there[name])} for state in whole]
    return None if {} in wrong else wrong
