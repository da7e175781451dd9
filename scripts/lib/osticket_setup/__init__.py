# SPDX-License-Identifier: MIT
"""osticket-rest-setup: sets mod_osticket_rest up beside an osTicket installation, and checks that it fits."""


class SetupError(Exception):
    """Something a person has to put right; the text says what."""


def read_text(path):
    """The file as it is: its line ends stay, and so does what is no UTF-8."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as f:
        return f.read()
