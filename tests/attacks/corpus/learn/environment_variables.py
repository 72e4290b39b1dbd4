"""Looks for secrets, names and paths in the environment."""
# /// attack
# threat = "environment variables"
# stopped_by = "a clean environment"
# ///

import os


def look():
    words = ("SALT", "SECRET", "TOKEN", "KEY", "SOLUTION", "PYTEST", "GITHUB", "PYTHONPATH")
    return any(word in name.upper() or "solutions" in value for name, value in os.environ.items() for word in words)


prove(look)
