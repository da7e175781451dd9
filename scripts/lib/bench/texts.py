# SPDX-License-Identifier: MIT
"""The bodies of the measured help desk: a few thousand texts, made once from a fixed seed, that rows pick from."""
import random

WORDS = ("berth crane quay ship cargo pallet light cable engine harbour invoice office printer screen login letter "
         "ticket order repair spare part delivery morning night shift weather rain storm pilot tug anchor chain rope "
         "please thank again still already since before after because without broken missing late early wrong "
         "möglich prüfen grúa muelle envío груз насос 起重机 码头 café naïve").split()
COUNT = 4000
SHORTEST = 100
LONGEST = 60000


def length_of(number, chance):
    """How many bytes the text has: mostly some hundred, one in 2,000 tens of thousands."""
    if number == 0:
        return LONGEST
    if number == 1:
        return 25000
    if number < 20:
        return chance.randint(4000, 20000)
    if number < 200:
        return chance.randint(1000, 4000)
    if number < 800:
        return chance.randint(300, 1000)
    return chance.randint(SHORTEST, 300)


def sentence(chance):
    words = [chance.choice(WORDS) for _ in range(chance.randint(4, 14))]
    text = " ".join(words).capitalize()
    kind = chance.randint(0, 19)
    if kind == 0:
        text = '"%s"' % text
    elif kind == 1:
        text = '<a href="https://harbour.example/%s?a=1&amp;b=2">%s</a>' % (words[0], text)
    elif kind == 2:
        text = "<b>%s</b>" % text
    return text + "."


def body(number, chance):
    wanted = length_of(number, chance)
    parts, size = [], 0
    while size < wanted:
        part = "<p>%s</p>\n" % " ".join(sentence(chance) for _ in range(chance.randint(1, 4)))
        parts.append(part)
        size += len(part.encode())
    text = "".join(parts).encode()[:wanted].decode("utf-8", "ignore")
    return text + "." * (wanted - len(text.encode()))


def bodies(seed):
    """All texts, the same for the same seed."""
    chance = random.Random(seed)
    return [body(number, chance) for number in range(COUNT)]
