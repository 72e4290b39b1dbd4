"""Records with awkward names, long texts and hostile strings, for the tests of scoring and reports."""

from autograder.model import Isolation, Status, SubmissionStatus, Visibility
from autograder.results import (
    Feedback,
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
    visible = {"visibility": Visibility.VISIBLE, "warnings": [hostile]}
    tests = [one_test(status, **texts, **more, **visible) for status in Status]
    return result_of(tests, hostile, warnings=[hostile], output=hostile, reason=hostile, title=hostile)


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
    return [*results, typical(), unreadable(), ungraded()]
