# SPDX-License-Identifier: MIT
"""Creates, reads, closes and deletes a ticket with Python's requests (Debian: python3-requests).
   BASE_URL=https://help.example.com/api/v1 API_KEY=... python3 docs/examples/tickets_requests.py
"""
import os
import sys

import requests

URL = os.environ["BASE_URL"] + "/tickets.php"
session = requests.Session()
session.headers["X-API-Key"] = os.environ["API_KEY"]


def call(method, body=None, **query):
    answer = session.request(method, URL, params=query, json=body, timeout=30)
    if not answer.ok:
        error = answer.json()
        sys.exit("%d %s: %s %s" % (answer.status_code, error["code"], error["error"], error.get("fields", "")))
    return answer.json()


created = call("POST", {"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire."})
print("created", created["id"])
print("subject", call("GET", id=created["id"])["tickets"][0]["subject"])
call("PATCH", {"status_id": 3}, id=created["id"])
print("status", call("GET", id=created["id"])["tickets"][0]["status"])
call("DELETE", id=created["id"])
print("deleted", created["id"])
