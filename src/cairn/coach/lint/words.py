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
    after_a_verb: frozenset[str] = frozenset()  # a word before one of these is a verb, whatever it is
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
        "abolish absorb accelerate accept accompany achieve acquire act adapt add adjust adopt advance agree aim "
        "align allow amaze amplify anchor answer anticipate apply appoint approve arrange arrive assemble assess "
        "assist assure attack attend attract audit automate avoid awaken award back bake balance battle be bear "
        "beat become begin believe bet bid bind blend block bond book borrow bound break breathe brighten bring "
        "broadcast broaden budget bundle buy calculate call calm campaign capture care carry cast catch cause "
        "celebrate certify challenge champion change charge chart chase check cheer choose claim clarify clean "
        "clear climb close coach code collect combine come comfort commit communicate compare compete complete "
        "compose concentrate conclude conduct configure confirm connect conquer conserve consolidate consult "
        "consume contain continue contribute control convert cook cooperate coordinate copy correct count cover "
        "craft cross crowd crush cultivate cure customise customize dare dash deal debate debug decide decorate "
        "dedicate deepen defeat defend define delegate delete delight demand demonstrate depend describe deserve "
        "design detect determine develop diagnose differentiate digitise digitize direct discard discover discuss "
        "dismantle display distribute dive diversify divide do document dominate donate double download draft "
        "draw dream dress drill drive drop dry earmark earn ease eat edit educate elevate embed employ empower "
        "enable encourage end energise enforce engage enhance enjoy enlarge enlist enrich enrol ensure enter "
        "entertain equip escape establish estimate evaluate evolve examine exceed excel exchange excite execute "
        "exercise expect explain explore export expose express extract face facilitate fail fall fasten favour "
        "feed feel fetch fight figure file fill film filter finance find fit fix flatten flip float flow fly "
        "focus fold follow forecast forge forget form formulate foster found frame free freeze fund furnish "
        "gather gauge generate get give glue go govern graduate grant graze greet grind grip group grow guarantee "
        "guard guide hammer hand handle hang happen harden harmonise harmonize harvest have head heal hear heat "
        "help hide hire hit hold hone honour hook host house hunt hurry identify ignite imagine import impress "
        "improve inform inherit initiate inject innovate insert inspect inspire institute insure integrate "
        "interview introduce invent inventory invest investigate invite involve iron isolate issue join judge "
        "jump keep kick kill knit knock know label land lay lead leap learn leave lend lengthen let level license "
        "lick lie light like link list listen live load loan localise localize locate lock log look loosen lose "
        "love maintain make manufacture map mark mark-up market marry massage master match mature maximise mean "
        "measure mediate meet melt mend mentor merge mind mine mirror miss mix model modernise modernize monitor "
        "motivate mount move multiply navigate negotiate notice notify number nurture obey observe obtain occupy "
        "offer onboard open operate optimise optimize orchestrate order outgrow outline outperform outsource "
        "overcome overhaul own pack paint park part participate partner pass paste patch pause pay perfect "
        "perform persuade phone photograph pick picture pilot pin pitch place plan plant play please plug point "
        "polish pool position post power practice practise praise predict prefer present preserve press prevent "
        "price print prioritise prioritize process procure produce profit program promise promote propose prosper "
        "protect prove provide publish pull pump purchase pursue push put qualify quit quote race rally rank rate "
        "re-measure reach react read ready realise realize reason reassure rebuild receive reclaim recognise "
        "recognize recommend reconcile record recover recruit recycle redefine redesign refine reform refresh "
        "refund regain register rehearse reinvent reject relate relaunch relax relearn rely remain remeasure "
        "remember remind remove renew rent reorganise reorganize repair replace report represent reproduce "
        "request require rescue research reserve resist resolve respond rest restart restore restructure result "
        "retain rethink retire retrain return reuse reveal review revise revive reward rid ride ring rise roll "
        "root rotate route rule sail sample satisfy save say scale schedule school score scout screen search seat "
        "secure see select sell send separate serve set settle sew shake shape share sharpen shed shift shine "
        "shoot shout show shrink shut sign signal silence simplify simulate sing sit size skip sleep slide slim "
        "slow smell smile smooth solidify solve sort sound source spare spark speak specialise specialize speed "
        "spend spin split sponsor spot spread squeeze stabilise stabilize staff stage stand standardise start "
        "state stay steady steer stem step stick stimulate stitch stock stop store streamline stretch strike "
        "strip structure study submit substitute succeed suit supply support surprise suspect sustain swap sweep "
        "swim switch tackle tailor take talk target taste tax teach team tell tempt tend test thank thin think "
        "thrive throw tie tighten time touch tour trace track trade trail train transfer transform translate "
        "transmit transport travel treat triple trust try tune turn tweak type undergo understand undertake unify "
        "unite unlearn unlock update upgrade uphold upload use utilise utilize validate vary venture verify view "
        "visit visualise visualize vote wait wake walk want warm warn wash waste watch water wear weather weave "
        "weigh welcome weld whisper widen win wind wipe wire wish withdraw witness wonder work wrap wreck yield "
        "zero"
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
    after_a_verb=_set(
        "the a an our your their my its every each all no any one what who how why us it them me him her you nobody "
        "everybody everyone somebody someone anybody anyone nothing everything something this that these those"
    ),
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
