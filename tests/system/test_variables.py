# SPDX-License-Identifier: MIT
"""What templates give of tickets, people and what administrators set up."""
import base64
import hashlib
import struct
import urllib.parse

from variables import BARE, CLOSED, FULL, LOST, SALT, Expands


def letters(data):
    """osTicket's base 32, in letters of its own and without padding."""
    standard = base64.b32encode(data).decode().rstrip("=")
    return standard.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "abcdefghijklmnopqrstuvwxyz012345"))


class OfTickets(Expands):
    def test_of_a_ticket_that_has_all(self):
        self.check(FULL, {}, {
            "ticket": "H-0001", "ticket.number": "H-0001", "ticket.id": "1", "ticket.ip": "192.0.2.44", "ticket.source": "Web",
            "ticket.assigned": "Tomás Núñez/Night watch", "ticket.assignee": "Tomás Núñez", "ticket.assignee.email":
            "tomas@harbour.example", "ticket.staff": "Tomás Núñez", "ticket.team": "Night watch", "ticket.dept": "Cranes",
            "ticket.topic": "Hoists &amp; ropes", "ticket.status": "Open", "ticket.sla": "Four hours",
            "ticket.phone": "(555) 123-4567 x89", "ticket.phone_number": "(555) 123-4567 x89",
            "ticket.name": "Dr. Jane Quincy Archer Jr.", "ticket.user": "Dr. Jane Quincy Archer Jr.", "ticket.email": "jane@blueline.example",
            "ticket.client_link": "http://harbour.example/view.php?t=H-0001",
            "ticket.staff_link": "http://harbour.example/scp/tickets.php?id=1", "url": "http://harbour.example"})

    def test_of_a_ticket_that_has_nothing(self):
        self.check(BARE, {}, dict.fromkeys(
            ("ticket.ip", "ticket.assigned", "ticket.assignee", "ticket.staff", "ticket.team", "ticket.topic", "ticket.sla",
             "ticket.due_date", "ticket.due_date.short", "ticket.close_date", "ticket.last_update", "ticket.staff.name.first",
             "ticket.team.lead.name", "ticket.topic.parent.name", "ticket.dept.parent", "ticket.dept.manager.email",
             "ticket.user.organization", "ticket.user.organization.manager.name", "ticket.nothing", "ticket.dept.nothing",
             "ticket.thread.complete", "ticket.thread.original", "ticket.thread.last_message.body"), "") | {
            "ticket": "H-0002", "ticket.name": "cleo.finch", "ticket.user": "cleo.finch", "ticket.dept": "Front Desk",
            "ticket.recipients": "cleo.finch"})

    def test_of_a_ticket_whose_rows_are_gone(self):
        self.check(LOST, {}, dict.fromkeys(
            ("ticket.assigned", "ticket.assignee", "ticket.staff", "ticket.team", "ticket.dept", "ticket.topic", "ticket.sla",
             "ticket.status", "ticket.status.state", "ticket.close_date", "ticket.dept.members"), "") | {"ticket.id": "4"})

    def test_nobody_has_a_ticket_that_is_closed(self):
        self.check(CLOSED, {}, {"ticket.assigned": "Olga Petrova/Night watch", "ticket.assignee": "", "ticket.staff": "Olga Petrova",
                                "ticket.status.id": "3", "ticket.status.name": "Closed", "ticket.status.state": "closed"})

    def test_the_team_has_an_open_ticket_without_an_agent(self):
        self.addCleanup(self.sql, "UPDATE ost_ticket SET staff_id = 2 WHERE ticket_id = 1")
        self.sql("UPDATE ost_ticket SET staff_id = 0 WHERE ticket_id = 1")
        self.check(FULL, {}, {"ticket.assigned": "Night watch", "ticket.assignee": "Night watch", "ticket.assignee.lead.email":
                              "ines@harbour.example", "ticket.assignee.email": ""})

    def test_what_the_desk_has_set_up(self):
        self.check(FULL, {}, {
            "ticket.dept.id": "3", "ticket.dept.name": "Cranes", "ticket.dept.parent": "Workshop", "ticket.dept.parent.id": "2",
            "ticket.dept.parent.parent": "", "ticket.dept.sla": "Four hours", "ticket.dept.manager": "Tomás Núñez",
            "ticket.dept.signature": "<p>Crane <b>crew</b></p>", "ticket.dept.members": "Ines Brandt, Tomás Núñez",
            "ticket.dept.members.emails": "ines@harbour.example, tomas@harbour.example",
            "ticket.team.id": "1", "ticket.team.name": "Night watch", "ticket.team.lead": "Ines Brandt",
            "ticket.team.members.full": "Ines Brandt &lt;ines@harbour.example&gt;, Tomás Núñez &lt;tomas@harbour.example&gt;",
            "ticket.topic.id": "6", "ticket.topic.name": "Hoists &amp; ropes", "ticket.topic.fullname": "Cranes / Hoists &amp; ropes",
            "ticket.topic.dept.name": "Cranes", "ticket.topic.parent": "Cranes", "ticket.topic.parent.parent.name": "",
            "ticket.topic.sla": "", "ticket.sla.id": "2", "ticket.sla.name": "Four hours", "ticket.sla.graceperiod": "4",
            "ticket.status.id": "1", "ticket.status.name": "Open", "ticket.status.state": "open"})

    def test_members_stand_in_the_order_of_their_names(self):
        self.set_for_now(agent_name_format="lastfirst")
        self.sql("UPDATE ost_staff SET lastname = 'Zimmer' WHERE staff_id = 1")
        self.addCleanup(self.sql, "UPDATE ost_staff SET lastname = 'Brandt' WHERE staff_id = 1")
        self.check(FULL, {}, {"ticket.team.members": "Núñez, Tomás, Zimmer, Ines", "ticket.staff": "Núñez, Tomás",
                              "ticket.staff.name": "Núñez, Tomás", "ticket.staff.name.first": "Tomás"})

    def test_links_and_tokens_need_what_they_are_made_of(self):
        self.set_for_now(helpdesk_url="")
        self.check(FULL, {}, {"url": "", "ticket.staff_link": "/scp/tickets.php?id=1"})
        self.assertEqual([""], self.expand((FULL, "%{ticket.auth_token}"), salt=""))

    def test_the_token_of_a_ticket(self):
        """Of its id, the owner's address and the salt (Ticket::getOldAuthToken)."""
        self.check(FULL, {}, {"ticket.auth_token": hashlib.md5(("1jane@blueline.example" + SALT).encode()).hexdigest()})


class OfPeople(Expands):
    def test_a_name_in_all_its_forms(self):
        self.check(FULL, {}, {"ticket.name." + form: name for form, name in {
            "first": "Jane", "last": "Archer", "middle": "Quincy", "full": "Jane Archer", "legal": "Jane Q. Archer",
            "lastfirst": "Archer, Jane, Jr.", "formal": "Dr. Archer", "short": "Jane A.", "shortformal": "J. Archer",
            "complete": "Dr. Jane Q. Archer Jr.", "original": "Dr. Jane Quincy Archer Jr.", "FIRST": "Jane", "salutation": "",
            "first.more": ""}.items()})

    def test_the_name_of_a_user_has_the_form_that_is_set(self):
        self.set_for_now(client_name_format="lastfirst")
        self.check(FULL, {"recipient": "owner"}, {"ticket.name": "Archer, Jane, Jr.", "ticket.user": "Archer, Jane, Jr.",
                                                  "ticket.user.name": "Archer, Jane, Jr.", "recipient": "Archer, Jane, Jr.",
                                                  "ticket.email.personal": "Archer, Jane, Jr."})

    def test_an_address_and_its_parts(self):
        self.check(FULL, {}, {
            "ticket.email.mailbox": "jane", "ticket.email.domain": "blueline.example", "ticket.email.host": "blueline.example",
            "ticket.email.personal": "Dr. Jane Quincy Archer Jr.", "ticket.email.nothing": "", "ticket.user.email.mailbox": "jane"})
        self.check(LOST, {}, {"ticket.email": "elsewhere", "ticket.email.domain": "", "ticket.email.mailbox": "elsewhere",
                              "ticket.name": "Eve O'Hara"})

    def test_a_user(self):
        self.check(FULL, {}, {
            "ticket.user.id": "1", "ticket.user.name.first": "Jane", "ticket.user.email": "jane@blueline.example",
            "ticket.user.organization": "Blue Line", "ticket.user.phone": "5551234567X89", "ticket.user.ship": "Heron &amp; Co",
            "ticket.user.SHIP": "Heron &amp; Co", "ticket.user.berth": "", "ticket.user.nothing": ""})
        self.check(BARE, {}, {"ticket.user.phone": "12", "ticket.phone": "12", "ticket.user.ship": "", "ticket.user.id": "3"})

    def test_an_organization(self):
        self.check(FULL, {}, {"ticket.user.organization." + name: value for name, value in {
            "id": "1", "name": "Blue Line", "manager": "Tomás Núñez", "manager.email": "tomas@harbour.example",
            "members": "Ben Oak, Dr. Jane Quincy Archer Jr.", "members.emails": "ben@blueline.example, jane@blueline.example",
            "contacts": "Dr. Jane Quincy Archer Jr.", "contacts.full": "Dr. Jane Quincy Archer Jr. &lt;jane@blueline.example&gt;",
            "address": "<p>Quay 4</p>", "phone": "5550001111", "nothing": ""}.items()})

    def test_the_manager_of_an_organization_is_an_agent_a_team_or_nobody(self):
        self.check(CLOSED, {}, {"ticket.user.organization.manager": "Night watch", "ticket.user.organization.contacts": "",
                                "ticket.user.organization.manager.lead": "Ines Brandt"})
        self.check(LOST, {}, {"ticket.user.organization": "Free Line", "ticket.user.organization.manager": ""})
        for manager, shown in (("s77", ""), ("t77", ""), ("s", ""), ("s1", "Ines Brandt")):
            self.sql("UPDATE ost_organization SET manager = '%s' WHERE id = 3" % manager)
            self.check(LOST, {}, {"ticket.user.organization.manager": shown})

    def test_an_organization_that_is_gone(self):
        self.addCleanup(self.sql, "UPDATE ost_user SET org_id = 3 WHERE id = 5")
        self.sql("UPDATE ost_user SET org_id = 77 WHERE id = 5")
        self.check(LOST, {}, {"ticket.user.organization": "", "ticket.user.organization.name": ""})

    def test_the_company(self):
        self.check(FULL, {}, {"company": "Harbour &amp; Sons", "company.name": "Harbour &amp; Sons",
                              "company.website": "https://harbour.example", "company.ship": "", "company.nothing": ""})

    def test_an_agent(self):
        self.check(FULL, {"assignee": "staff:2", "staff": "staff:1", "nobody": "staff:77"}, {
            "assignee": "Tomás Núñez", "assignee.id": "2", "assignee.name": "Tomás Núñez", "assignee.name.last": "Núñez",
            "assignee.email": "tomas@harbour.example", "assignee.email.domain": "", "assignee.username": "tomas",
            "assignee.dept": "Cranes", "assignee.dept.manager.dept.parent.name": "Workshop", "assignee.phone": "(555) 765-4321",
            "assignee.mobile": "555-1234", "assignee.signature": "<p>Tomás</p>", "assignee.timezone": "America/New_York",
            "assignee.passwd": "", "staff.phone": "+49 30 1234", "staff.mobile": "", "staff.signature": "", "staff.timezone": "",
            "nobody": "", "nobody.name.first": ""})

    def test_those_who_hear_of_a_ticket(self):
        self.check(FULL, {}, {
            "ticket.recipients": "Dr. Jane Quincy Archer Jr., Ben Oak, Eve O'Hara", "ticket.recipients.emails":
            "jane@blueline.example, ben@blueline.example, elsewhere", "ticket.recipients.nothing": ""})


class OfRecipients(Expands):
    LINK = "http://harbour.example/view.php?"

    def test_the_owner(self):
        self.check(FULL, {"recipient": "owner"}, {
            "recipient": "Dr. Jane Quincy Archer Jr.", "recipient.id": "1", "recipient.name.first": "Jane",
            "recipient.email.mailbox": "jane", "recipient.organization.name": "Blue Line", "recipient.ship": "Heron &amp; Co",
            "recipient.nothing": "", "recipient.ticket_link": self.LINK + "id=1"})

    def test_a_collaborator(self):
        self.check(FULL, {"recipient": "collaborator:2"}, {
            "recipient": "&quot;Ben Oak&quot; &lt;ben@blueline.example&gt;", "recipient.email": "ben@blueline.example",
            "recipient.ticket_link": "http://harbour.example/tickets.php?id=1"})

    def test_an_agent_and_one_with_a_name_only(self):
        self.check(FULL, {"recipient": "staff:2"}, {"recipient.name.first": "Tomás", "recipient.ticket_link": ""})
        self.check(FULL, {"recipient": "staff:77"}, {"recipient": "", "recipient.name": ""})
        self.check(FULL, {"recipient": "text:Admin"}, {"recipient": "Admin", "recipient.name.first": "Admin"})

    def test_the_link_of_one_who_is_alone_carries_a_token(self):
        # Ticket::getAuthToken: who and which ticket in osTicket's base 32, then the end of a digest.
        digest = base64.b64encode(hashlib.md5(("32025-12-24 23:30:002" + SALT).encode()).digest()).decode()[8:]
        token = "o1x" + letters(struct.pack("<II", 3, BARE)) + digest
        self.check(BARE, {"recipient": "owner"}, {"recipient.ticket_link": self.LINK + "auth=" + urllib.parse.quote(token, safe="")})
        self.set_for_now(allow_auth_tokens="0")
        self.check(BARE, {"recipient": "owner"}, {"recipient.ticket_link": self.LINK + "id=2"})
        self.assertEqual([self.LINK + "id=2"], self.expand((BARE, "%{recipient.ticket_link}", {"recipient": "owner"}), salt=""))


class OfNames(Expands):
    def test_what_no_template_offers_stays_or_is_nothing(self):
        given = ("%{nobody.name} %{Ticket.number} %{ticket.number} %{ticket..number} %{ticket.number.more} %{ticket.} %{t} %{1x} %%{url}"
                 " %%7Bticket.id%7D %{ticket.id%7D %{url.what.ever} %{ticket.id")
        self.assertEqual(["%{nobody.name} %{Ticket.number} H-0001   H-0001 %{t} %{1x} %http://harbour.example 1 1 http://harbour.example"
                          " %{ticket.id"], self.expand((FULL, given)))

    def test_a_line_has_neither_markup_nor_breaks(self):
        roots = {"message": "entry:2", "note": "entry:3", "signature": "markup:<p>Us &amp; <b>you</b></p>", "poster": "text:a\r\nBcc: <b>"}
        job = {"ticket": FULL, "roots": roots, "line": True, "text": "%{signature}|%{poster}|%{ticket.topic}|%{note}"}
        self.assertEqual(["Us & you|aBcc: <b>|Hoists & ropes|Only for us"], self.expand(job))
