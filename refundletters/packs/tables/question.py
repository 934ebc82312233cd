"""Questions of the interview: what is asked, why, and where the answer is kept."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from refundletters.model.condition import Condition
from refundletters.packs.tables.base import ALWAYS, NEVER, Row, Text

__all__ = ["Choice", "Group", "Kind", "Put", "Question", "Sensitivity", "Source", "Variant"]

Kind = Literal[
    "choice",
    "choices",
    "text",
    "long_text",
    "list",
    "date",
    "moment",
    "money",
    "integer",
    "number",
    "yes_no",
    "confirm",
]
Source = Literal["", "countries", "regions", "locales", "services", "currencies", "documents"]
Sensitivity = Literal["P0", "P1", "P2"]
Group = Literal[
    "goal",
    "service",
    "happened",
    "charges",
    "state",
    "want",
    "contacts",
    "evidence",
    "payment",
    "you",
    "them",
    "confirm",
]
"""The order of the interview: what happened first, personal data late."""

_CHOOSING = frozenset({"choice", "choices", "yes_no", "confirm"})


class Put(Row, frozen=True, kw_only=True):
    """One answer that a choice stands for: a value, or that of another answer."""

    key: Annotated[str, Meta(description="The key of the answer.")]
    value: Annotated[str, Meta(description="The value.")] = ""
    of: Annotated[str, Meta(description="The key of the other answer.")] = ""


class Choice(Row, frozen=True, kw_only=True):
    """One answer to choose."""

    value: Annotated[
        str | bool, Meta(description="What the case file holds; a boolean for yes and no.")
    ]
    label: Annotated[Text, Meta(description="What the person reads (translated).")]
    when: Annotated[Condition, Meta(description="It is offered only where this holds.")] = field(
        default_factory=lambda: ALWAYS
    )
    opens: Annotated[str, Meta(description="Asks that question instead of keeping the value.")] = ""
    puts: Annotated[
        tuple[Put, ...], Meta(description="Answers that it stands for; its value is not kept.")
    ] = ()


class Variant(Row, frozen=True, kw_only=True):
    """Other words for a question in some cases, such as for somebody who writes for another."""

    when: Annotated[
        Condition, Meta(description="They are used where this holds; the first that fits.")
    ]
    text: Annotated[Text, Meta(description="The question (translated).")]
    help: Annotated[str, Meta(description="Why it is asked, where that differs (translated).")] = ""
    statements: Annotated[
        tuple[Text, ...], Meta(description="In place of its own statements (translated).")
    ] = ()
    choices: Annotated[
        tuple[Choice, ...], Meta(description="Other labels for choices of the same values.")
    ] = ()


class Question(Row, frozen=True, kw_only=True):
    """One question."""

    id: Annotated[
        str,
        Meta(
            pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$",
            description="A key of the case file without positions, or `TABLE.more`.",
        ),
    ]
    group: Annotated[Group, Meta(description="Where in the interview it belongs.")]
    kind: Annotated[Kind, Meta(description="What is entered.")]
    label: Annotated[Text, Meta(description="Its short name, on the review (translated).")]
    text: Annotated[Text, Meta(description="The question, one sentence (translated).")]
    help: Annotated[Text, Meta(description="Why it is asked (translated).")]
    example: Annotated[str, Meta(description="An answer as in the case file; days need none.")] = ""
    statements: Annotated[
        tuple[Text, ...], Meta(description="Shown before it, one by one (translated).")
    ] = ()
    when: Annotated[Condition, Meta(description="It is asked only where this holds.")] = field(
        default_factory=lambda: ALWAYS
    )
    follows: Annotated[
        Condition, Meta(description="Where other answers say it already; then it is not asked.")
    ] = field(default_factory=lambda: NEVER)
    skip: Annotated[
        bool,
        Meta(
            description="Optional by nature: a letter that names the whole table only wishes for "
            "it, and so does a question that it is asked with."
        ),
    ] = False
    unknown: Annotated[bool, Meta(description='Not knowing is an answer, and so is "around".')] = (
        False
    )
    absent: Annotated[
        Literal["", "none", "not_yet"],
        Meta(
            description="`none`: not knowing is put as not having it; `not_yet`: as not having "
            "done it, and the rest of the entry is not asked."
        ),
    ] = ""
    variants: Annotated[tuple[Variant, ...], Meta(description="Other words in some cases.")] = ()
    sensitivity: Annotated[
        Sensitivity, Meta(description="`P0` free, `P1` personal, `P2` about payments.")
    ] = "P0"
    source: Annotated[Source, Meta(description="Where choices come from, besides its own.")] = ""
    choices: Annotated[tuple[Choice, ...], Meta(description="What may be chosen.")] = ()
    choices_of: Annotated[str, Meta(description="Another question whose choices it has.")] = ""
    also: Annotated[
        tuple[str, ...],
        Meta(description="Questions asked with it, where their own conditions hold."),
    ] = ()
    key: Annotated[str, Meta(description="The key of the answer, where it is not the id.")] = ""

    def __post_init__(self) -> None:
        """Refuse choices for a question that takes none, and a choice question without any."""
        choices = bool(self.choices or self.source or self.choices_of)
        if (self.kind in _CHOOSING) != choices:
            msg = f"the kind {self.kind} and its choices do not go together"
            raise ValueError(msg)

    @property
    def asks_for_another(self) -> bool:
        """Whether it asks for one more entry of a table; its answer is not kept."""
        return self.id.endswith(".more")

    @property
    def has_conditions(self) -> bool:
        """Whether it, or one of its choices, depends on other answers."""
        return self.when is not ALWAYS or any(choice.when is not ALWAYS for choice in self.choices)

    @property
    def answer_key(self) -> str:
        """The key of its answer, without positions."""
        return self.key or self.id
