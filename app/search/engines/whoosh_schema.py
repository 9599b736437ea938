"""The fields of the Whoosh index. Whoosh keeps this class by its name in every index: it stays here under this name."""

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh import columns, fields, formats
from whoosh.codec.whoosh3 import W3Codec

BLOCK = 1024  # postings of a block; larger ones decode faster


class TermsField(fields.FieldType):
    """A stream: terms counted by our own tokeniser, with their weights, without positions."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)  # type: ignore[arg-type]

    def index(self, value: Mapping[str, float], **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, weight in value.items():
            yield term.encode(), 1, float(weight), b""


def schema() -> fields.Schema:
    return fields.Schema(
        number=fields.COLUMN(columns.NumericColumn("q")),
        rank=fields.COLUMN(columns.NumericColumn("q")),
        length=fields.COLUMN(columns.NumericColumn("i")),
        exact=TermsField(),
        folded=TermsField(),
        pairs=TermsField(),
    )


def codec() -> W3Codec:
    return W3Codec(blocklimit=BLOCK)
