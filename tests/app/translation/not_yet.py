"""Packages whose texts do not all go through `tr` and are not all translated; with each go the packages inside it."""

NOT_YET: tuple[str, ...] = ()


def is_done(package: str) -> bool:
    return not any(package == each or package.startswith(f"{each}.") for each in NOT_YET)
