"""Every command as data: its arguments, options, help texts and examples.

One table feeds the parser, the help texts, the completion scripts and the tests. A command's own
module is imported only when it runs, so the table must stay cheap to import.
"""

from __future__ import annotations

from typing import Final, get_args

from refundletters.cli.command_table_batch import BATCH
from refundletters.cli.command_table_cases import (
    ANY_CASE,
    CASES,
    FORGET,
    LOG,
    REMIND,
    UNDO,
    USE,
)
from refundletters.cli.command_table_statement import STATEMENT
from refundletters.cli.command_table_translate import TRANSLATE
from refundletters.cli.command_table_web import WEB
from refundletters.cli.command_types import Argument, Command, Option
from refundletters.cli.option_values import (
    BundleOptions,
    CompareOptions,
    CompletionOptions,
    EditOptions,
    LayoutsOptions,
    LintOptions,
    ListOptions,
    NewOptions,
    PlanOptions,
    ProfileOptions,
    ReportOptions,
    ResumeOptions,
    RulesOptions,
    Shell,
    WriteOptions,
)
from refundletters.messages import N_
from refundletters.model.closed_words import TextChannel
from refundletters.render.formats import COMPARED, FORMATS

__all__ = ["COMMANDS", "EVERYWHERE", "Argument", "Command", "Option", "command"]

_CASE: Final = Option(("--case",), N_("The case file."), "CASE", kind="case")
_SET: Final = Option(
    ("--set",),
    N_("Answer one question, such as reason=unused or charges.0.amount=9.99; changes no file."),
    "KEY=VALUE",
    many=True,
)
_JSON: Final = Option(("--json",), N_("Print one JSON value instead of text."))
_NO_INPUT: Final = Option(("--no-input",), N_("Never ask anything."))
_THE_CASE: Final = Argument("case", N_("The case file."), kind="case")
_OUT: Final = Option(
    ("-o", "--output"), N_("The file to write; - is standard output."), "PATH", kind="file"
)
_OVERWRITE: Final = Option(("--overwrite",), N_("Replace the file if it is there already."))
_CHANNEL: Final = Option(
    ("--channel",),
    N_("Where it will be used: chat, email, letter, form, sms, x or phone."),
    "C",
    choices=get_args(TextChannel),
)
_ALLOW_INCOMPLETE: Final = Option(
    ("--allow-incomplete",),
    N_("Accept a language in which some sentences are not translated yet."),
)
_DOCUMENT: Final = Argument(
    "document", N_("Which document, such as refund-request."), kind="document"
)
_PLAIN: Final = Option(("--plain",), N_("Ask with plain lines of text, for screen readers."))
_STATEMENT: Final = Option(
    ("--statement",), N_("An export of your bank to pick the charges from."), "FILE", kind="file"
)

EVERYWHERE: Final = (
    Option(("--interface",), N_("Language of the questions and messages."), "L", kind="locale"),
    Option(("-h", "--help"), N_("Show this help.")),
)

_WRITE: Final = Command(
    "write",
    "write:run",
    WriteOptions,
    "letters",
    N_("Write a document."),
    (_DOCUMENT,),
    (
        _CASE,
        _SET,
        Option(("--locale",), N_("Language of the document."), "L", kind="locale"),
        Option(
            ("--format",),
            N_("text, snippet, docx, html, eml or pdf; otherwise by the ending of the file."),
            "F",
            choices=tuple(FORMATS),
        ),
        _CHANNEL,
        Option(("--limit",), N_("The most characters it may have."), "N", number=True),
        Option(("--part",), N_("Only one part, such as subject, body or opener."), "P"),
        _OUT,
        _OVERWRITE,
        Option(("--copy",), N_("Put the text on the clipboard.")),
        Option(("--open",), N_("Open the written file.")),
        Option(("--letterhead",), N_("A Word file whose page is used."), "DOCX", kind="file"),
        _ALLOW_INCOMPLETE,
        _NO_INPUT,
        Option(("--no-log",), N_("Do not note the document in the journal of the case.")),
    ),
    (
        "write refund-request",
        "write card-dispute --case case.toml -o dispute.docx",
        "write chat-opener --case case.toml --set sender.given_name=Sam --format snippet",
    ),
)


def _listing(name: str, about: str) -> Command:
    return Command(name, f"lists:{name}", ListOptions, "lists", about, (), (_CASE, _JSON), (name,))


_RULES: Final = Command(
    "rules",
    "lists:rules",
    RulesOptions,
    "lists",
    N_("List the laws and card rules known, with their sources."),
    (),
    (
        _CASE,
        Option(("--country",), N_("Only what holds in this country, such as DE."), "COUNTRY"),
        Option(("--reason",), N_("Only what is about this reason, such as unused."), "REASON"),
        Option(
            ("--method",), N_("Only what is about this way to pay, such as direct_debit."), "METHOD"
        ),
        _JSON,
    ),
    ("rules --country DE --reason price_increase",),
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "new",
        "interview:new",
        NewOptions,
        "case",
        N_("Start a case: a few questions, saved after every answer."),
        (),
        (_OUT, _STATEMENT, _PLAIN),
        ("new", "new -o case.toml --plain", "new --statement export.csv"),
    ),
    Command(
        "resume",
        "interview:resume",
        ResumeOptions,
        "case",
        N_("Go on where you stopped."),
        (ANY_CASE,),
        (_PLAIN,),
        ("resume",),
    ),
    Command(
        "edit",
        "interview:edit",
        EditOptions,
        "case",
        N_("Look at the answers of a case and change them."),
        (ANY_CASE,),
        (_STATEMENT, _PLAIN),
        ("edit", "edit case.toml --statement export.csv"),
    ),
    Command(
        "profile",
        "interview:profile",
        ProfileOptions,
        "case",
        N_("Save your name and address once, for every case."),
        (),
        (_PLAIN,),
        ("profile",),
    ),
    _WRITE,
    Command(
        "plan",
        "plan:run",
        PlanOptions,
        "letters",
        N_("Show where you stand, what to gather, what to write and by when."),
        (ANY_CASE,),
        (_CASE, _SET, Option(("--all",), N_("Show everything, not only one screen.")), _JSON),
        ("plan", "plan netflix --all", "plan case.toml --json"),
    ),
    Command(
        "bundle",
        "bundle:run",
        BundleOptions,
        "letters",
        N_("Put letter, summary and evidence into one file."),
        (ANY_CASE,),
        (
            _SET,
            Option(
                ("--document",),
                N_("A letter to put in; otherwise what comes next."),
                "DOCUMENT",
                kind="document",
                many=True,
            ),
            Option(("--locale",), N_("Language of the document."), "L", kind="locale"),
            Option(("-o", "--output"), N_("The .zip or .pdf file to write."), "PATH", kind="file"),
            _OVERWRITE,
            _ALLOW_INCOMPLETE,
        ),
        (
            "bundle -o bundle.zip",
            "bundle case.toml --document card-dispute -o bundle.pdf",
        ),
    ),
    BATCH,
    Command(
        "compare",
        "compare:run",
        CompareOptions,
        "letters",
        N_("Show a document in two languages side by side."),
        (_DOCUMENT,),
        (
            _CASE,
            _SET,
            Option(("--locale",), N_("Language of the document."), "L", kind="locale"),
            Option(
                ("--with",),
                N_("The other language; otherwise that of the screen."),
                "L",
                kind="locale",
            ),
            Option(
                ("--format",),
                N_("text, html or docx; otherwise by the ending of the file."),
                "F",
                choices=COMPARED,
            ),
            _CHANNEL,
            _OUT,
            _OVERWRITE,
            _ALLOW_INCOMPLETE,
        ),
        ("compare refund-request --case case.toml --locale de --with en",),
    ),
    CASES,
    USE,
    LOG,
    REMIND,
    STATEMENT,
    _listing("documents", N_("List the documents that can be written.")),
    _listing("services", N_("List the services known by name.")),
    _RULES,
    Command(
        "layouts",
        "layouts:run",
        LayoutsOptions,
        "lists",
        N_("List the page layouts, or draw one at true size to hold against an envelope."),
        (
            Argument(
                "country",
                N_("The country of the letters, such as DE; also A4 or Letter."),
                required=False,
            ),
        ),
        (
            _JSON,
            Option(("-o", "--output"), N_("The .html or .svg file to write."), "PATH", kind="file"),
            _OVERWRITE,
        ),
        ("layouts", "layouts DE -o page.html"),
    ),
    _listing("locales", N_("List the languages and how complete they are.")),
    _listing("questions", N_("List the questions and their keys.")),
    _listing("schema", N_("Print the JSON schema of the case file.")),
    WEB,
    Command(
        "report",
        "journal:report",
        ReportOptions,
        "tools",
        N_("Print a case without personal data, for a bug report."),
        (ANY_CASE,),
        (),
        ("report", "report case.toml"),
    ),
    UNDO,
    FORGET,
    TRANSLATE,
    Command(
        "lint",
        "lint:run",
        LintOptions,
        "tools",
        N_("Check letters and data, of a pack or of the program itself."),
        (
            Argument(
                "path",
                N_("The folder of a pack; without it, what ships is checked."),
                required=False,
                kind="file",
            ),
        ),
        (_JSON,),
        ("lint .",),
    ),
    Command(
        "completion",
        "completion:run",
        CompletionOptions,
        "tools",
        N_("Print a completion script for your shell."),
        (
            Argument(
                "shell",
                N_("bash, zsh, fish or powershell; the script says where it goes."),
                choices=get_args(Shell),
            ),
        ),
        (),
        ("completion bash",),
    ),
)


def command(name: str) -> Command | None:
    """Return the command called ``name``, or ``None``."""
    return next((entry for entry in COMMANDS if entry.name == name), None)
