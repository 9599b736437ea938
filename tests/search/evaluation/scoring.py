"""nDCG@10 and recall@20 of one answer."""

from math import log2


def ndcg(found: list[str], judged: dict[str, int], depth: int = 10) -> float:
    best = sorted(judged.values(), reverse=True)[:depth]
    ideal = sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(best))
    got = sum((2 ** judged.get(one, 0) - 1) / log2(place + 2) for place, one in enumerate(found[:depth]))
    return got / ideal if ideal else 1.0


def recall(found: list[str], judged: dict[str, int], depth: int = 20) -> float:
    wanted = [one for one, grade in judged.items() if grade]
    return len(set(found[:depth]) & set(wanted)) / min(len(wanted), depth) if wanted else 1.0
