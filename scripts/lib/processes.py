# SPDX-License-Identifier: MIT
"""Processes below this one, so that a run that is interrupted or hangs leaves none."""
import ctypes
import os
import signal
import subprocess
import time

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans():
    """Makes this process the parent of whatever its children leave behind, so that it can be found and ended."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_on_signal():
    """A request to end is like Ctrl-C: it runs what stands in `finally`."""
    def interrupt(*_):
        raise KeyboardInterrupt
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def is_alive(pid):
    try:
        with open("/proc/%d/stat" % pid, encoding="ascii", errors="replace") as f:
            return f.read().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def descendants(pid):
    """All processes below this one that run."""
    found = []
    try:
        for thread in os.listdir("/proc/%d/task" % pid):
            with open("/proc/%d/task/%s/children" % (pid, thread), encoding="ascii") as f:
                for child in map(int, f.read().split()):
                    found += ([child] if is_alive(child) else []) + descendants(child)
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def end_descendants(pid, spared=(), seconds=10):
    """Asks all processes below this one to end, and after so many seconds ends them; how many there were."""
    left = [process for process in descendants(pid) if process not in spared]
    for how in (signal.SIGTERM, signal.SIGKILL):
        for process in left:
            if is_alive(process):
                os.kill(process, how)
        deadline = time.monotonic() + seconds
        while any(map(is_alive, left)) and time.monotonic() < deadline:
            time.sleep(0.05)
    return len(left)


def stop_process(process, ways=(signal.SIGTERM,), seconds=20):
    """Asks in each way in turn and waits so long each time, then ends the process."""
    for way in ways:
        if process is None or process.poll() is not None:
            return
        process.send_signal(way)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            pass
    if process.poll() is None:
        process.kill()
        process.wait()
