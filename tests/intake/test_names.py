"""Names are safe for every common file system, and no two are one."""

import pytest

from autograder.intake.names import safe_name, same_file_key, shown, submission_names


def name_files(*names):
    return submission_names([(name, False) for name in names])


def test_a_submission_is_named_by_its_stem():
    assert name_files("ada.py", "bob.ipynb", "cy.tar.gz", "di.v2.zip", "eve.pdf") == [
        "ada",
        "bob",
        "cy",
        "di.v2",
        "eve",
    ]


def test_a_folder_is_named_in_full():
    assert submission_names([("smith.j", True), ("jones.py", True)]) == ["smith.j", "jones.py"]


def test_where_two_stems_are_one_the_full_names_tell_them_apart():
    assert name_files("a.py", "a.zip", "b.py", "B.ipynb") == ["a.py", "a.zip", "b.py", "B.ipynb"]


def test_names_stay_apart_when_even_the_full_names_agree():
    names = name_files("a?.py", "a*.py", "a.py", "a.zip", "A.PY.zip")

    assert len({same_file_key(name) for name in names}) == 5


@pytest.mark.parametrize("name", ["index.html.zip", "summary.json.py", "Scores.CSV.py"])
def test_no_submission_takes_the_place_of_a_report_of_the_class(name):
    assert name_files(name)[0].endswith("-2")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("ada", "ada"),
        ("Größe 名前", "Größe 名前"),
        ("../x", "_x"),
        ("a/b\\c:d", "a_b_c_d"),
        ("a\nb\x1b[0m", "a_b_[0m"),
        ("a\u202eb", "a_b"),
        ("a\udcffb", "a_b"),
        (" a. ", "a"),
        ("", "_"),
        ("..", "_"),
        ("con", "_con"),
        ("Nul.txt", "_Nul.txt"),
        ("console", "console"),
        ("u\u0308", "ü"),
    ],
)
def test_any_text_becomes_a_safe_name(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_is_cut_between_characters():
    assert safe_name("ü" * 300) == "ü" * 100


def test_a_name_in_a_sentence_is_short_and_on_one_line():
    assert shown("a\n\u202e" + "b" * 200) == "a\ufffd\ufffd" + "b" * 74 + "..."
