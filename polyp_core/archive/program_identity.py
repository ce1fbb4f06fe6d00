"""Identifies the installed program, so that machines with another version of it take no part in the work."""

import hashlib
from functools import cache
from pathlib import Path

import polyp_core
from polyp_core.export.provenance import program_version


@cache
def program_identity() -> str:
    """Returns the version and a digest of the code, such as "0.1.0 (code 3f9a1c2b)"."""
    packages = Path(polyp_core.__file__).parents[1]
    digest = hashlib.sha256()
    for name in ("polyp_core", "training"):
        for file in sorted((packages / name).rglob("*.py")):
            digest.update(f"{file.relative_to(packages).as_posix()}\n".encode())
            digest.update(file.read_bytes())
    return f"{program_version()} (code {digest.hexdigest()[:8]})"
