# SPDX-License-Identifier: MIT
"""Many keep-alive clients at once, each sending its next request when the last one is answered."""
import asyncio
import collections
import time

from harness import KEY
from servers import RESOURCE

PATIENCE = 60


class Load:
    """What the clients saw: answers by status (0: no whole answer), and the time of each in seconds."""

    def __init__(self):
        self.statuses = collections.Counter()
        self.times = []
        self.reconnects = 0

    def percentile(self, share):
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * share))]

    def __str__(self):
        return "%d answers (%s), %d reconnects; median %.0f ms, 99 %% %.0f ms, longest %.0f ms" % (
            len(self.times), ", ".join("%d: %d" % item for item in sorted(self.statuses.items())), self.reconnects,
            *(1000 * self.percentile(share) for share in (0.5, 0.99, 1)))


async def read_answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line[15:]))
            return status
    raise ValueError("an answer without a length")


class Client:
    def __init__(self, port, number, load):
        self.port, self.load, self.streams = port, load, None
        self.request = (b"GET %s?per_page=2&page=%d HTTP/1.1\r\nHost: localhost\r\nX-API-Key: %s\r\n\r\n"
                        % (RESOURCE.encode(), number % 50 + 1, KEY.encode()))

    async def exchange(self):
        """The status of one answer. A server may close a connection between two requests; the next one then goes
        over another connection, as RFC 9112 has it."""
        reused = self.streams is not None
        try:
            if not reused:
                self.streams = await asyncio.open_connection("127.0.0.1", self.port)
            self.streams[1].write(self.request)
            return await asyncio.wait_for(read_answer(self.streams[0]), PATIENCE)
        except (OSError, ValueError, EOFError, asyncio.TimeoutError) as e:
            self.streams = None
            if not reused or getattr(e, "partial", b""):
                return 0
        self.load.reconnects += 1
        return await self.exchange()

    async def run(self, end):
        while time.monotonic() < end:
            started = time.monotonic()
            self.load.statuses[await self.exchange()] += 1
            self.load.times.append(time.monotonic() - started)
        if self.streams:
            self.streams[1].close()


def run_load(port, clients, seconds):
    load = Load()

    async def run():
        end = time.monotonic() + seconds
        await asyncio.gather(*(Client(port, n, load).run(end) for n in range(clients)))
    asyncio.run(run())
    return load
