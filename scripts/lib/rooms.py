# SPDX-License-Identifier: MIT
"""No two rooms include each other, by whatever way round: a room is a folder of mod_osticket_rest that lies in a
layer; what stands in a layer's own folder is a room by itself, header and source together.

Prints each circle and the includes that make it; exit status 1 when there is one.
"""
import collections
import os
import re
import sys

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "mod_osticket_rest")
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def room_of(path):
    folder, name = os.path.split(path)
    return folder if "/" in folder else path[:-len(".hpp")]


def includes():
    """{room: {included room: [file that does so]}}"""
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for folder, _, files in os.walk(SOURCE):
        for name in sorted(files):
            if not name.endswith((".cpp", ".hpp")):
                continue
            room = room_of(os.path.relpath(os.path.join(folder, name), SOURCE))
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for path in INCLUDE.findall(f.read()):
                    other = room_of(path)
                    if other != room:
                        found[room][other].append(name)
    return found


def way_back(graph, start):
    """The shortest way from a room to itself, [] when there is none."""
    before, waiting = {}, collections.deque([start])
    while waiting:
        room = waiting.popleft()
        for other in sorted(graph.get(room, {})):
            if other == start:
                way = [room]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if other not in before:
                before[other] = room
                waiting.append(other)
    return []


def main():
    graph, told = includes(), set()
    for room in sorted(graph):
        way = way_back(graph, room)
        if not way or frozenset(way) in told:
            continue
        told.add(frozenset(way))
        print("rooms in a circle: " + " -> ".join(way + [way[0]]))
        for here, there in zip(way, way[1:] + way[:1]):
            print("  %s -> %s: %s" % (here, there, ", ".join(sorted(set(graph[here][there])))))
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
