"""Which segments of a Whoosh index become one when something was written.

Whoosh's own rule takes all of them together now and then, which holds the worker up for minutes at 38,000 documents.
Here ten of one size become one of the next, up to LARGE; larger ones stay as they are until most of what is in them is
gone, or everything is written anew.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from whoosh.reading import SegmentReader

TOGETHER = 10
LARGE = 1000  # documents; merging ten segments of fewer takes some seconds


def merge(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """As Whoosh asks for it: writes what is merged into the new segment and tells what stays."""
    taken = chosen([(one.doc_count_all(), one.deleted_count()) for one in segments])
    for place in taken:
        reader = SegmentReader(writer.storage, writer.schema, segments[place])
        writer.add_reader(reader)
        reader.close()
    return [one for place, one in enumerate(segments) if place not in taken]


def chosen(sizes: Sequence[tuple[int, int]]) -> set[int]:
    """Places of the segments to merge, each told by its documents and how many of them are deleted."""
    alike = defaultdict(set)
    emptied = set()
    for place, (count, deleted) in enumerate(sizes):
        if 2 * deleted > count:
            emptied.add(place)
        elif count < LARGE:
            alike[len(str(count))].add(place)
    smallest = next((places for _digits, places in sorted(alike.items()) if len(places) >= TOGETHER), set())
    return emptied | smallest
