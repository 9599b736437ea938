"""Which strings can be a Vietnamese syllable, by onset, rime and tone; no dictionary."""

from functools import lru_cache

from app.search.words.characters import folded, toneless

ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()) | {""}
OPEN_RIMES = frozenset(
    "a e ê i o ô ơ u ư y ia iê oa oe uê uơ ua uya ưa uy ai ao au ay âu ây eo êu ia iu oi oai oao oay oeo ôi ơi ui ưi "
    "uôi ươi ưu ươu iêu yêu uây uyu uêu ieu yeu uau".split()
)
NASAL_RIMES = frozenset(
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng yêm yên yêng om on ong ôm ôn ông ơm "
    "ơn oong um un ung uôm uôn uông ưng ưn ưm ươm ươn ương oam oan oang oanh oăm oăn oăng oen uân uâng uên uênh uyên "
    "uynh uyn yn ynh".split()
)
STOPPED_RIMES = frozenset(
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt yêt oc op ot ôc ôp ôt ơp ơt ooc uc up ut "
    "uôc uôt ưc ưt ươc ươp ươt oac oach oap oat oăc oăt oet uât uêch uyêt uych uyt uôp".split()
)
RIMES = OPEN_RIMES | NASAL_RIMES | STOPPED_RIMES
TONES_OF_STOPS = ("", "\u0301", "\u0323")  # and none, which only text without accents has
FOLDED_RIMES = frozenset(folded(rime) for rime in RIMES)
FOLDED_ONSETS = frozenset(folded(onset) for onset in ONSETS)
LONGEST_ONSET = 3


@lru_cache(1 << 14)
def is_syllable(word: str) -> bool:
    """Whether a word with its marks (or with none) can be Vietnamese."""
    letters, tone = toneless(word.lower())
    if letters == "gi":
        return True
    for cut in range(min(LONGEST_ONSET, len(letters)) + 1):
        onset, rime = letters[:cut], letters[cut:]
        if onset in ONSETS and rime in RIMES:
            return rime not in STOPPED_RIMES or tone in TONES_OF_STOPS
    return False


@lru_cache(1 << 14)
def is_folded_syllable(word: str) -> bool:
    """Whether a word without marks can be what is left of a Vietnamese syllable."""
    if word == "gi":
        return True
    return any(
        word[:cut] in FOLDED_ONSETS and word[cut:] in FOLDED_RIMES for cut in range(min(LONGEST_ONSET, len(word)) + 1)
    )
