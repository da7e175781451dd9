# SPDX-License-Identifier: MIT
"""A proxy in front of MariaDB that breaks a connection at a chosen statement."""
import os
import selectors
import socket
import struct
import threading

QUERY, PING = b"\x03", b"\x0e"
COMMIT = QUERY + b"COMMIT"


class Fault:
    """What happens to the first packet of a client that begins with a command and holds a text.

    Kinds: `cut` and `stall` break off before the server sees the whole of it, `cut_answer` and `stall_answer`
    once the server has answered, of which `passed` bytes reach the client.
    """

    def __init__(self, command, text, kind, passed, before):
        self.command, self.text, self.kind, self.passed, self.before = command, text, kind, passed, before
        self.hit = threading.Event()

    def matches(self, payload):
        return not self.hit.is_set() and payload.startswith(self.command) and self.text in payload


class Pair(threading.Thread):
    """One connection through the proxy."""

    def __init__(self, proxy, client):
        super().__init__(daemon=True)
        self.proxy, self.client, self.server = proxy, client, None
        self.pending = b""
        self.fault = None

    def run(self):
        try:
            if self.proxy.silent:
                self.hold()
            else:
                self.forward()
        except OSError:
            pass
        finally:
            self.close()

    def forward(self):
        self.server = socket.socket(socket.AF_UNIX)
        self.server.connect(self.proxy.target)
        with selectors.DefaultSelector() as selector:
            selector.register(self.client, selectors.EVENT_READ, self.from_client)
            selector.register(self.server, selectors.EVENT_READ, self.from_server)
            going = True
            while going:
                for key, _ in selector.select():
                    going = going and key.data()

    def from_client(self):
        received = self.client.recv(65536)
        if not received:
            return False
        self.pending += received
        while len(self.pending) >= 4:
            size = struct.unpack("<I", self.pending[:3] + b"\0")[0] + 4
            if len(self.pending) < size:
                break
            packet, self.pending = self.pending[:size], self.pending[size:]
            if not self.pass_on(packet):
                return False
        return True

    def pass_on(self, packet):
        fault = self.proxy.fault_of(packet[4:])
        if fault:
            if fault.before:
                fault.before()
            if fault.kind in ("cut", "stall"):
                self.server.sendall(packet[:len(packet) // 2])
                return self.break_off(fault.kind)
            self.fault = fault if fault.kind else None
        self.server.sendall(packet)
        return True

    def from_server(self):
        received = self.server.recv(65536)
        if not received:
            return False
        if self.proxy.greeting_only:
            self.client.sendall(received)
            return self.break_off("stall")
        if self.fault:
            self.client.sendall(received[:self.fault.passed])
            return self.break_off(self.fault.kind)
        self.client.sendall(received)
        return True

    def break_off(self, kind):
        """Closes the connection, or leaves both sides without a word until the client goes."""
        if kind.startswith("stall"):
            self.hold()
        return False

    def hold(self):
        while self.client.recv(65536):
            pass

    def close(self):
        for side in (self.client, self.server):
            if side:
                side.close()


class Proxy:
    """Listens on a unix socket of its own; without a fault it passes on what it gets."""

    def __init__(self, folder, target):
        self.path, self.target = os.path.join(folder, "proxy.sock"), target
        self.faults = []
        self.silent = self.greeting_only = False
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        os.chmod(self.path, 0o777)
        self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            Pair(self, client).start()

    def break_at(self, text=b"", kind="", command=QUERY, passed=0, before=None):
        """Breaks the next packet that matches; `before` runs when it has come and has not been passed on."""
        fault = Fault(command, text, kind, passed, before)
        self.faults.append(fault)
        return fault

    def fault_of(self, payload):
        for fault in self.faults:
            if fault.matches(payload):
                fault.hit.set()
                return fault
        return None

    def heal(self):
        self.faults = []
        self.silent = self.greeting_only = False

    def stop(self):
        self.listener.close()
