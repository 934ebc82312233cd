"""The interview: which question comes next, and what an answer changes. It neither asks nor shows.

Questions are data (``templates/questions.toml``); a letter names those it needs and those it would
like. :mod:`.flow` is the state machine, :mod:`.steps` works out what applies, :mod:`.review` lists
what was answered, and :mod:`.options` says what may be chosen.
"""
