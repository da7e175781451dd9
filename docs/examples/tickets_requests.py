# SPDX-License-Identifier: MIT
"""Creates a ticket with a file, reads, closes and deletes it with Python's requests (Debian: python3-requests).
   BASE_URL=https://help.example.com/api/v1 API_KEY=... python3 docs/examples/tickets_requests.py
"""
import json
import os
import sys

import requests

URL = os.environ["BASE_URL"] + "/tickets.php"
session = requests.Session()
session.headers["X-API-Key"] = os.environ["API_KEY"]


def call(method, body=None, files=None, **query):
    answer = session.request(method, URL, params=query, json=body, files=files, timeout=30)
    if not answer.ok:
        error = answer.json()
        sys.exit("%d %s: %s %s" % (answer.status_code, error["code"], error["error"], error.get("fields", "")))
    return answer.json()


ticket = {"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire."}
with open(__file__, "rb") as script:
    created = call("POST", files={"ticket": (None, json.dumps(ticket), "application/json"),
                                  "files": ("script.py", script, "text/x-python")})
print("created", created["id"])
print("subject", call("GET", id=created["id"])["tickets"][0]["subject"])
call("PATCH", {"status_id": 3}, id=created["id"])
print("status", call("GET", id=created["id"])["tickets"][0]["status"])
call("DELETE", id=created["id"])
print("deleted", created["id"])
