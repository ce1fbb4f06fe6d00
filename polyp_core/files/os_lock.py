"""Locks on open files that the operating system gives back when their process ends, however it ends."""

import errno
import os
import sys

_LOCKED_BYTE = 2**30
"""Windows lets nobody read a locked byte: this one lies behind what small files hold."""

_HELD = (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK)
_UNSUPPORTED = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)


def try_lock(descriptor: int, *, shared: bool = False) -> bool | None:
    """Locks an open file until the descriptor is closed, and says whether it could be locked.

    On Windows it has to be open for writing. With `shared` others can lock it so too, except on Windows. False where
    another descriptor, of this process too, holds the lock; None on a drive that has no locks. Raises OSError.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(descriptor, 0, os.SEEK_SET)
        else:
            import fcntl

            # Not lockf: its locks end once the process closes any other descriptor of the file.
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if error.errno in _UNSUPPORTED:
            return None
        raise
    return True
