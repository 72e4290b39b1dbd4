"""The benchmark's class is the same every time, and has the mix it says."""

import ast
from collections import Counter

from autograder.diagnosis.misconceptions import load_misconceptions
from autograder.intake.files import Submission, find_submissions, read_submission
from benchmarks.members import LEFT_OUT, functions_only, members, the_assignment, write_class


def test_the_class_is_the_same_every_time():
    assert members(30) == members(30)


def test_a_smaller_class_is_the_front_of_a_larger_one():
    assert members(12) == members(60)[:12]


def test_a_third_is_right_half_hold_a_misconception_and_the_rest_are_stubs():
    kinds = Counter(member.kind for member in members(60))

    assert kinds == {"right": 20, "misconception": 30, "stub": 10}


def test_right_submissions_come_as_scripts_and_as_notebooks():
    forms = Counter(member.form for member in members(60) if member.kind == "right")

    assert forms == {"py": 10, "ipynb": 10}


def test_misconceptions_are_outside_what_is_left_out_and_all_take_part():
    known = load_misconceptions(the_assignment().misconceptions)

    taking_part = {member.made_from for member in members(200) if member.kind == "misconception"}

    assert taking_part == {m.name for m in known if not set(m.fails) & set(LEFT_OUT)}


def test_members_hold_imports_and_definitions_alone():
    statements = [node for member in members(12) for node in ast.parse(member.source).body]

    assert {type(node) for node in statements} <= {ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef}


def test_nothing_is_imported_for_drawing():
    source = functions_only("import matplotlib.pyplot as plt\nimport numpy as np\nplt.plot([1])\n")

    assert source == "import numpy as np\n"


def test_every_form_can_be_read_as_a_submission(tmp_path):
    write_class(members(12), tmp_path)

    found = find_submissions(tmp_path, the_assignment())
    read = [read_submission(path, name, the_assignment()) for name, path in found]

    assert len(read) == 12
    assert all(isinstance(submission, Submission) for submission in read)
