# SPDX-License-Identifier: MIT
"""What templates give of the answers in forms, of every type of field."""
from variables import BARE, CLOSED, FULL, Expands, rows

FIELDS = rows(
    "form", "id, type, title, name, created, updated", "(6, 'G', 'Everything', 'all', NOW(), NOW())",
    "(7, 'L1', 'Of a quay', '', NOW(), NOW())") + rows(
    "form_field", "id, form_id, sort, label, created, updated, type, name, configuration", *(
        "(%d, %d, %d, 'A field', NOW(), NOW(), %s)" % (n, 7 if n > 85 else 6, n, rest) for n, rest in {
            60: "'text', 'Colour', ''", 61: "'memo', 'story', ''", 62: "'memo', 'plain_story', '{\"html\":false}'",
            63: "'phone', 'call', ''", 64: "'bool', 'wet', ''", 65: "'bool', 'dry', ''",
            66: "'datetime', 'day', '{\"time\":false}'", 67: "'datetime', 'moment', '{\"time\":true}'",
            68: "'datetime', 'abroad', '{\"time\":true,\"timezone\":\"Asia/Tokyo\"}'",
            69: "'datetime', 'everywhere', '{\"time\":true,\"gmt\":true,\"timezone\":\"Asia/Tokyo\"}'",
            70: "'choices', 'load', '{\"choices\":\"light:Up to 5 t\\\\nheavy:More than 5 t\"}'",
            71: "'choices', 'loads', '{\"choices\":\"light:Up to 5 t\",\"multiselect\":true}'", 72: "'timezone', 'zone', ''",
            73: "'list-1', 'quay', ''", 74: "'list-1', 'quays', '{\"multiselect\":true}'", 75: "'priority', 'urgency', ''",
            76: "'topic', 'matter', ''", 77: "'department', 'unit', ''", 78: "'assignee', 'keeper', ''", 79: "'assignee', 'crew', ''",
            80: "'files', 'papers', ''", 81: "'plugin', 'extra', ''", 82: "'text', 'berth', ''", 83: "'text', 'ip', ''",
            84: "'text', '', ''", 85: "'memo', 'tagless', 'no JSON'",
            86: "'text', 'depth', ''", 87: "'priority', 'rank', ''", 88: "'choices', 'surface', '{\"choices\":\"a:Asphalt\"}'",
            89: "'list-1', 'twin', ''", 90: "'memo', 'hints', ''", 91: "'topic', 'about', ''"}.items()))

ANSWERS = {
    60: "red & blue", 61: "<p>Tall <script>x()</script><b>tale</b></p>", 62: "<b>so</b> it is", 63: "5551234567X89", 64: "1", 65: "0",
    66: "2025-06-05 00:00:00 CEST", 67: "2025-06-05 14:30:00 EDT", 68: "2025-06-05 14:30:00 JST", 69: "2025-06-05 14:30:00 JST",
    70: '{"heavy":"Once called so"}', 71: '{"light":"Up to 5 t","heavy":"Once offered"}', 72: '{"Europe/Berlin":"Europe / Berlin"}',
    73: '{"1":"North quay"}', 74: '{"2":"South quay","1":"North quay","77":"Gone"}', 75: "Once called so", 76: "Once called so",
    77: "Cranes", 78: '{"s2":"Somebody"}', 79: '{"t1":"Night watch"}', 80: '{"1":"plan.pdf","2":"boiler & pump.png"}', 81: "of a plug-in",
    82: "B 12", 83: "", 84: "without a name", 85: "a < b"}
IDS = {75: 3, 76: 6, 77: 3}
# Of list items: what each type stores, an object, a value with an id, or a plain value.
PROPERTIES = ('{"86":"12 m","87":["High",3],"88":{"a":"Asphalt"},"89":{"2":"South quay"},"90":"<i>Mind</i> the gap","91":["Cranes",5]}',
              '{"86":"9 m","87":null,"88":["a","b","c"],"90":""}')


def stored(entry, answers):
    def quoted(text):
        return "NULL" if text is None else "'%s'" % text.replace("'", "''")
    return rows("form_entry_values", "entry_id, field_id, value, value_id",
                *("(%d, %d, %s, %s)" % (entry, field, quoted(text), IDS.get(field, "NULL") if text else "NULL")
                  for field, text in answers.items()))


class OfAnswers(Expands):
    @classmethod
    def fill(cls):
        super().fill()
        cls.sql(FIELDS + rows(
            "form_entry", "id, form_id, object_id, object_type, sort, created, updated", "(10, 2, 1, 'T', 1, NOW(), NOW())",
            "(11, 6, 1, 'T', 2, NOW(), NOW())", "(12, 6, 2, 'T', 1, NOW(), NOW())", "(13, 6, 3, 'T', 1, NOW(), NOW())")
            + stored(10, {10: "Crane & hook", 12: None, 13: "A 1"}) + stored(11, ANSWERS) + stored(12, dict.fromkeys(ANSWERS))
            + stored(13, {66: "no date", 67: "", 70: "light", 73: '{"3":"Old quay"}', 75: "None", 78: "1", 79: '{"t77":"Gone crew"}',
                          80: "false", 83: "192.0.2.99"})
            + "UPDATE ost_list_items SET properties = '%s' WHERE id = 1; UPDATE ost_list_items SET properties = '%s' WHERE id = 2;"
              " UPDATE ost_form_entry_values SET value_id = 77 WHERE entry_id = 13 AND field_id = 75;" % PROPERTIES)

    def test_texts(self):
        self.check(FULL, {}, {
            "ticket.subject": "Crane &amp; hook", "ticket.colour": "red &amp; blue", "ticket.COLOUR": "red &amp; blue",
            "ticket.story": "<p>Tall <b>tale</b></p>", "ticket.plain_story": "&lt;b&gt;so&lt;/b&gt; it is", "ticket.tagless": "a &lt; b",
            "ticket.call": "5551234567X89", "ticket.wet": "1", "ticket.dry": "", "ticket.extra": "of a plug-in",
            "ticket.colour.more": "", "ticket.field.84": "", "ticket.priority": ""})

    def test_of_two_fields_of_one_name_a_ticket_gives_the_last(self):
        self.check(FULL, {}, {"ticket.berth": "B 12"})

    def test_an_answer_goes_before_a_property_of_that_name_if_it_says_something(self):
        self.check(FULL, {}, {"ticket.ip": "192.0.2.44"})
        self.check(CLOSED, {}, {"ticket.ip": "192.0.2.99"})

    def test_a_date_is_shown_in_the_zone_it_is_stored_in(self):
        self.check(FULL, {"recipient": "staff:2"}, {
            "ticket.day": "6/5/25", "ticket.day.long": "6/5/25 12:00 AM", "ticket.day.system": "6/5/25 12:00 AM",
            "ticket.moment": "6/5/25 2:30 PM EDT", "ticket.moment.long": "6/5/25 2:30 PM", "ticket.moment.short": "6/5/25",
            "ticket.moment.time": "2:30 PM", "ticket.moment.full": "Thursday, June 5, 2025 at 2:30 PM",
            "ticket.moment.system": "6/5/25 8:30 PM", "ticket.moment.user": "6/5/25 2:30 PM", "ticket.moment.user.time": "2:30 PM",
            "ticket.abroad": "6/5/25 2:30 PM JST", "ticket.abroad.system.time": "7:30 AM", "ticket.abroad.user.full":
            "Thursday, June 5, 2025 at 1:30 AM", "ticket.everywhere": "6/5/25 7:30 AM"})
        self.check(CLOSED, {}, {"ticket.day": "", "ticket.moment": "", "ticket.moment.system.short": ""})

    def test_choices(self):
        self.check(FULL, {}, {"ticket.load": "More than 5 t", "ticket.loads": "Up to 5 t, Once offered", "ticket.zone": "Europe / Berlin"})
        self.check(CLOSED, {}, {"ticket.load": "Up to 5 t"})
        self.addCleanup(self.sql, "UPDATE ost_form_entry_values SET value = 'light' WHERE entry_id = 13 AND field_id = 70")
        self.sql("UPDATE ost_form_entry_values SET value = '{\"gone\":\"Gone\"}' WHERE entry_id = 13 AND field_id = 70")
        self.check(CLOSED, {}, {"ticket.load": ""})

    def test_rows(self):
        self.check(FULL, {}, {"ticket.urgency": "High", "ticket.matter": "Cranes / Hoists &amp; ropes", "ticket.unit": "Workshop / Cranes",
                              "ticket.keeper": "Tomás Núñez", "ticket.crew": "Night watch"})
        self.check(CLOSED, {}, {"ticket.urgency": "", "ticket.keeper": "Ines Brandt", "ticket.crew": ""})

    def test_files(self):
        self.check(FULL, {}, {"ticket.papers": "plan.pdf, boiler &amp; pump.png", "ticket.papers.names": "plan.pdf, boiler &amp; pump.png",
                              "ticket.papers.nothing": "", "ticket.papers.files": "\nplan.pdf\nboiler & pump.png"})
        self.check(CLOSED, {}, {"ticket.papers": "", "ticket.papers.files": "", "ticket.papers.names": ""})

    def test_items_of_lists(self):
        self.check(FULL, {}, {
            "ticket.quay": "North quay", "ticket.quay.value": "North quay", "ticket.quay.name": "North quay", "ticket.quay.abbrev": "N",
            "ticket.quay.depth": "12 m", "ticket.quay.rank": "High", "ticket.quay.surface": "Asphalt", "ticket.quay.twin": "South quay",
            "ticket.quay.twin.depth": "9 m", "ticket.quay.hints": "<i>Mind</i> the gap", "ticket.quay.about": "Cranes",
            "ticket.quay.nothing": "", "ticket.quay.depth.more": ""})
        self.check(FULL, {}, {
            "ticket.quays": "North quay,South quay", "ticket.quays.depth": "12 m,9 m", "ticket.quays.abbrev": "N,S",
            "ticket.quays.rank": "High", "ticket.quays.twin": "South quay", "ticket.quays.twin.depth": "", "ticket.quays.hints":
            "&lt;i&gt;Mind&lt;/i&gt; the gap", "ticket.quays.nothing": ""})
        self.check(CLOSED, {}, {"ticket.quay": "Old quay", "ticket.quay.depth": "", "ticket.quay.abbrev": "O"})

    def test_a_list_whose_items_have_no_form(self):
        self.addCleanup(self.sql, "UPDATE ost_form SET type = 'L1' WHERE id = 7")
        self.sql("UPDATE ost_form SET type = 'L2' WHERE id = 7")
        self.check(FULL, {}, {"ticket.quay": "North quay", "ticket.quay.depth": ""})

    def test_nothing_where_nobody_has_answered(self):
        names = ("colour story plain_story call wet dry day day.full moment moment.user abroad load loads zone quay quay.depth quays"
                 " quays.depth urgency matter unit keeper crew papers extra berth tagless subject").split()
        self.check(BARE, {}, dict.fromkeys(("ticket." + name for name in names), ""))
