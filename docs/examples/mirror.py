# SPDX-License-Identifier: MIT
"""Keeps a copy of all tickets in a SQLite file: each run fetches what has changed since the last one, the first one everything.
   BASE_URL=https://help.example.com/api/v1 API_KEY=... python3 docs/examples/mirror.py FILE
"""
import json
import os
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request


def get(resource, **query):
    request = urllib.request.Request("%s/%s?%s" % (os.environ["BASE_URL"], resource, urllib.parse.urlencode(query)),
                                     headers={"X-API-Key": os.environ["API_KEY"]})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as e:
        error = json.load(e)
        sys.exit("%d %s: %s %s" % (e.code, error["code"], error["error"], error.get("fields", "")))


def fetch(copy, cursor):
    """Takes over one answer; the cursor behind it, and whether there is more."""
    answer = get("changes", tz="utc", **cursor)
    # osTicket keeps no more of a deleted ticket than its thread.
    gone = [(change["thread_id"],) for change in answer["changes"] if change["kind"] == "deleted"]
    threads = {change["id"]: change["thread_id"] for change in answer["changes"] if change["kind"] != "deleted"}
    tickets = threads and get("tickets.php", id=",".join(map(str, threads)), include="details", per_page=100, tz="utc")["tickets"]
    place = answer["pagination"]
    # The cursor goes with what it stands behind, so a run that breaks off repeats that answer.
    with copy:
        copy.executemany("DELETE FROM ticket WHERE thread = ?", gone)
        copy.executemany("REPLACE INTO ticket (id, thread, number, subject, state, json) VALUES (?, ?, ?, ?, ?, ?)",
                         [(t["id"], threads[t["id"]], t["number"], t["subject"], t["state"], json.dumps(t)) for t in tickets])
        copy.execute("REPLACE INTO place (one, cursor) VALUES (1, ?)", (place["next_cursor"],))
    print("%d changed, %d deleted, until %s" % (len(tickets), len(gone), place["until"]))
    return {"cursor": place["next_cursor"]}, place["has_more"]


copy = sqlite3.connect(sys.argv[1])
copy.executescript("CREATE TABLE IF NOT EXISTS ticket (id INTEGER PRIMARY KEY, thread INTEGER, number, subject, state, json);"
                   "CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY, cursor)")
known = copy.execute("SELECT cursor FROM place").fetchone()
cursor, has_more = {"cursor": known[0]} if known else {}, True
while has_more:
    cursor, has_more = fetch(copy, cursor)
print("%d tickets, %d of them open" % copy.execute("SELECT COUNT(*), COALESCE(SUM(state = 'open'), 0) FROM ticket").fetchone())
