"""``plan``: where you stand, what to gather, what to write and by when."""

from __future__ import annotations

from refundletters import app
from refundletters.cli.case_argument import answers_of, case_without_settings, tell_settings
from refundletters.cli.cases.current import no_case
from refundletters.cli.context import Context
from refundletters.cli.option_values import PlanOptions
from refundletters.cli.talk.tone_hints import with_hints
from refundletters.facts.plan.as_json import plan_record

__all__ = ["run"]


def run(context: Context, options: PlanOptions) -> int:
    """Print the plan of a case: one screen of it, or everything."""
    case = case_without_settings(context, options.case, options.set)
    if case is None and not options.set and not options.json:
        raise no_case(context)
    answers = answers_of(context, case, options.set)
    plan = with_hints(app.plan(answers, context.setting), answers, context)
    tell_settings(context, options.set, answers)
    if options.json:
        language = context.interface.partition("_")[0]
        shown = options.case or (None if case is None else str(case))
        context.print_json(plan_record(plan, context.translate, language, shown))
        return 0
    if options.all:
        from refundletters.cli.plan_text.everything import show_everything

        show_everything(plan, case, context)
    else:
        from refundletters.cli.plan_text.one_screen import show_one_screen

        show_one_screen(plan, answers, case, context)
    return 0
