# SPDX-License-Identifier: MIT
"""Creates a ticket with a file, reads it and the file, closes and deletes it with nothing but Python's standard library;
   with STAFF_ID, an agent for whom the key acts, it is answered, noted and assigned before.
   BASE_URL=https://help.example.com/api/v1 API_KEY=... [STAFF_ID=12] python3 docs/examples/tickets_stdlib.py
"""
import base64
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

URL = os.environ["BASE_URL"] + "/tickets.php"
HEADERS = {"X-API-Key": os.environ["API_KEY"]}


def send(method, path, body=None):
    request = urllib.request.Request(URL + path, method=method, headers=HEADERS,
                                     data=None if body is None else json.dumps(body).encode())
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as e:
        error = json.load(e)
        sys.exit("%d %s: %s %s" % (e.code, error["code"], error["error"], error.get("fields", "")))


def call(method, body=None, **query):
    return json.loads(send(method, "?" + urllib.parse.urlencode(query), body))


with open(__file__, "rb") as f:
    script = {"name": "script.py", "type": "text/x-python", "data": base64.b64encode(f.read()).decode()}
created = call("POST", {"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire.",
                        "attachments": [script]})
print("created", created["id"])
first = call("GET", id=created["id"], include="attachments")["tickets"][0]["responses"][0]
content = send("GET", "/%d/attachments/%d" % (created["id"], first["attachments"][0]["file_id"]))
print("downloaded", len(content), "bytes")
print("subject", call("GET", id=created["id"])["tickets"][0]["subject"])
if os.environ.get("STAFF_ID"):
    HEADERS["X-Staff-Id"] = os.environ["STAFF_ID"]
    ticket = "/%d" % created["id"]
    send("POST", ticket + "/replies", {"message": "We are on our way."})
    print("answered")
    send("POST", ticket + "/notes", {"title": "Printer", "message": "Bring the extinguisher."})
    print("noted")
    send("PATCH", ticket, {"staff_id": int(os.environ["STAFF_ID"]), "comments": "Mine."})
    print("assigned")
call("PATCH", {"status_id": 3}, id=created["id"])
print("status", call("GET", id=created["id"])["tickets"][0]["status"])
call("DELETE", id=created["id"])
print("deleted", created["id"])
