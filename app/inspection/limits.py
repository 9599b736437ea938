"""What a process that opens a stranger's file may not do: grow, go on for long, write files, speak to the network."""

import os
import resource

OPEN_FILES = 64


def confine(memory: int, seconds: int) -> None:
    """Hold this process to so many bytes of memory and seconds of processor, for good."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))
    if hasattr(os, "unshare"):  # from Python 3.12
        try:
            os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)
        except OSError:  # not every machine lets a process without rights do so
            return
