# SPDX-License-Identifier: MIT
"""Folders and ports of one's own."""
import os
import secrets
import shutil
import socket
import tempfile

FIRST_PORT, LAST_PORT = 12000, 32000
GIVEN = set()


def free_port():
    """A free port below those that the system gives to connections: none of them takes it before the server does.
    This process gets each port once: servers take theirs long after all have been chosen."""
    while True:
        port = FIRST_PORT + secrets.randbelow(LAST_PORT - FIRST_PORT)
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in GIVEN:
            GIVEN.add(port)
            return port


def temporary_folder():
    """A folder that the servers' own users may enter; the caller removes it."""
    folder = tempfile.mkdtemp(prefix="osticket-rest.")
    os.chmod(folder, 0o755)
    return folder


def memory_folder(needed=4 << 30):
    """Like temporary_folder, but in memory; None without so many free bytes there. No device waits for a test's commits."""
    try:
        state = os.statvfs("/dev/shm")
        with open("/proc/meminfo", encoding="ascii") as f:
            available = next(int(line.split()[1]) << 10 for line in f if line.startswith("MemAvailable"))
        if min(state.f_bavail * state.f_frsize, available) < needed:
            return None
        folder = tempfile.mkdtemp(prefix="osticket-rest.", dir="/dev/shm")
    except OSError:
        return None
    os.chmod(folder, 0o755)
    return folder


def remove_folder(folder):
    """Removes what temporary_folder or memory_folder gave, with all that is in it."""
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
