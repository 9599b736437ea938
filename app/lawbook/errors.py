"""What is raised when the law files contradict themselves: a defect of the release, not of a petition."""

from collections.abc import Sequence


class LawbookError(Exception):
    """The lawbook cannot be used; `faults` says where."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)
