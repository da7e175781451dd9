# SPDX-License-Identifier: MIT
"""Creates a ticket with a file, reads, closes and deletes it with nothing but Python's standard library.
   BASE_URL=https://help.example.com/api/v1 API_KEY=... python3 docs/examples/tickets_stdlib.py
"""
import base64
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["BASE_URL"] + "/tickets.php"


def call(method, body=None, **query):
    address = URL + ("?" + urllib.parse.urlencode(query) if query else "")
    request = urllib.request.Request(address, method=method, headers={"X-API-Key": os.environ["API_KEY"]},
                                     data=None if body is None else json.dumps(body).encode())
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as e:
        error = json.load(e)
        sys.exit("%d %s: %s %s" % (e.code, error["code"], error["error"], error.get("fields", "")))


with open(__file__, "rb") as f:
    script = {"name": "script.py", "type": "text/x-python", "data": base64.b64encode(f.read()).decode()}
created = call("POST", {"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire.",
                        "attachments": [script]})
print("created", created["id"])
print("subject", call("GET", id=created["id"])["tickets"][0]["subject"])
call("PATCH", {"status_id": 3}, id=created["id"])
print("status", call("GET", id=created["id"])["tickets"][0]["status"])
call("DELETE", id=created["id"])
print("deleted", created["id"])
