"""Records with awkward names, long texts and hostile strings, for the tests of scoring and reports."""

import math

import msgspec

from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.results import (
    Feedback,
    Mistake,
    Picture,
    QuestionResult,
    QuestionScore,
    SubmissionResult,
    SubmissionSummary,
    Summary,
    TestResult,
)
from autograder.scoring.points import submission_status, total
from autograder.scoring.visibility import Moment, redact

HOSTILE = [
    "<script>alert(1)</script>",
    "</style></pre><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "\x1b[31mred\x1b[0m \x1b]8;;https://example.org\x07link\x1b]8;;\x07",
    "\u202egnp.exe",
    "lone \ud800 surrogate",
    "[red]rich markup[/red] [link=https://example.org]x[/link]",
    "```\n# a heading\n![x](https://example.org/x.png)\n```",
    "::error file=a,line=1::owned",
    '=HYPERLINK("https://example.org")',
    "{{ 7 * 7 }} {% raw %}",
    "nul \x00 bell \x07 delete \x7f next line \x85 separator \u2028 tag \U000e0041",
]

FEEDBACK = (
    "Each output entry is the sum over one window of the input, taken with the kernel as it stands. "
    "Convolution in deep learning does not flip the kernel."
)


BORDER_HINT = "The border that padding added belongs to nobody. Which slice of dx is the input's own?"


def border_map() -> Picture:
    """Where a gradient of shape (3, 2, 5, 7) is wrong: at the border of each image, with one NaN."""
    shape = [3, 2, 5, 7]
    values = [
        ((-1) ** n * (1 + c) * 0.31 * (1 + 0.1 * x) if y in (0, 4) or x in (0, 6) else 1e-17)
        for n in range(3)
        for c in range(2)
        for y in range(5)
        for x in range(7)
    ]
    text = "found − expected, shape (3, 2, 5, 7): the border of every image differs, by at most 0.99"
    return Picture(name="dx", kind="heat_map", shape=shape, values=[None, *values[1:]], text=text)


def loss_curves() -> Picture:
    """Two curves of a loss, one of which overflows."""
    steps = 60
    values = [2.3 * math.exp(-i / 20) + 0.1 * math.sin(i) for i in range(steps)]
    values += [-0.4 + 0.002 * i**1.5 if i < 45 else None for i in range(steps)]
    text = "2 curves of 60 points, from -0.4 to 2.3; 15 numbers are not finite"
    return Picture(name="the loss", kind="series", shape=[2, steps], values=values, text=text)


def small_images() -> Picture:
    """Three grey images with a hole."""
    values = [(x * y) / 121 if (x, y) != (3, 3) else None for n in range(3) for y in range(12) for x in range(12)]
    return Picture(name="filters", kind="image", shape=[3, 12, 12], values=values, text="3 images of 12 × 12 pixels")


def digit_map() -> Picture:
    """Ten groups of six points on a circle."""
    places = [(math.cos(i / 6) + 0.1 * (i % 3), math.sin(i / 6) + 0.1 * (i % 2), i // 6) for i in range(60)]
    values: list[float | None] = [float(number) for place in places for number in place]
    return Picture(name="the map", kind="points", shape=[60, 3], values=values, text="60 points of 10 classes")


def pictures() -> list[Picture]:
    """One of each kind."""
    return [border_map(), loss_curves(), small_images(), digit_map()]


def one_test(status: Status = Status.PASSED, **changes: object) -> TestResult:
    """One test worth two points, settled as its status says."""
    score = {Status.PASSED: 2.0}.get(status, 0.0) if status.is_settled else None
    fields: dict[str, object] = {
        "id": "hidden/test_conv1d.py::test_strides[3-0]",
        "title": "strided windows start at multiples of the stride",
        "question": "conv1d",
        "status": status,
        "score": score,
        "max_score": 2.0,
        "visibility": Visibility.HIDDEN,
    }
    return TestResult(**{**fields, **changes})  # type: ignore[arg-type]


def result_of(tests: list[TestResult], name: str = "ada", **changes: object) -> SubmissionResult:
    """A submission with these tests, summed by the rules."""
    titles = {
        "conv1d": "Convolution in one dimension",
        "conv2d_backward": "The gradients of a two-dimensional convolution",
        "im2col": "Convolution as one matrix product",
        "conv2d_fast": "A fast convolution",
    }
    questions = {}
    for key in dict.fromkeys(test.question for test in tests):
        own = [test for test in tests if test.question == key]
        scores = [test.score for test in own]
        score = None if None in scores else sum(score or 0.0 for score in scores)
        worth = sum(test.max_score for test in own)
        questions[key] = QuestionResult(
            title=titles.get(key, key), score=score, max_score=worth, extra_credit=key == "conv2d_fast"
        )
    score, max_score = total(questions)
    fields: dict[str, object] = {
        "assignment": "04_convolution",
        "title": "Convolution: one kernel, many places",
        "name": name,
        "status": submission_status(tests),
        "score": score,
        "max_score": max_score,
        "isolation": Isolation.SANDBOX,
        "questions": questions,
        "tests": tests,
        "submission_hash": "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8",
        "suite_hash": "8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92",
        "versions": {"autograder": "0.1.0", "python": "3.11.2", "numpy": "2.4.0"},
    }
    return SubmissionResult(**{**fields, **changes})  # type: ignore[arg-type]


def typical(name: str = "ada", isolation: Isolation = Isolation.SANDBOX) -> SubmissionResult:
    """A submission on its way: every status once, in four questions."""
    backward = {"question": "conv2d_backward", "max_score": 3.0}
    tests = [
        one_test(
            id="checks/test_convolution.py::test_by_hand",
            title="a worked example",
            visibility=Visibility.VISIBLE,
            max_score=0.0,
            score=0.0,
            output="shape (5,)\n",
            warnings=["float64 where the handout has float32"],
        ),
        one_test(),
        one_test(title="the kernel is not flipped"),
        one_test(
            Status.FAILED,
            **backward,
            title="the gradient of the padded input has the input's shape [1-2]",
            feedback=FEEDBACK,
            place="dx: axis 2, first and last entry; all 3 examples",
            hint="The border that padding added belongs to nobody. Which slice of dx is the input's own?",
            misconception="crop_with_negative_pad",
            message="SECRET expected 0.1234 at (0, 1, 2)",
            output="SECRET x",
            wall_s=0.0123,
            cpu_s=0.0117,
        ),
        one_test(
            Status.ERROR,
            **backward,
            title="strides larger than one",
            exception="ValueError",
            line="convolution.py, line 112",
            message="operands could not be broadcast SECRET",
        ),
        one_test(Status.TIMED_OUT, **backward, title="padding of two"),
        one_test(
            Status.FAILED,
            **backward,
            id="checks/test_convolution.py::test_bias",
            title="the gradient of the bias",
            visibility=Visibility.VISIBLE,
            line="convolution.py, line 98",
            message='db: shape (4, 1) where (4,) is expected\n\n>   expect_close(db, expected, what="db")',
            output="\n".join(f"step {i}: loss {1 / (i + 1):.6f}" for i in range(400)),
        ),
        one_test(question="im2col", title="a window is a column"),
        *[
            one_test(Status.NOT_ATTEMPTED, question="conv2d_fast", title=title)
            for title in ("agrees with the loop", "is thirty times faster", "keeps float32")
        ],
        one_test(question="im2col", title="uneven sizes", status=Status.PASSED, visibility=Visibility.AFTER_PUBLISHED),
    ]
    warnings = ["cell 7 was passed over: NameError: name 'plt_' is not defined"]
    return result_of(tests, name, isolation=isolation, warnings=warnings, output="loading…\nplots made: 3\n")


def typical_feedback(isolation: Isolation = Isolation.SANDBOX) -> Feedback:
    """What the student of the typical submission reads before publication."""
    return redact(typical(isolation=isolation), Moment())


def mistaken(name: str = "ada", *mistakes: Mistake) -> SubmissionResult:
    """A submission with five failures, four of which one mistake explains; a public check has pictures."""
    fields = {"question": "conv2d_backward", "max_score": 2.0, "hint": BORDER_HINT, "misconception": "crop_always_one"}
    failed = [
        one_test(Status.FAILED, **fields, id=f"hidden::{i}", title=title, place="dx: the border of every image")
        for i, title in enumerate(["padding of two", "uneven sizes", "strides larger than one"])
    ]
    failed[0].pictures, failed[0].call = [border_map()], "conv2d_backward(dout, cache)"
    check = one_test(
        Status.FAILED, **{**fields, "max_score": 1.0}, id="checks::crop", title="a crop worked out by hand"
    )
    check.visibility, check.pictures, check.message = Visibility.VISIBLE, pictures(), "dx is wrong in 20 of 35 entries"
    other = one_test(Status.FAILED, question="im2col", id="hidden::im2col", title="windows are columns")
    found = Mistake(
        name="crop_always_one",
        hint=BORDER_HINT,
        question="conv2d_backward",
        tests=["hidden::0", "hidden::1", "hidden::2", "checks::crop"],
        points=7.0,
    )
    return result_of([one_test(), check, *failed, other], name, mistakes=list(mistakes) or [found])


def unreadable(name: str = "edsger") -> SubmissionResult:
    """A submission in which nothing could be loaded."""
    reason = "convolution.py and convolution.ipynb differ from each other and both from the stub: hand in one of them."
    question = QuestionResult(title="Convolution in one dimension", score=0.0, max_score=8.0)
    return result_of(
        [],
        name,
        status=SubmissionStatus.UNREADABLE,
        reason=reason,
        score=0.0,
        max_score=40.0,
        questions={"conv1d": question},
    )


def ungraded(name: str = "grace") -> SubmissionResult:
    """A submission with a fault of ours in it."""
    fault = one_test(Status.GRADER_FAULT, message="SECRET traceback of the suite", title="the kernel is longer")
    return result_of([one_test(), fault, one_test(Status.INCONCLUSIVE)], name, reason="SECRET disk full")


def poisoned(hostile: str) -> SubmissionResult:
    """A submission whose every free text is hostile."""
    texts = {"message": hostile, "output": hostile, "exception": hostile, "line": hostile, "feedback": hostile}
    more = {"hint": hostile, "place": hostile, "title": hostile, "misconception": hostile, "id": hostile}
    drawn = [msgspec.structs.replace(picture, name=hostile, text=hostile) for picture in pictures()]
    visible = {"visibility": Visibility.VISIBLE, "warnings": [hostile], "pictures": drawn, "call": hostile}
    tests = [one_test(status, **texts, **more, **visible) for status in Status]
    wrong = Mistake(name=hostile, hint=hostile, question=hostile, tests=[hostile], points=2.0)
    return result_of(
        tests, hostile, warnings=[hostile], output=hostile, reason=hostile, title=hostile, mistakes=[wrong, wrong]
    )


def summary_of(results: list[SubmissionResult]) -> Summary:
    """The summary of a class."""
    return Summary(
        assignment="04_convolution",
        isolation=results[0].isolation,
        submissions=[
            SubmissionSummary(
                name=result.name,
                status=result.status,
                score=result.score,
                max_score=result.max_score,
                questions={
                    name: QuestionScore(score=question.score, max_score=question.max_score)
                    for name, question in result.questions.items()
                },
            )
            for result in results
        ],
    )


def a_class() -> list[SubmissionResult]:
    """A class with every kind of submission and names that hurt."""
    names = ["Zoë Ångström", "李小龍", "مريم", "O'Brien, Seán", "=cmd|'/c calc'!A1", "a" * 120]
    perfect = [one_test(), one_test(question="im2col", id="hidden/test_im2col.py::test_columns")]
    wrong = [
        one_test(Status.FAILED, misconception="kernel_flipped", hint="Which entry of the kernel meets x[0]?"),
        one_test(question="im2col", id="hidden/test_im2col.py::test_columns"),
    ]
    results = [result_of(perfect if i % 2 else wrong, name) for i, name in enumerate(names)]
    hint = "Which entry of the kernel meets x[0]?"
    flipped = Mistake(name="kernel_flipped", hint=hint, question="conv1d", tests=[wrong[0].id], points=2.0)
    for result in results[::2]:
        result.mistakes = [flipped]
    return [*results, typical(), unreadable(), ungraded()]
