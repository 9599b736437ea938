"""Khmer has no spaces: its text is cut into clusters (a consonant with what stands under and around it), and these
into overlapping twos, which serve as words."""

import re

RUN = "[\u1780-\u17d3\u17dc\u17dd]+"
_CLUSTER = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17dd])*|[\u1780-\u17dd]")


def clusters(run: str) -> list[str]:
    return _CLUSTER.findall(run)


def terms(run: str) -> list[str]:
    """Overlapping pairs of clusters; a lone cluster is its own term."""
    found = clusters(run)
    return ["".join(found[i : i + 2]) for i in range(len(found) - 1)] or found


def long_terms(run: str) -> list[str]:
    """Threes, which stand in the stream of pairs."""
    found = clusters(run)
    return ["".join(found[i : i + 3]) for i in range(len(found) - 2)]
