"""What platforms take, as JSON schemas made from the facts that their documentation states."""

NUMBER = {"type": "number"}
TEXT = {"type": "string"}
VISIBILITY = {"enum": ["visible", "hidden", "after_due_date", "after_published"]}


def _exactly(properties, required=None):
    needed = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


GRADESCOPE = _exactly(
    {
        "score": NUMBER,
        "output": TEXT,
        "output_format": {"enum": ["text", "html", "simple_format", "md", "ansi"]},
        "test_output_format": TEXT,
        "test_name_format": TEXT,
        "stdout_visibility": VISIBILITY,
        "tests": {
            "type": "array",
            "items": _exactly(
                {
                    "score": NUMBER,
                    "max_score": NUMBER,
                    "status": {"enum": ["passed", "failed"]},
                    "name": TEXT,
                    "number": TEXT,
                    "output": TEXT,
                    "visibility": VISIBILITY,
                },
                ["status", "name", "number", "output", "visibility"],
            ),
        },
    },
    ["output"],
)
AUTOLAB_SCORES = _exactly({"scores": {"type": "object", "additionalProperties": NUMBER}})
AUTOLAB_PRESENTATION = {
    "type": "object",
    "properties": {"_presentation": {"const": "semantic"}, "stages": {"type": "array", "items": TEXT}},
    "required": ["_presentation", "stages"],
    "additionalProperties": {
        "type": "object",
        "additionalProperties": _exactly({"passed": {"type": "boolean"}, "hint": TEXT}, ["passed"]),
    },
}
COUNT = {"type": "integer", "minimum": 0}
CLASSROOM50 = _exactly(
    {
        "schema": {"const": "classroom50/result/v1"},
        **dict.fromkeys(["classroom", "assignment", "submission", "commit", "release", "review"], TEXT),
        "datetime": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "score": COUNT,
        "max-score": COUNT,
        "tests": {
            "type": "array",
            "items": _exactly({"test-name": TEXT, "passed": {"type": "boolean"}, "score": COUNT, "max-score": COUNT}),
        },
    }
)
CODE_QUALITY = {
    "type": "array",
    "items": _exactly(
        {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": _exactly({"path": TEXT, "lines": _exactly({"begin": {"type": "integer", "minimum": 1}})}),
        }
    ),
}
