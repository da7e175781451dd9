# SPDX-License-Identifier: MIT
"""Creates a ticket with a file, reads it and the file, closes and deletes it with Python's requests (Debian: python3-requests);
   with STAFF_ID, an agent for whom the key acts, it is answered, noted and assigned before.
   BASE_URL=https://help.example.com/api/v1 API_KEY=... [STAFF_ID=12] python3 docs/examples/tickets_requests.py
"""
import json
import os
import sys

import requests

URL = os.environ["BASE_URL"] + "/tickets.php"
session = requests.Session()
session.headers["X-API-Key"] = os.environ["API_KEY"]


def send(method, path="", **more):
    answer = session.request(method, URL + path, timeout=30, **more)
    if not answer.ok:
        error = answer.json()
        sys.exit("%d %s: %s %s" % (answer.status_code, error["code"], error["error"], error.get("fields", "")))
    return answer


def call(method, body=None, files=None, **query):
    return send(method, params=query, json=body, files=files).json()


ticket = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire."}
with open(__file__, "rb") as script:
    created = call("POST", files={"ticket": (None, json.dumps(ticket), "application/json"),
                                  "files": ("script.py", script, "text/x-python")})
print("created", created["id"])
first = call("GET", id=created["id"], include="attachments")["tickets"][0]["responses"][0]
content = send("GET", "/%d/attachments/%d" % (created["id"], first["attachments"][0]["file_id"])).content
print("downloaded", len(content), "bytes")
print("subject", call("GET", id=created["id"])["tickets"][0]["subject"])
if os.environ.get("STAFF_ID"):
    session.headers["X-Staff-Id"] = os.environ["STAFF_ID"]
    ticket = "/%d" % created["id"]
    send("POST", ticket + "/replies", json={"message": "We are on our way."})
    print("answered")
    send("POST", ticket + "/notes", json={"title": "Printer", "message": "Bring the extinguisher."})
    print("noted")
    send("PATCH", ticket, json={"staff_id": int(os.environ["STAFF_ID"]), "comments": "Mine."})
    print("assigned")
call("PATCH", {"status_id": 3}, id=created["id"])
print("status", call("GET", id=created["id"])["tickets"][0]["status"])
call("DELETE", id=created["id"])
print("deleted", created["id"])
