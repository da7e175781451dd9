# SPDX-License-Identifier: MIT
"""Mail servers, good and bad, and the program that sends to them."""
import asyncio
import base64
import json
import os
import socket
import ssl
import subprocess
import threading

import harness
from aiosmtpd.smtp import AuthResult, SMTP

TOOL = os.path.join(os.path.dirname(harness.MODULE), "send_mail")
TEXT = "Subject: x\r\n\r\nHello\r\n.\r\n..two\r\nend\r\n"
USER, PASSWORD, TOKEN = "desk@ex.example", "p\u00e4ss word", "ya29.token"


def run_tool(task):
    done = subprocess.run([TOOL], input=json.dumps(task).encode(), stdout=subprocess.PIPE, timeout=120, check=True)
    return done.stdout


def answers(task):
    return [json.loads(line) for line in run_tool(task).splitlines()]


def message(*recipients, sender="desk@ex.example", text=TEXT):
    return {"sender": sender, "recipients": list(recipients) or ["a@ex.example"], "text": text}


class Mailbox:
    """An aiosmtpd handler that keeps mails and refuses what it is told to."""

    def __init__(self):
        self.mails, self.connections, self.mechanisms = [], set(), []
        self.rcpt_replies, self.data_reply, self.sender_reply = {}, None, None

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.connections.add(session.peer)
        if self.sender_reply:
            return self.sender_reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.rcpt_replies:
            return self.rcpt_replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.data_reply:
            return self.data_reply
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def authenticate(self, server, session, envelope, mechanism, login):
        self.mechanisms.append(mechanism)
        right = login.login == USER.encode() and login.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)

    async def auth_XOAUTH2(self, server, args):
        self.mechanisms.append("XOAUTH2")
        said = await server.challenge_auth("") if len(args) == 1 else base64.b64decode(args[1])
        right = said == ("user=%s\1auth=Bearer %s\1\1" % (USER, TOKEN)).encode()
        return AuthResult(success=right, handled=False)


class Server:
    """aiosmtpd on a port that the system chooses."""

    def __init__(self, folder=None, tls=None, **settings):
        self.mailbox, self.context, self.settings = Mailbox(), None, settings
        settings["authenticator"] = self.mailbox.authenticate
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem"))
            if tls == "tls":
                self.context = context
                settings["auth_require_tls"] = False  # it knows of STARTTLS alone
            else:
                settings.update(tls_context=context, require_starttls=True)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        self.server = self.run(self.listen())
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    async def listen(self):
        return await self.loop.create_server(lambda: SMTP(self.mailbox, loop=self.loop, **self.settings),
                                             "127.0.0.1", 0, ssl=self.context)

    def __exit__(self, *_):
        self.run(self.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    async def close(self):
        self.server.close()

    def send(self, *messages, **settings):
        settings.setdefault("host", "127.0.0.1")
        return answers({"smtp": dict(settings, port=self.port), "messages": list(messages) or [message()]})


class BadServer:
    """Talks as its script says: bytes are sent, a number of lines is read."""

    def __init__(self, *script, pause=0):
        self.script, self.pause, self.done = script, pause, threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.serve, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.socket.shutdown(socket.SHUT_RDWR)  # ends a waiting accept, which close does not
        self.thread.join(10)
        self.socket.close()

    def serve(self):
        try:
            while not self.done.is_set():
                self.talk(self.socket.accept()[0])
        except OSError:
            pass

    def talk(self, client):
        with client, client.makefile("rb") as lines:
            for step in self.script:
                if isinstance(step, int):
                    for _ in range(step):
                        lines.readline()
                elif self.pause:
                    for byte in step:
                        client.sendall(bytes([byte]))
                        if self.done.wait(self.pause):
                            return
                else:
                    client.sendall(step)

    send = Server.send
