# SPDX-License-Identifier: MIT
"""Files that are written together: all of them or none."""
import os
import secrets
import tempfile

from . import read_text


class Changes:
    def __init__(self):
        self.planned = {}  # path -> (text, mode, group); mode and group None keep those of the file

    def text_of(self, path):
        """What the file will hold, or holds; empty where it is not there. A link stands for the file that it leads to."""
        path = os.path.realpath(path)
        if path in self.planned:
            return self.planned[path][0]
        return read_text(path) if os.path.exists(path) else ""

    def write(self, path, text, mode=None, group=None):
        self.planned[os.path.realpath(path)] = (text, mode, group)

    def carry_out(self):
        """Every file gets its new content beside its old one before the first takes the old one's place, and where one
        cannot, the others are put back. The paths of what has changed."""
        changed = {path: plan for path, plan in self.planned.items() if differs(path, *plan)}
        folders, staged, kept = [], {}, {}
        try:
            for path, plan in changed.items():
                make_folders(os.path.dirname(path), folders)
                staged[path] = stage(path, *plan)
            for path, temporary in list(staged.items()):
                kept[path] = keep(path)
                os.replace(temporary, path)
                del staged[path]
        except OSError:
            for path, backup in kept.items():
                put_back(path, backup, path in staged)
            for temporary in staged.values():
                os.unlink(temporary)
            for folder in reversed(folders):
                os.rmdir(folder)
            raise
        for backup in kept.values():
            if backup:
                os.unlink(backup)
        return list(changed)


def differs(path, text, mode, group):
    if not os.path.exists(path) or read_text(path) != text:
        return True
    state = os.stat(path)
    return (mode is not None and state.st_mode & 0o7777 != mode
            or group is not None and os.geteuid() == 0 and (state.st_uid, state.st_gid) != (0, group))


def make_folders(folder, made):
    if not os.path.isdir(folder):
        make_folders(os.path.dirname(folder), made)
        os.mkdir(folder, 0o755)
        made.append(folder)


def stage(path, text, mode, group):
    """A file beside `path` with its new content; nobody else may read it before it has its mode."""
    handle, temporary = tempfile.mkstemp(prefix=".%s." % os.path.basename(path), dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as f:
            f.write(text)
            f.flush()
            os.fsync(f.fileno())
        state = os.stat(path) if os.path.exists(path) else None
        if os.geteuid() == 0:
            owner = (0, group) if group is not None else (state.st_uid, state.st_gid) if state else (0, 0)
            os.chown(temporary, *owner)
        os.chmod(temporary, mode if mode is not None else state.st_mode & 0o7777 if state else 0o644)
    except OSError:
        os.unlink(temporary)
        raise
    return temporary


def keep(path):
    """A second name for the file as it is now; empty where there is none."""
    if not os.path.exists(path):
        return ""
    backup = "%s.%s" % (path, secrets.token_hex(8))
    os.link(path, backup)
    return backup


def put_back(path, backup, is_untouched):
    if backup and is_untouched:
        os.unlink(backup)
    elif backup:
        os.replace(backup, path)
    elif not is_untouched:
        os.unlink(path)
