"""What grading costs, beside other tools on the same tests: ``make bench``. Measures; asserts nothing."""
