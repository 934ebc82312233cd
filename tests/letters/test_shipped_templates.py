"""Templates that a wheel holds write what Jinja writes, and leave to it whatever is unusual."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined

from refundletters.letters import environment, shipped_templates
from refundletters.letters.environment import as_python
from refundletters.letters.shipped_templates import LeaveToJinja, ShippedTemplates

NAMES: dict[str, Any] = {
    "words": "a < b",
    "items": [3, 1, 2],
    "nothing": [],
    "rows": [SimpleNamespace(name="x", shown=True), SimpleNamespace(name="y", shown=False)],
    "table": {"key": "value"},
    "add": lambda one, *, to=1: one + to,
}
SAME = {
    "escaped": "{{ words }} {{ words ~ '<' }}",
    "condition": "[{{ words if not items }}] {{ 'no' if nothing else 'yes' }}",
    "loop": "{% for i in items %}{{ loop.index }}{{ loop.first }}{{ loop.last }}{% endfor %}",
    "length of a loop": "{% for i in items %}{{ loop.length }}{% endfor %}",
    "filters": "{{ items | length }} {{ items | first }} {{ items | last }} {{ items | list }}",
    "chosen": "{{ (rows | selectattr('shown') | list)[0].name }} "
    "{{ items | reject('equalto', 1) | list }}",
    "macro": "{% macro m(a, b='<') %}{{ a }}{{ b }}{{ varargs }}{% endmacro %}"
    "{{ m(words) }}{{ m(1, b=2) }}{{ m(1, 2, 3) }}",
    "namespace": "{% set ns = namespace(n=0) %}{% for i in items %}{% set ns.n = ns.n + i %}"
    "{% endfor %}{{ ns.n }}",
    "import": "{% import 'macros' as m with context %}{{ m.twice(words) }}"
    "{% from 'macros' import twice with context %}"
    "{{ twice(2) }}",
    "block": "{% extends 'page' %}{% block title %}{{ words }}{% endblock %}",
    "set": "{% set x %}<b>{{ words }}</b>{% endset %}{{ x }}",
    "call": "{{ add(1, to=2) }} {{ table.key }} {{ table['key'] }} {{ rows[0].name }}",
}
LEFT = {
    "undefined": "{{ unknown }}",
    "attribute": "{{ rows[0].unknown }}",
    "position": "{{ items[9] }}",
    "another filter": "{{ words | upper }}",
    "another test": "{{ items | reject('odd') | list }}",
    "no first": "{{ nothing | first }}",
    "too many": "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
    "an unknown argument": "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, b=2) }}",
    "caller": "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
    "super": "{% extends 'page' %}{% block title %}{{ super() }}{% endblock %}",
    "no template": "{% import 'unknown' as m with context %}{{ m.x }}",
    "no such macro": "{% from 'macros' import unknown with context %}{{ unknown() }}",
    "import without names": "{% import 'macros' as m %}{{ m.twice(1) }}",
}
OTHERS = {
    "macros": "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}",
    "page": "<p>{% block title %}{% endblock %}</p>{{ self.title() }}",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Write templates, compile them as the build hook does, and run one without Jinja."""
    monkeypatch.setattr(
        shipped_templates, "place_of", lambda path, _: f"{tmp_path}/kept/{path.name}.py"
    )

    def write(text: str) -> tuple[ShippedTemplates, Environment]:
        sources = {**OTHERS, "letter": text}
        jinja = environment._ShippedEnvironment(
            loader=environment.FileSystemLoader(tmp_path),
            autoescape=True,
            undefined=StrictUndefined,
        )
        jinja.globals = {"namespace": environment.Namespace}
        (tmp_path / "kept").mkdir()
        for name, source in sources.items():
            (tmp_path / name).write_text(source, encoding="utf-8")
        for name in sources:
            code = as_python(jinja, name)
            (tmp_path / "kept" / f"{name}.py").write_text(code, encoding="utf-8")
        return ShippedTemplates(tmp_path), jinja

    return write


@pytest.mark.parametrize("name", SAME)
def test_the_words_are_those_of_jinja(run: Any, name: str) -> None:
    shipped, jinja = run(SAME[name])
    expected = jinja.get_template("letter").render(NAMES)
    assert shipped.get_template("letter").render(NAMES) == expected
    assert expected


@pytest.mark.parametrize("name", LEFT)
def test_what_is_unusual_is_left_to_jinja(run: Any, name: str) -> None:
    shipped, _ = run(LEFT[name])
    with pytest.raises(LeaveToJinja):
        shipped.get_template("letter").render(NAMES)


def test_a_template_that_changed_is_left_to_jinja(run: Any, tmp_path: Path) -> None:
    shipped, _ = run("{{ words }}")
    (tmp_path / "letter").write_text("{{ items }}", encoding="utf-8")
    with pytest.raises(LeaveToJinja):
        shipped.get_template("letter")
