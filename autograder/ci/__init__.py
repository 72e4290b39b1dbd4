"""Graded pushes: what the platforms hand over and show, and an own git server.

platforms    which platform runs this, and what it says of the push
changed      which assignments a push changed
outcome      the public checks, or the grading, of one assignment
escaping     student text in logs that obey commands
publish      what a platform is shown; github, gitlab, gradescope, autolab, classroom50, junit: one form each
generate     the files that set a platform up, from templates/
collect      for an instructor's job: fetch the students' repositories, and post results back
"""
