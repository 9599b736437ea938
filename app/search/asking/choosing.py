"""From weighed documents to a page: which of them answer, how many there are, in which order."""

import numpy as np

from app.search.asking.ranking import Array, Weighed
from app.search.interface import Found, Order, Question

ENOUGH_COVERED = 0.55  # of a question, when no document has all of it


def answering(weighed: Weighed) -> tuple[Array, bool]:
    """The documents that answer: those with all the words, or with most where none has all."""
    strict = np.flatnonzero(weighed.strict)
    if len(strict):
        return strict, False
    best = float(weighed.covered[weighed.scores > 0].max(initial=0.0))
    loose = np.flatnonzero((weighed.scores > 0) & (weighed.covered >= ENOUGH_COVERED * best))
    return loose, bool(len(loose))


def page(question: Question, weighed: Weighed, keys: Array, ranks: Array) -> Found:
    """Equal scores stand newest first; equal ranks by key, so that pages never overlap."""
    chosen, is_loose = answering(weighed)
    order = _ordered(question, chosen, weighed, keys, ranks)
    end = question.offset + question.limit
    if question.fills and question.order is Order.RELEVANCE:
        order = _filled(question, order, weighed, keys, ranks)
    shown = keys[order[question.offset : end]]
    newest = np.sort(keys[chosen])[-question.tallied :] if question.tallied else keys[:0]
    return Found(tuple(shown.tolist()), len(chosen), is_loose=is_loose, newest=tuple(newest.tolist()))


def _filled(question: Question, order: Array, weighed: Weighed, keys: Array, ranks: Array) -> Array:
    """Behind those with all the words the others; by weight alone where a matter was asked for, since one that has most
    of its words may say it better."""
    every = np.flatnonzero(weighed.scores > 0)
    if weighed.is_of_matter:
        return _ordered(question, every, weighed, keys, ranks)
    rest = np.setdiff1d(every, order, assume_unique=True)
    return np.concatenate([order, _ordered(question, rest, weighed, keys, ranks)])


def _ordered(question: Question, chosen: Array, weighed: Weighed, keys: Array, ranks: Array) -> Array:
    if question.order is Order.NEWEST:
        return chosen[np.lexsort((keys[chosen], ranks[chosen]))[::-1]]
    end = question.offset + question.limit
    scores = weighed.scores[chosen]
    if len(chosen) > 4 * end:  # only those that can be on the page are sorted
        least = np.partition(scores, len(scores) - end)[len(scores) - end]
        chosen = chosen[scores >= least]
        scores = weighed.scores[chosen]
    return chosen[np.lexsort((keys[chosen], ranks[chosen], scores))[::-1]]
