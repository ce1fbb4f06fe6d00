"""Operating system locks on open files, released when the process ends, even if it is killed."""

import errno
import os
import sys

_LOCKED_BYTE = 2**30
"""Offset of the locked byte on Windows, where a locked byte cannot be read: beyond the content of small files."""

_HELD = (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK)
_UNSUPPORTED = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL)


def try_lock(descriptor: int, *, shared: bool = False) -> bool | None:
    """Tries to lock an open file until the descriptor is closed; returns whether it is locked.

    False if another descriptor, also of this process, holds the lock; None if the drive does not support locks.
    `shared` allows other shared locks, except on Windows, where the file must be open for writing. Raises OSError.
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

            # Not lockf: it releases the lock when the process closes any other descriptor of the file.
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        if error.errno in _UNSUPPORTED:
            return None
        raise
    return True
