"""Answers: validated, redacted, stored. The only way to make a ``Case``.

"Answers" are a plain dict in the shape of the case file. There is one path for checking them,
whether they were typed, loaded or computed: :func:`refundletters.answers.build.check`.
"""
