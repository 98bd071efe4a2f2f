"""The words that rules look for, by language. Rules about words stay silent in a language that is not here. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Words:
    """All in small letters; `usual`, `why` and `joining` may be several words, matched as whole words."""

    common: frozenset[str]  # little words by which the language is known
    verbs: frozenset[str]
    delivery: frozenset[str]
    upwards: frozenset[str]
    downwards: frozenset[str]
    vague: frozenset[str]
    usual: frozenset[str]
    change: frozenset[str]
    why: tuple[str, ...]
    joining: frozenset[str]
    by: frozenset[str]  # "reduce by 20 %": the number is the size of the step
    verb_may_end: bool = False  # the infinitive stands last ("Marktanteil erhöhen")
    plain_forms: dict[str, str] = field(default_factory=dict)  # "improving" -> "improve"


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EN_DELIVERY = _set(
    "ship launch deliver implement build complete release roll-out rollout deploy finish publish install "
    "migrate create develop introduce set-up organise organize run write prepare"
)
_EN_UP = _set(
    "increase raise grow lift boost expand double triple gain win earn extend strengthen widen multiply "
    "maximise maximize"
)
_EN_DOWN = _set(
    "reduce decrease cut lower shorten shrink halve lessen minimise minimize drop eliminate trim limit curb slash"
)
_EN_VERBS = (
    _EN_DELIVERY
    | _EN_UP
    | _EN_DOWN
    | _set(
        "achieve accelerate adopt advance align amplify answer anchor attract automate balance become be begin "
        "bring broaden calm capture care carry celebrate challenge change clarify clean clear close collect "
        "combine complete connect conquer consolidate convert cover cultivate decide deepen define delight "
        "demonstrate deserve design develop differentiate diversify dominate drive earn ease educate elevate "
        "embed empower enable encourage end energise enforce engage enhance ensure enter equip establish evolve "
        "excel explore fill find fix focus foster free fund generate get give guide hand harden have help hire "
        "hold honour host identify ignite impress improve inspire integrate invest invite join keep know land "
        "lead learn let level listen live maintain make master match mature measure meet modernise modernize "
        "move nurture offer open operate optimise optimize own outperform pass pay pilot plan position power "
        "protect prove provide put qualify reach ready rebuild reclaim recruit redefine redesign refine "
        "reinvent remove renew repair replace resolve respond restore rethink retain return revive reward save "
        "scale secure see sell serve set shape share show simplify sharpen smooth solve spark speed stabilise "
        "stabilize stand standardise start stay steady stop stretch streamline succeed support surprise sustain "
        "switch take teach tell test think tighten train transform treat trust tune turn understand unify unite "
        "unlock upgrade use validate weave welcome widen work continue pursue agree settle"
    )
)
_EN_ING = {
    "improving": "improve", "increasing": "increase", "reducing": "reduce", "growing": "grow", "building": "build",
    "making": "make", "becoming": "become", "winning": "win", "raising": "raise", "launching": "launch",
    "creating": "create", "delivering": "deliver", "keeping": "keep", "strengthening": "strengthen",
    "simplifying": "simplify", "expanding": "expand", "driving": "drive", "turning": "turn", "finding": "find",
    "shortening": "shorten", "cutting": "cut", "lowering": "lower", "doubling": "double", "attracting": "attract",
    "retaining": "retain", "developing": "develop", "enabling": "enable", "establishing": "establish",
}  # fmt: skip

ENGLISH = Words(
    common=_set("the of and to in our for with a an that is are we from by on at every all so who"),
    verbs=_EN_VERBS,
    delivery=_EN_DELIVERY,
    upwards=_EN_UP,
    downwards=_EN_DOWN,
    vague=_set(
        "improve better many optimise optimize enhance more good great several some various significantly "
        "substantially greatly faster higher strong best nice"
    ),
    usual=_set("maintain continue support sustain keep ensure manage operate administer uphold preserve"),
    change=_set(
        "increase raise grow lift double reduce cut lower halve from become turn win new first change transform "
        "move while beyond without instead again even through no never"
    ),
    why=("so that", "so", "in order to", "because", "to be", "to become", "in order that", "such that"),
    joining=_set("and"),
    by=_set("by"),
    plain_forms=_EN_ING,
)

_DE_DELIVERY = _set(
    "liefern einführen umsetzen bauen abschließen veröffentlichen ausrollen implementieren erstellen entwickeln "
    "launchen installieren fertigstellen migrieren aufbauen durchführen"
)
_DE_UP = _set("erhöhen steigern ausbauen verdoppeln vergrößern wachsen gewinnen verdreifachen heben anheben stärken")
_DE_DOWN = _set("senken verringern reduzieren verkürzen halbieren mindern drosseln verkleinern einsparen")

GERMAN = Words(
    common=_set("der die das und zu in unsere unser für mit ein eine wir von bis auf bei jede alle damit den dem"),
    verbs=_DE_DELIVERY
    | _DE_UP
    | _DE_DOWN
    | _set(
        "werden machen erreichen verbessern begeistern finden geben halten helfen lernen nutzen öffnen schaffen "
        "schützen sichern sein stärken starten überzeugen vereinfachen verkaufen verstehen zeigen"
    ),
    delivery=_DE_DELIVERY,
    upwards=_DE_UP,
    downwards=_DE_DOWN,
    vague=_set("verbessern besser mehr viele optimieren einige deutlich erheblich schneller gut gute"),
    usual=_set("beibehalten weiterführen fortsetzen unterstützen aufrechterhalten verwalten sicherstellen"),
    change=_DE_UP | _DE_DOWN | _set("von neu neue ohne statt erste werden"),
    why=("damit", "um", "weil", "sodass", "so dass"),
    joining=_set("und"),
    by=_set("um"),
    verb_may_end=True,
)

LANGUAGES: dict[str, Words] = {"en": ENGLISH, "de": GERMAN}
LITTLE: frozenset[str] = frozenset().union(*(words.common for words in LANGUAGES.values()))


def words_for(found: Sequence[str], language: str) -> Words | None:
    """The lists of the language a title is written in: known by its little words, else the organisation's own."""
    own = LANGUAGES.get(language[:2])
    counts = {code: sum(word in words.common for word in found) for code, words in LANGUAGES.items()}
    best = max(counts, key=lambda code: (counts[code], code == language[:2]))
    return LANGUAGES[best] if counts[best] >= 2 and counts[best] > counts.get(language[:2], 0) else own
