# SPDX-License-Identifier: MIT
"""What tests of transport share: modules of httpd, long answers, readers that stop."""
import http.client
import random
import socket
import string

import sample
from harness import KEY
from servers import MODULES, RESOURCE


def load(*names):
    return "".join("LoadModule %s_module %s/mod_%s.so\n" % (name, MODULES, name) for name in names)


def long_thread(entries):
    """SQL of tickets 1 and 2; the thread of the first is long and does not compress well."""
    chance = random.Random(7)
    letters = string.ascii_letters + string.digits
    rows = ["(%d, 1, 'M', 1, '%s', 64, 'html', '', NOW(), NOW())" % (n, "".join(chance.choices(letters, k=1200)))
            for n in range(1, entries + 1)]
    return ("SET sql_mode='';" + sample.users("ost_", 1)
            + "INSERT INTO ost_ticket (ticket_id, number, user_id, status_id, created) VALUES (1, '1', 1, 1, NOW()),"
              " (2, '2', 1, 1, NOW()); INSERT INTO ost_thread (id, object_id, object_type, created) VALUES"
              " (1, 1, 'T', NOW()), (2, 2, 'T', NOW());"
              "INSERT INTO ost_thread_entry (id, thread_id, type, user_id, body, flags, format, poster, created,"
              " updated) VALUES " + ",".join(rows))


class SlowReader:
    """A client with small buffers that has read no more than the first bytes of an answer."""

    def __init__(self, port, encoding):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect(("127.0.0.1", port))
        self.socket.sendall(("GET %s HTTP/1.1\r\nHost: x\r\nAccept-Encoding: %s\r\nX-API-Key: %s\r\n\r\n"
                             % (RESOURCE, encoding, KEY)).encode())
        self.answer = http.client.HTTPResponse(self.socket)
        self.answer.begin()
        self.first = self.answer.read(64)

    def rest(self):
        return self.first + self.answer.read()

    def close(self):
        self.answer.close()
        self.socket.close()

# Asks for tickets 1 and 2 in turn, 24 times at once; prints status and length of the thread of each.
STREAMS = """
const [address, path, key] = process.argv.slice(1);
const session = require("http2").connect(address);
const ask = n => new Promise((done, failed) => {
  const stream = session.request({ ":path": `${path}?id=${1 + n % 2}`, "x-api-key": key });
  let status, text = "";
  stream.setEncoding("utf8");
  stream.on("response", headers => { status = headers[":status"]; });
  stream.on("data", data => { text += data; });
  stream.on("end", () => done([status, JSON.parse(text).tickets[0].responses.length]));
  stream.on("error", failed);
});
Promise.all(Array.from({ length: 24 }, (_, n) => ask(n))).then(all => {
  console.log(JSON.stringify(all));
  session.close();
});
"""
