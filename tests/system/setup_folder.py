# SPDX-License-Identifier: MIT
"""A folder with an osTicket's configuration, and osticket-rest-setup on it."""
import contextlib
import io
import os
import shutil
import tempfile
import unittest
import unittest.mock

from harness import Run
from osticket_setup import command

PASSWORDS = {"plain": "s3cret=x", "space": " a b ", "delimiters": "a,b;c|d", "quotes": "q\"uo'te\\d\\",
             "expansion": "${HOME}$x%{y}", "hash": "#no comment ; [group]", "letters": "pässwörd€"}


def php(text):
    return "'%s'" % text.replace("\\", "\\\\").replace("'", "\\'")


def config_file(**settings):
    values = {"DBTYPE": "mysql", "DBHOST": "localhost", "DBNAME": "osticket", "DBUSER": "ost", "DBPASS": "x",
              "TABLE_PREFIX": "ost_"}
    values.update(settings)
    lines = ["<?php", "if(OSTINSTALLED!=TRUE){ die('define(\\'DBHOST\\',\\'no\\')'); }",
             "# define('DBPASS','commented out');", "/* define('DBUSER','too'); */"]
    return "\n".join(lines + ["define(%s,%s);" % (php(name), php(value)) for name, value in values.items()]) + "\n?>\n"


class Folder(unittest.TestCase):
    """An osTicket folder and a folder to write to."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="setup.", dir=Run.folder)
        os.chmod(self.folder, 0o755)
        os.makedirs(os.path.join(self.folder, "web", "include"))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as f:
            f.write(text)
        return path

    def read(self, name):
        with open(os.path.join(self.folder, name), encoding="utf-8", newline="") as f:
            return f.read()

    def configure(self, **settings):
        self.write("web/include/ost-config.php", config_file(**settings))

    def setup(self, *words):
        """(exit status, what it says)"""
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            status = command.main(["--osticket", os.path.join(self.folder, "web"), "--etc",
                                   os.path.join(self.folder, "etc"), "--envvars", os.path.join(self.folder, "envvars")]
                                  + list(words))
        return status, said.getvalue()
