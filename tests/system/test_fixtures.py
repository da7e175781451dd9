# SPDX-License-Identifier: MIT
"""The tables of the fixtures are osTicket 1.18's own, where a recorded help desk stands beside the project."""
import os
import unittest

import harness
import sample
from harness import Run

OWN, RECORDED = "fixture_tables", "recorded_tables"
# What osTicket makes of the forms differs from one help desk to the next.
OF_THE_FORMS = ("ost_ticket__cdata", "ost_user__cdata")


@unittest.skipUnless(os.path.isdir(harness.CONFORM), "no recorded help desk beside the project")
class Fixtures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for name in (OWN, RECORDED):
            Run.database.create_database(name)
        Run.database.sql(sample.help_desk(), OWN)
        Run.database.load(os.path.join(harness.CONFORM, "base.sql"), RECORDED)

    @classmethod
    def tearDownClass(cls):
        for name in (OWN, RECORDED):
            Run.database.sql("DROP DATABASE %s" % name)

    def described(self, columns, view, order):
        """Of osTicket's tables, not of the module's own."""
        def of(database):
            rows = Run.database.sql("SELECT %s FROM information_schema.%s WHERE table_schema = '%s' ORDER BY %s"
                                    % (columns, view, database, order))
            return [row for row in rows if row[0] not in OF_THE_FORMS]
        own = of(OWN)
        tables = {row[0] for row in own}
        own = [row for row in own if not row[0].startswith("ost_rest_")]
        return own, [row for row in of(RECORDED) if row[0] in tables]

    def test_columns(self):
        own, recorded = self.described("table_name, column_name, ordinal_position, column_type, is_nullable,"
                                       " column_default, character_set_name, collation_name, extra", "columns",
                                       "table_name, ordinal_position")
        self.assertGreater(len({row[0] for row in own}), 40)
        self.assertEqual(recorded, own)

    def test_keys(self):
        own, recorded = self.described("table_name, index_name, seq_in_index, column_name, non_unique, sub_part,"
                                       " index_type", "statistics", "table_name, index_name, seq_in_index")
        self.assertEqual(recorded, own)

    def test_engines_and_collations(self):
        own, recorded = self.described("table_name, engine, table_collation", "tables", "table_name")
        self.assertEqual(recorded, own)
