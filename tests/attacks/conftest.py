"""The corpus and the assignment under attack are read by tests, and hold none themselves."""

collect_ignore = ["assignment", "corpus"]
