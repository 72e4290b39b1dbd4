"""The commands. A command loads, does, shows, in that order, and nothing else."""
