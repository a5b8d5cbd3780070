"""Labels: the words that say what a number counts, "people received ACT training"."""

from __future__ import annotations

import re

MAX_WORDS = 16
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]{0,300}[)\]]")
_TIME = (
    r"(?:over|during|throughout|within|in|for|across|by|since|until|up\s+to|between)\s+(?:the\s+|this\s+|that\s+|last\s+|a\s+)?"
    r"(?:whole\s+|entire\s+|same\s+)?(?:course|past|last|previous|next|financial|reporting|calendar|year|period|twelve|end\s+of|"
    r"first|second|third|final|quarter|(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december)"
)
_VERBS = (
    r"ensure|help|support|make|raise|provide|prevent|reduce|improve|increase|enable|allow|protect|deter|identify|tackle|give|"
    r"keep|bring|address|encourage|assist|build|develop|disrupt|target|achieve|respond|inform|educate|safeguard|promote"
)
# Where a label ends: a clause, a time, a purpose, a consequence or a comparison begins.
_END = re.compile(
    rf"""
      [.!?;:](?=[\s”’"')\]]|$) | [)\]\n] | \s[–—-]\s
    | ,(?![\d]{{3}})
    | \s(?:{_TIME}) | \s(?:the\s+)?(?:previous|preceding|prior)\s+(?:financial\s+)?year
    | \sthe\s+year\s+before | \sa\s+year\s+earlier
    | \sat\s+a\s+(?:total\s+)?cost\b
    | \s(?:compared|versus|against\s+(?:a\s+)?(?:target|last|the\s+(?:previous|same))|up\s+from|down\s+from|
        an?\s+(?:increase|decrease|reduction|rise|fall|drop)|which|whilst|while|whereas|although|because|so\s+that|in\s+order|
        as\s+(?:a\s+result|well|part|of|at)|resulting|leading\s+to|led\s+to|this\s+(?:year|is|was|has)|
        last\s+year|so\s+far|to\s+date|in\s+total|but|when|where|
        meaning|thanks|year[- ]on[- ]year|per\s+year|annually|in\s+the\s+(?:same|corresponding)|
        on\s+(?:the\s+)?(?:last|previous|same)|
        within\s+year|than\b|and\s+(?:we|our|has|have|had|was|were|is|are|led|resulted|there|this|these|it|they|also|continue\w*)|
        with\s+(?:a\s+further|an\s+additional))\b
    | \sto\s(?-i:{_VERBS})\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LIST_GOES_ON = re.compile(r",\s*((?:[\w’'&/-]+\s+){0,3}?[\w’'&/-]+)(?=,|\s+(?:and|or|&)\s)", re.IGNORECASE)
_FUNCTION_WORDS = frozenset(
    """
    a an the to of in on at by for from with which who that this these while whilst as and or but we our they it
    its is are was were be been has have had including resulting leading ensuring helping when where not all
    more over up following
    """.split()  # noqa: SIM905
)
# Of "28 years and orders of £3m", the years are no orders.
_NEXT_OF = re.compile(r"\s+and\s+((?:[\w’'-]+\s+){1,4})of\s*$", re.IGNORECASE)
_MADE_OF = re.compile(
    r"\b(?:with|had|has|have|by|from)\s+an?\s+([\w-]+)\s+of\s*$", re.IGNORECASE
)  # "with a staff of 6"
_MEASURES = frozenset({"total", "number", "average", "rate", "maximum", "minimum", "score", "level", "margin", "value"})
_AUXILIARY = re.compile(
    r"(?<!\bthey\s)(?<!\bwho\s)(?<!\bit\s)(?<!\bthat\s)(?<!\bthere\s)\b(?:were|was|are|is|(?:have|has|had)\s+been"
    r"|(?:have|has|had)(?=\s+\w+ed\b))\s+(?!a\b|an\b|the\b|not\b)(?=\w)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:of|the|our|those|these|all|its|their|a|an|which|whom|in|worth\s+of|different|separate|x)\s+)+",
    re.IGNORECASE,
)
_TRAIL = re.compile(
    r"(?:[\s,–—-]+(?:and|or|with|of|the|for|in|to|a|an|from|by|at|on|as|while|including|of\s+which|of\s+whom|who|that|between|during|totalling|reaching|reached|numbering|within|across|"
    r"through|against|under|per|worth|than|about|over|around|nearly|almost|some|further|total|additional|these|those|our|we))*[\s,;:–—-]*$",
    re.IGNORECASE,
)
_VERB_FIRST = re.compile(
    r"(?:were|was|are|is|have|had|has|received|led|resulted|felt|feel|feeling|said|saying|remain\w*|went|going|agreed?|"
    r"agreeing|rated|rating|thought|believed?|believing|reported|reporting|stated|stating|found|being|would|expressed|did|"
    r"satisfied|dissatisfied|positive|taken|given|brought|shut|of\s+(?:which|whom|these|those|them)\s+were)\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\s+(?!organised|armed|uninsured|unlicensed|alleged|suspected|related|focused|skilled|aged)(?:(?:[a-z]+[^e\W]ed|carried\s+out|"
    r"undertaken|made|held|taken|given|issued|caught|found|brought|worth)\b).*$"
)
_SECOND_VERB = re.compile(
    r",?\s+and\s+(?:[a-z]+ed(?:\s+(?:out|up|in|over|off|down))?|made|gave|took|held|ran|led|sent|set\s+up)$"
)
_SUBJECT = re.compile(
    r"^((?:[\w’'&-]+\s+){0,5}?[\w’'&-]+?)(?=\s+(?:\w{3,}ing|felt|feel|said|say|were|was|are|is|have|had|who|agreed?|reported|rated|"
    r"thought|believed?|would|in|during|with|at|on|for|to|that|stated|found|remain\w*)\b|$)",
    re.IGNORECASE,
)
_BEFORE_TAIL = re.compile(
    r"(?:[\s,:=–—(-]+|\b(?:was|were|is|are|stood|stands|stand|of|to|at|by|totall?ed|reached|reaching|rose|risen|fell|fallen|increased|"
    r"decreased|improved|reduced|dropped|grew|went|from|up|down|has|have|had|been|being|now|currently|remained|remains|averaged|"
    r"scored|achieved|recorded|came|and|the|a|an|an\s+average|total|only|just|compared\s+(?:to|with)|against|than|with|in|for|this|"
    r"figure|there|we|also|which|number|level|(?:19|20)\d\d(?:[/–-]\d{2,4})?)\b)*$",
    re.IGNORECASE,
)
_BEFORE_LEAD = re.compile(
    r"^(?:\s*(?:[•–—-]\s*)?\b(?:there\s+(?:were|was|have\s+been)|we|this|these|and|with|while|whilst|but|the|our|overall|in\s+total|"
    r"(?:the\s+)?(?:total\s+)?number\s+of|(?:the\s+)?(?:proportion|percentage|share|level|rate)\s+of|"
    r"(?:an?\s+)?(?:reduction|increase|decrease|rise|fall|drop|improvement)s?\s+in|in\s+addition|also|however|"
    r"(?:in|during|for)\s+(?:19|20)\d\d(?:[/–-]\d{2,4})?|"
    r"a\s+total\s+of|as\s+a\s+result|of|it|has|have|seen)\b[\s,]*)*",
    re.IGNORECASE,
)


def tail_label(text: str) -> str:
    """Return the label at the beginning of the text that follows a number; empty where it says nothing."""
    flat = _PARENTHESIS.sub("", text)
    end = 0
    while match := _END.search(flat, end):
        if match[0] == "," and (more := _LIST_GOES_ON.match(flat, match.start())) and _is_list(more[1]):
            end = more.end()
            continue
        flat = flat[: match.start()]
        break
    label = tidied(_NEXT_OF.sub("", flat))
    return "" if re.match(r"(?:and|or|but)\b", label, re.IGNORECASE) else label


def _is_list(words: str) -> bool:
    return not set(words.casefold().split()) & _FUNCTION_WORDS


def tidied(text: str) -> str:
    """Return a label without auxiliaries, articles at its beginning and loose words at its end."""
    text = " ".join(text.strip(' ,;:.–—•()[]“”"').split()[:MAX_WORDS])
    text = _without_loose_end(text)
    if _AUXILIARY.match(text):
        return text
    return _without_loose_end(_AUXILIARY.sub("", text, count=1))


def _without_loose_end(text: str) -> str:
    text = _TRAIL.sub("", f" {text}").strip()
    return _SECOND_VERB.sub("", text)


def head_label(text: str) -> str:
    """Return the label at the end of the text that leads up to a number: "Victim satisfaction rose to 84%"."""
    if next_of := _NEXT_OF.search(text):
        return tidied(without_lead(next_of[1]))
    if (made_of := _MADE_OF.search(text)) and made_of[1].lower() not in _MEASURES:
        return made_of[1]
    clause = re.split(r"[.!?;](?=\s)|\n|,\s(?=(?:and|with|while|whilst|but)\b)", _PARENTHESIS.sub("", text))[-1]
    clause = _BEFORE_LEAD.sub("", _BEFORE_TAIL.sub("", clause))
    if "," in clause and len(clause.split()) > 8:
        clause = clause.rsplit(",", 1)[-1]
    words = clause.split()
    return tidied(" ".join(words[-MAX_WORDS:]))


def without_lead(label: str) -> str:
    """Return a label without "of the" and the like at its beginning; "of those surveyed" keeps "those"."""
    if re.match(r"of\s+(?:those|people)\s+(?:\w+ed|asked|who|taking|completing|responding)\b", label, re.IGNORECASE):
        return label[2:].strip()
    return _LEAD.sub("", label)


def lacks_subject(label: str) -> bool:
    """Whether a label begins with a verb, so that somebody must be put in front: "feeling safe after dark"."""
    return bool(_VERB_FIRST.match(label)) or bool(re.fullmatch(r"\w+ed(?:\s+(?:in|by|from|at|under)\b.*)?", label))


def plain_subject(label: str) -> str:
    """Return a label without the participle at its end: "stop and searches" of "stop and searches carried out"."""
    return _PARTICIPLE.sub("", label) or label


def without_auxiliary(label: str) -> str:
    """Return a label that begins with a verb without that verb's auxiliary: "were positive" gives "positive"."""
    return _AUXILIARY.sub("", label, count=1) if _AUXILIARY.match(label) else label


def subject_of(label: str) -> str:
    """Return who a percentage is of: "respondents" of "respondents feeling safe in the City"."""
    match = _SUBJECT.match(label)
    return match[1] if match else ""


def told_apart(sentence: str, subject: str) -> str:
    """Return a plain subject as the sentence tells it apart elsewhere: "… , from online respondents." """
    if not subject or len(subject.split()) > 1:
        return subject
    found = re.findall(
        rf"\b(?:from|among|amongst|by)\s+((?:[\w-]+\s+){{1,3}}?{re.escape(subject)})\b", sentence, re.IGNORECASE
    )
    named = [text for text in found if not set(text.casefold().split()) & _FUNCTION_WORDS]
    return named[-1] if named else subject
