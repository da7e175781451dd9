# SPDX-License-Identifier: MIT
"""Holds the direction between the rooms of a layer. A room is a folder of mod_osticket_rest that lies in a layer; what
stands in a layer's own folder is a room by itself, header and source together.

No two rooms include each other, by whatever way round, and of those in ORDER each includes only what stands before it.
Prints each circle and each include that is wrong; exit status 1 when there is one.
"""
import collections
import os
import re
import sys

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "mod_osticket_rest")
# From the bottom to the top.
ORDER = {"db": ("desk", "people", "tickets", "dbd"),
         "domain": ("text", "desk", "files", "forms", "sla", "filters", "notify", "thread", "ticket", "create"),
         "api": ("http", "json", "auth", "read", "write", "stock")}
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


def place(room):
    """The layer of a room and its place there; (None, 0) where ORDER does not name it."""
    layer, name = os.path.split(room)
    return (layer, ORDER[layer].index(name)) if name in ORDER.get(layer, ()) else (None, 0)


def upward(graph):
    """(room, room above it, files) for each include against the order."""
    for room in sorted(graph):
        layer, own = place(room)
        for other in sorted(graph[room]):
            other_layer, height = place(other)
            if layer and layer == other_layer and height > own:
                yield room, other, graph[room][other]


def circles(graph):
    told = set()
    for room in sorted(graph):
        way = way_back(graph, room)
        if way and frozenset(way) not in told:
            told.add(frozenset(way))
            yield way


def main():
    graph, failed = includes(), 0
    for way in circles(graph):
        failed = 1
        print("rooms in a circle: " + " -> ".join(way + [way[0]]))
        for here, there in zip(way, way[1:] + way[:1]):
            print("  %s -> %s: %s" % (here, there, ", ".join(sorted(set(graph[here][there])))))
    for room, other, files in upward(graph):
        failed = 1
        print("%s must not know %s: %s" % (room, other, ", ".join(sorted(set(files)))))
    return failed


if __name__ == "__main__":
    sys.exit(main())
