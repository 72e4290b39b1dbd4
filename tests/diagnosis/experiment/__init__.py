"""The freeze experiment: labelled wrong variants, written without looking at the rules; how many are named right?

How to write a variant
----------------------
Each is one mistake that a student could make, in a form of its own. In a new module beside ``examples.py``:

- ``GradientVariant(family, about, label, backward)``: a wrong backward for a forward of ``families.FAMILIES``.
  ``backward(dout, *arguments)`` gets the upstream gradient (None where the forward is a loss) and the forward's
  arguments, and returns one gradient an argument; None for what has none, or is not given. Leave right gradients right.
- ``SubmissionVariant(about, label, source, assignment="04_convolution")``: functions or classes of the assignment's
  master, as Python text; they replace those of the reference, and the whole is graded by the real suite. Spell the
  mistake in another way than the misconceptions do: loops for vectors, other variables, another order of sums.
  A variant in which the suite finds nothing wrong is counted apart, as ``unseen``.

How to label
------------
``label`` is the one name that should stand first: of a pattern, from docs/hints.md, or of a misconception of
the assignment, from its docstring. Take the most specific that describes the mistake; ``None`` where none does. Decide
from the meaning, never from what the diagnosis says. Where a misconception and a pattern mean the same, give both in a
tuple: ``("backward_overlaps_overwritten", "overlaps_overwritten")``.

Then add the module's lists to ``VARIANTS`` in ``__main__``, and run ``python -m tests.diagnosis.experiment``.
"""
