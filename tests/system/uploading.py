# SPDX-License-Identifier: MIT
"""Requests with files."""
import base64
import http.client
import json

from harness import KEY, Answer
from servers import RESOURCE

CHUNK = 512000
PNG = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PNG_ADDRESS = "data:image/png;base64," + base64.b64encode(PNG).decode()


def base64_of(content):
    return base64.b64encode(content).decode()


def form(ticket, files, boundary="form-boundary"):
    """multipart/form-data as curl writes it: the headers it needs, and its bytes."""
    parts = [b'Content-Disposition: form-data; name="ticket"\r\nContent-Type: application/json\r\n\r\n' + ticket]
    for name, kind, content in files:
        parts.append(b'Content-Disposition: form-data; name="files"; filename="%s"\r\nContent-Type: %s\r\n\r\n%s'
                     % (name.encode(), kind.encode(), content))
    line = b"--" + boundary.encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return {"Content-Type": 'multipart/form-data; boundary="%s"' % boundary}, body

TICKET = b'{"email":"jane@example.com","name":"Jane Doe","subject":"Files","message":"See the files."}'


class Uploading:
    """Requests that are too large, or not JSON, to be compared with the description."""

    def upload(self, body, headers, method="POST", query="", path=RESOURCE):
        connection = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=120)
        try:
            connection.request(method, path + query, body, dict(headers, **{"X-API-Key": KEY}))
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def post_form(self, ticket=TICKET, files=()):
        headers, body = form(ticket, files)
        return self.upload(body, headers)

    def post_json(self, **fields):
        ticket = dict(json.loads(TICKET), **fields)
        return self.upload(json.dumps(ticket).encode(), {"Content-Type": "application/json"})
