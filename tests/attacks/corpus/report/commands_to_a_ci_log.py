"""Prints lines that a runner of continuous integration would obey."""
# /// attack
# threat = "::error::, ::stop-commands::, ::set-output in output read by a CI log"
# stopped_by = "output is quoted, never printed at the start of a line"
# ///

COMMANDS = "::error::attack\n::stop-commands::attack\n::set-output name=score::10\n##vso[task.complete result=Succeeded;]"

print(COMMANDS)


def softmax(x):
    print(COMMANDS)
    raise ValueError(COMMANDS)
