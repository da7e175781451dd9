# SPDX-License-Identifier: MIT
"""What templates give of posts and threads, and of moments in all forms and zones."""
from variables import BARE, CLOSED, FULL, Expands

POSTS = {"message": "entry:1", "response": "entry:2", "note": "entry:3", "odd": "entry:4"}
NOON = 1748858400  # 2025-06-02 10:00:00


def entry(author, title, when, body):
    return ('<div style="border-top:1px solid #999;padding:8px 0"><p><strong>%s</strong> %s<br />%s</p>%s</div>'
            % (author, title, when, body))


class OfThreads(Expands):
    MESSAGE = entry("Dr. Jane Quincy Archer Jr.", "Leak &amp; noise", "Monday, June 2, 2025 at 9:00 AM", "<p>Water &amp; <b>steam</b></p>")
    RESPONSE = entry("Tomás Núñez", "", "Monday, June 2, 2025 at 10:00 AM",
                     '<div style="white-space:pre-wrap">One &lt;line&gt;\nand another</div>')
    OTHER = entry("Ben Oak", "", "Monday, June 2, 2025 at 12:00 PM", "(empty)")
    LAST = entry("Former agent", "", "Tuesday, June 3, 2025 at 12:30 AM", "Done")

    def test_a_post(self):
        self.check(FULL, POSTS, {
            "message": "<p>Water &amp; <b>steam</b></p>", "message.body": "<p>Water &amp; <b>steam</b></p>",
            "message.message": "<p>Water &amp; <b>steam</b></p>", "message.id": "1", "message.type": "M", "message.poster": "Jane Archer",
            "message.title": "Leak &amp; noise", "message.user": "Dr. Jane Quincy Archer Jr.",
            "message.user.email": "jane@blueline.example", "message.staff": "", "message.create_date": "6/2/25 9:00 AM", "message.update_date": "", "message.nothing": "",
            "message.ip_address": "",
            "response": '<div style="white-space:pre-wrap">One &lt;line&gt;\nand another</div>', "response.staff": "Tomás Núñez",
            "response.staff.dept": "Cranes", "response.user": "", "response.user.name": "", "response.type": "R", "response.title": "",
            "response.update_date.time": "10:20 AM", "note.type": "N", "note.poster": "Ines", "note.staff.name.first": "Ines",
            "odd": "(empty)", "odd.poster": "Ben &lt;Oak&gt;", "odd.title": ""})

    def test_the_files_of_a_post_come_with_the_message_under_their_own_names(self):
        files = "\nplan.pdf\nphoto.png\nlogo.png"
        self.check(FULL, POSTS, {"message.files": files, "message.files.more": files,
                                 "response.files": ""})

    def test_single_posts_of_a_thread(self):
        self.check(FULL, {}, {
            "ticket.thread.original": "<p>Water &amp; <b>steam</b></p>", "ticket.thread.original.body": "<p>Water &amp; <b>steam</b></p>",
            "ticket.thread.original.id": "", "ticket.thread.last_message": "(empty)", "ticket.thread.lastmessage": "(empty)",
            "ticket.thread.nothing": ""})
        self.check(CLOSED, {}, {"ticket.thread.original": "(empty)", "ticket.thread.last_message": "<p>Last</p>",
                                "ticket.thread.lastmessage.body": "<p>Last</p>", "ticket.thread.last_message.title": ""})

    def test_the_whole_correspondence(self):
        whole = self.MESSAGE + self.RESPONSE + self.OTHER + self.LAST
        self.check(FULL, {}, {
            "ticket.thread": whole, "ticket.thread.complete": whole, "ticket.thread.complete.nothing": "",
            "ticket.thread.complete.reversed": self.LAST + self.OTHER + self.RESPONSE + self.MESSAGE})
        self.check(BARE, {}, {"ticket.thread": "", "ticket.thread.complete.reversed": ""})

    def test_posts_that_osticket_hides_are_left_out(self):
        self.sql("UPDATE ost_thread_entry SET flags = flags | 4 WHERE id = 4")
        self.addCleanup(self.sql, "UPDATE ost_thread_entry SET flags = flags & ~4 WHERE id = 4")
        self.check(FULL, {}, {"ticket.thread": self.MESSAGE + self.RESPONSE + self.LAST,
                              "ticket.thread.last_message": "<p>Water &amp; <b>steam</b></p>"})

    def test_agents_are_not_named_where_the_desk_hides_them(self):
        self.set_for_now(hide_staff_name="1")
        self.check(FULL, {}, {"ticket.thread": self.MESSAGE + self.RESPONSE.replace("Tomás Núñez", "Staff") + self.OTHER
                              + self.LAST.replace("Former agent", "Staff")})


class OfMoments(Expands):
    def test_the_forms_of_a_moment(self):
        self.check(FULL, {"recipient": "text:Admin"}, {"ticket.create_date" + form: shown for form, shown in {
            "": "6/2/25 9:00 AM", ".short": "6/2/25", ".long": "6/2/25 9:00 AM", ".time": "9:00 AM",
            ".full": "Monday, June 2, 2025 at 9:00 AM", ".system": "6/2/25 9:00 AM", ".system.short": "6/2/25", ".system.time": "9:00 AM",
            ".system.full": "Monday, June 2, 2025 at 9:00 AM", ".system.long": "6/2/25 9:00 AM", ".user": "6/2/25 9:00 AM",
            ".user.time": "9:00 AM", ".from": "", ".nothing": "", ".system.nothing": "", ".system.user": "", ".short.more": ""}.items()})

    def test_which_moment_each_name_is(self):
        self.check(FULL, {}, {"ticket.due_date": "6/5/25 2:30 PM", "ticket.last_update": "6/3/25 10:15 AM", "ticket.close_date": ""})
        self.check(CLOSED, {}, {"ticket.due_date": "6/11/25 8:00 AM", "ticket.close_date": "6/10/25 11:00 AM",
                                "ticket.close_date.full": "Tuesday, June 10, 2025 at 11:00 AM"})
        self.check(BARE, {}, {"ticket.create_date.full": "Thursday, December 25, 2025 at 12:30 AM", "ticket.due_date.user.full": ""})

    def test_a_recipient_reads_his_own_zone(self):
        for recipient, shown in (("staff:2", "3:00 AM"), ("staff:1", "9:00 AM"), ("staff:77", "9:00 AM"), ("owner", "9:00 AM"),
                                 ("collaborator:2", "4:00 PM"), ("collaborator:4", "9:00 AM")):
            self.check(FULL, {"recipient": recipient}, {"ticket.create_date.user.time": shown, "ticket.create_date.time": "9:00 AM"})

    def test_the_zones_of_desk_and_database(self):
        self.set_for_now(default_timezone="America/New_York", db_timezone="Asia/Tokyo")
        self.check(FULL, {}, {"ticket.create_date": "6/1/25 6:00 PM", "ticket.create_date.system.time": "6:00 PM"})
        self.set_for_now(default_timezone="Nowhere/Land", db_timezone="UTC")
        self.check(FULL, {}, {"ticket.create_date": "6/2/25 7:00 AM"})

    def test_how_long_ago(self):
        for now, shown in ((7, "now"), (-3 * 3600, "3 hours ago"), (-90, "about a minute ago"), (90, "in about a minute")):
            self.check(FULL, {"response": "entry:4"}, {"response.create_date.humanize": "just now" if now == 7 else shown},
                       now=NOON + (0 if now == 7 else -now))

    def test_the_formats_of_the_desk(self):
        forms = ("short", "long", "time", "full")
        american, british = ("6/2/25", "6/2/25 9:00 AM", "9:00 AM", "Monday, June 2, 2025 at 9:00 AM"), (
            "02/06/2025", "02/06/2025 09:00", "09:00", "Monday, 2 June 2025 at 09:00")
        figures = ("2025-06-02", "2025-06-02 09:00", "09:00", "2025-06-02 09:00")
        for chosen, shown in (
                ({"default_locale": "en_US"}, american), ({"default_locale": "en"}, american), ({"default_locale": "en_GB"}, british),
                ({"default_locale": "de"}, figures), ({"system_language": "en_US"}, american), ({"system_language": "fr"}, figures),
                ({"date_formats": "24"}, ("6/2/25", "6/2/25 9:00 ", "9:00", "Monday, June 2, 2025 at 9:00")),
                ({"date_formats": "24", "default_locale": "en_GB"}, british),
                ({"date_formats": "custom", "date_format": "d.M.y", "datetime_format": "d.M.y H:mm", "time_format": "H.mm",
                  "daydatetime_format": ""}, ("2.6.2025", "2.6.2025 9:00", "9.00", "Monday, June 2, 2025 at 9:00 AM"))):
            with self.subTest(chosen=chosen):
                self.set_for_now(**chosen)
                self.check(FULL, {}, {"ticket.create_date." + form: text for form, text in zip(forms, shown)})
                self.doCleanups()
