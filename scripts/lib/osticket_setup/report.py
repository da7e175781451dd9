# SPDX-License-Identifier: MIT
"""What a check says, one line a finding."""


class Report:
    def __init__(self):
        self.wrong = 0

    def good(self, text):
        print("ok     " + text)

    def note(self, text):
        print("note   " + text)

    def bad(self, text):
        self.wrong += 1
        print("WRONG  " + text)
