"""The other tools: one file for each, with the version and the way in which it is run."""
