"""``completion``: scripts for four shells, made from the table of commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from refundletters.cli.command_table import COMMANDS, EVERYWHERE, Argument, Command, Option
from refundletters.cli.context import Context
from refundletters.cli.option_values import CompletionOptions, Shell
from refundletters.messages import Message, say
from refundletters.packs.letters import letter_metas

__all__ = ["run"]


# Where each shell looks for the script.
_PLACES: Final[Mapping[Shell, str]] = {
    "bash": "~/.local/share/bash-completion/completions/refundletters",
    "zsh": "~/.zfunc/_refundletters (with fpath+=~/.zfunc before compinit in ~/.zshrc)",
    "fish": "~/.config/fish/completions/refundletters.fish",
    "powershell": "refundletters.ps1, and name it in $PROFILE: . ./refundletters.ps1",
}
# The numbers of the cases, one a line; what is typed after them is their name.
_CASES: Final = "refundletters cases --names 2>/dev/null"


def run(context: Context, options: CompletionOptions) -> int:
    """Print the completion script of one shell."""
    make = {"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[options.shell]
    place = say("Save this as %(file)s, then open a new shell.", file=_PLACES[options.shell])
    first, _, rest = make(context).partition("\n")
    # A comment, since a shell may run the script at every start; zsh needs its own first line.
    context.print(f"{first}\n# {context.translate(place)}\n{rest}")
    return 0


def _options(command: Command) -> tuple[Option, ...]:
    return (*command.options, *EVERYWHERE)


def _offered(entry: Argument | Option, context: Context) -> tuple[str, ...] | None:
    """Return the words to offer for a value; ``None`` for file names, and cases before them."""
    if entry.choices:
        return entry.choices
    match entry.kind:
        case "document":
            return tuple(letter_metas(context.roots))
        case "locale":
            from refundletters.i18n.locales import available

            return available(context.roots, "letters")
        case "case" | "file":
            return None
        case "":
            return ()
        case _:
            assert_never(entry.kind)


def _bash(context: Context) -> str:
    lines = [
        "# bash completion for refundletters",
        "_refundletters() {",
        "    local word previous command i",
        "    COMPREPLY=()",
        '    word="${COMP_WORDS[COMP_CWORD]}"',
        '    previous="${COMP_WORDS[COMP_CWORD-1]}"',
        "    command=",
        "    for ((i = 1; i < COMP_CWORD; i++)); do",
        '        case "${COMP_WORDS[i]}" in',
        "            -*) ;;",
        '            *) command="${COMP_WORDS[i]}"; break ;;',
        "        esac",
        "    done",
        '    case "$command:$previous" in',
    ]
    for command in COMMANDS:
        for option in _options(command):
            if option.value:
                pattern = "|".join(f"{command.name}:{name}" for name in option.names)
                reply = _bash_value(option, context)
                lines.append(f"        {pattern}) {reply} return ;;")
    lines += ["    esac", '    case "$command" in']
    for command in COMMANDS:
        names = [name for option in _options(command) for name in option.names]
        lines.append(f"        {command.name})")
        lines.append('            if [[ "$word" == -* ]]; then')
        lines.append(f"                {_bash_reply(names)}")
        if command.arguments:
            lines.append("            else")
            lines.append(f"                {_bash_arguments(command, context)}")
        lines += ["            fi", "            return ;;"]
    commands = [*(command.name for command in COMMANDS), "--help", "--version", "--interface"]
    lines += [
        "    esac",
        f"    {_bash_reply(commands)}",
        "}",
        "complete -o filenames -F _refundletters refundletters",
    ]
    return "\n".join(lines)


def _bash_arguments(command: Command, context: Context) -> str:
    """Offer the words of all arguments, whichever of them is being typed."""
    found = [_offered(argument, context) for argument in command.arguments]
    words = [word for some in found for word in some or ()]
    if not words and None in found:
        return _bash_value(command.arguments[0], context)
    return _bash_reply(words)


def _bash_value(entry: Argument | Option, context: Context) -> str:
    if entry.kind != "case":
        return _bash_reply(_offered(entry, context))
    return f'COMPREPLY=($(compgen -f -W "$({_CASES} | cut -f1)" -- "$word"));'


def _bash_reply(words: Iterable[str] | None) -> str:
    if words is None:
        return 'COMPREPLY=($(compgen -f -- "$word"));'
    return f'COMPREPLY=($(compgen -W {_quoted(" ".join(words))} -- "$word"));'


def _zsh(context: Context) -> str:
    lines = [
        "#compdef refundletters",
        "_refundletters_cases() {",
        "    local -a cases",
        f'    cases=("${{(@f)$({_CASES} | tr "\\t" ":")}}")',
        "    _describe case cases",
        "    _files",
        "}",
        "_refundletters() {",
        "    local -a commands",
        "    commands=(",
    ]
    lines += [
        f"        {_quoted(f'{command.name}:{_one_line(command.about, context)}')}"
        for command in COMMANDS
    ]
    lines += [
        "    )",
        "    if (( CURRENT == 2 )); then",
        "        _describe command commands",
        "        return",
        "    fi",
        '    case "$words[2]" in',
    ]
    for command in COMMANDS:
        lines.append(f"        {command.name})")
        parts = [_zsh_option(option, context) for option in _options(command)]
        parts += [
            _zsh_argument(position, argument, context)
            for position, argument in enumerate(command.arguments, 1)
        ]
        lines.append("            shift words; (( CURRENT-- ))")
        lines.append(f"            _arguments {' '.join(parts)} ;;")
    lines += [
        "    esac",
        "}",
        'if [ "$funcstack[1]" = "_refundletters" ]; then',
        '    _refundletters "$@"',
        "else",
        "    compdef _refundletters refundletters",
        "fi",
    ]
    return "\n".join(lines)


def _zsh_option(option: Option, context: Context) -> str:
    about = _one_line(option.about, context).replace("[", "(").replace("]", ")").replace(":", " ")
    action = f":{option.name}:{_zsh_action(option, context)}" if option.value else ""
    star = "*" if option.many else ""
    return " ".join(_quoted(f"{star}{name}[{about}]{action}") for name in option.names)


def _zsh_argument(position: int, argument: Argument, context: Context) -> str:
    colon = ":" if argument.required else "::"
    return _quoted(f"{position}{colon}{argument.name}:{_zsh_action(argument, context)}")


def _zsh_action(entry: Argument | Option, context: Context) -> str:
    if entry.kind == "case":
        return "_refundletters_cases"
    words = _offered(entry, context)
    return "_files" if words is None else f"({' '.join(words)})"


def _fish(context: Context) -> str:
    lines = ["# fish completion for refundletters", "complete -c refundletters -f"]
    for command in COMMANDS:
        about = _quoted(_one_line(command.about, context))
        lines.append(
            f"complete -c refundletters -n __fish_use_subcommand -a {command.name} -d {about}"
        )
        seen = f"'__fish_seen_subcommand_from {command.name}'"
        lines += [
            f"complete -c refundletters -n {seen} {_fish_offered(argument, context)}"
            for argument in command.arguments
        ]
        for option in _options(command):
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
                for name in option.names
            )
            value = f" -r {_fish_offered(option, context)}" if option.value else ""
            about = _quoted(_one_line(option.about, context))
            lines.append(f"complete -c refundletters -n {seen} {names}{value} -d {about}")
    return "\n".join(lines)


def _fish_offered(entry: Argument | Option, context: Context) -> str:
    if entry.kind == "case":
        return f"-F -k -a '({_CASES})'"
    words = _offered(entry, context)
    return "-F" if words is None else f"-f -a {_quoted(' '.join(words))}"


def _powershell(context: Context) -> str:
    lines = [
        "# PowerShell completion for refundletters",
        "Register-ArgumentCompleter -Native -CommandName refundletters -ScriptBlock {",
        "    param($word, $line, $cursor)",
        "    $words = @($line.CommandElements | ForEach-Object { $_.ToString() })",
        "    $typed = $words | Select-Object -Skip 1",
        "    $command = $typed | Where-Object { $_ -notlike '-*' } | Select-Object -First 1",
        "    $offered = switch ($command) {",
    ]
    for command in COMMANDS:
        names = [name for option in _options(command) for name in option.names]
        entries: list[Argument | Option] = [*command.arguments, *command.options]
        values = [value for entry in entries for value in _offered(entry, context) or ()]
        listed = ", ".join(_quoted(word) for word in dict.fromkeys((*names, *values)))
        cases = any(entry.kind == "case" for entry in entries)
        more = " + (refundletters cases --names | ForEach-Object { $_.Split()[0] })"
        lines.append(f"        {_quoted(command.name)} {{ @({listed}){more if cases else ''} }}")
    commands = ", ".join(_quoted(command.name) for command in COMMANDS)
    lines += [
        "    }",
        f"    if (-not $command -or $word -eq $command) {{ $offered = @({commands}) }}",
        '    $offered | Where-Object { $_ -like "$word*" } | ForEach-Object {',
        "        [System.Management.Automation.CompletionResult]::new($_)",
        "    }",
        "}",
    ]
    return "\n".join(lines)


def _one_line(msgid: str, context: Context) -> str:
    return context.translate(Message(msgid)).replace("\n", " ")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "’") + "'"
