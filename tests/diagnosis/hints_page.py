"""Write docs/hints.md from the vocabulary: ``python -m tests.diagnosis.hints_page``."""

from pathlib import Path

from autograder.diagnosis.patterns import VOCABULARY

PAGE = Path(__file__).parents[2] / "docs" / "hints.md"
INTRODUCTION = """# Hints: what the diagnosis can name

This page is made from the rules: `python -m tests.diagnosis.hints_page`. Never edit it.

A failed test says that a result is wrong. The diagnosis looks for the mistake behind all failures of a submission:

1. **Misconceptions.** If the values that failing tests received are those of a known wrong implementation kept beside
   the reference, in every test that it fails, its name and its hint are given (`docs/authoring.md`).
2. **Patterns.** Else the wrong array is compared with *predicted* wrong arrays. A pattern is named if it predicts every
   failing case of the array in a test function, entry by entry. The first below that does is the name.
3. **A property of the inputs.** If failing and passing cases of a function are separated by exactly one sentence such
   as "`stride` is greater than 1", with two cases on each side, the hint says so.

What is ambiguous gets no name: a wrong name is worse than none. Values are compared, never source. Hints hold no value.
The places where "example", "channel" and "window" are said are the axes 0, 1 and the last two of the upstream gradient
(or of the array itself): "channel" also stands for filters, units and classes.

## Patterns, from specific to general

| name | what it means | what the student reads |
|---|---|---|
"""


def page() -> str:
    """The page as text."""
    rows = [f"| `{p.name}` | {p.meaning} | {p.hint} |" for p in VOCABULARY]
    return INTRODUCTION + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE} is written")
