"""What tantivy keeps of a document: terms, and numbers by column. No text and no row of its own."""

from typing import Any

import tantivy

from app.search.asking.plan import EXACT, FOLDED, PAIRS

STREAMS = (EXACT, FOLDED, PAIRS)


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("key", indexed=True, fast=True)
    builder.add_integer_field("kind", indexed=True)
    builder.add_integer_field("rank", fast=True)
    builder.add_integer_field("length", fast=True)
    for name in STREAMS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="freq")
    return builder.build()


SCHEMA = _schema()
