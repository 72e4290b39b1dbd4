"""An instructor's job from the roster to the posted result: real repositories, and a small server for the interface."""

import base64
import json
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest

from autograder.ci import forges
from autograder.intake import git as intake_git

from .test_gradescope import DOUBTFUL

TOKEN = "ghp_of_the_class"


class Interface(BaseHTTPRequestHandler):
    """As much of both interfaces as is used: visibility, statuses and comments of commits."""

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        self.server.asked.append((path, self.headers.get("Authorization")))
        commit = path.split("/commits/")[-1].split("/")[0]
        statuses = self.server.statuses.get(commit, [])
        if path.endswith("/status"):
            return self._answer({"statuses": [{"context": s["context"], "state": s["state"]} for s in statuses]})
        if path.endswith("/statuses"):
            return self._answer([{"name": s["name"], "status": s["state"]} for s in statuses])
        name = "/".join(path.split("/")[-2:])
        return self._answer({"private": name in self.server.private, "visibility": self._visibility(name)})

    def do_POST(self):
        content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = unquote(self.path)
        keys = (self.headers.get("Authorization"), self.headers.get("PRIVATE-TOKEN"))
        self.server.posts.append(SimpleNamespace(path=path, content=content, keys=keys))
        if "/statuses/" in path:
            self.server.statuses.setdefault(path.split("/")[-1], []).append(content)
        self._answer({})

    def _visibility(self, name):
        return "private" if name in self.server.private else "public"

    def _answer(self, content):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    """The interface of a forge on this machine; ``posts`` is what it was told."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Interface)
    server.statuses, server.posts, server.asked, server.private = {}, [], [], {"class/ada", "class/ben", "class/eve"}
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["github", "gitlab"])
def forge(request, tmp_path, monkeypatch, server):
    """The variables of an instructor's job on either forge."""
    address, folder = f"http://127.0.0.1:{server.server_port}", f"file://{tmp_path}"
    variables = {
        "github": {"GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": folder, "GITHUB_API_URL": address},
        "gitlab": {"GITLAB_CI": "true", "CI_SERVER_URL": folder, "CI_API_V4_URL": address},
    }[request.param]
    for name, value in {**variables, "AUTOGRADER_TOKEN": TOKEN}.items():
        monkeypatch.setenv(name, value)
    return request.param


@pytest.fixture
def students(tmp_path, git):
    """``students(ada=source, …)`` makes the repository of each and the roster."""

    def make(**sources):
        (tmp_path / "class").mkdir(exist_ok=True)
        for name, source in sources.items():
            work = tmp_path / "work" / name
            (work / "01_tiny").mkdir(parents=True)
            (work / "01_tiny" / "tiny.py").write_text(source)
            (work / "tiny.py").write_text("another, outside of the folder\n")
            git(work, "init", "--quiet")
            git(work, "add", ".")
            git(work, "commit", "--quiet", "-m", "Work")
            git(tmp_path, "clone", "--quiet", "--bare", str(work), f"class/{name}.git")
        lines = ["name,repository", *(f"{name},class/{name}" for name in sources), "Nobody,"]
        (tmp_path / "roster.csv").write_text("\n".join(lines) + "\n")

    return make


@pytest.fixture
def job(command, tmp_path, course, forge, students):
    """``job()`` does what the generated job does; ``job("--all")`` grades again."""

    def run(*options, posting=()):
        hand_ins, reports = tmp_path / "hand-ins", tmp_path / "reports"
        for folder in (hand_ins, reports):
            shutil.rmtree(folder, ignore_errors=True)
        collected = command("ci", "collect", "tiny", hand_ins, "--roster", tmp_path / "roster.csv", *options)
        if not hand_ins.exists():
            return SimpleNamespace(collected=collected, posted=None)
        command("grade", "tiny", hand_ins, "--output", reports, "--isolation", "process")
        return SimpleNamespace(collected=collected, posted=command("ci", "post", hand_ins, reports, *posting))

    return run


def texts(posts, key):
    return [post.content[key] for post in posts if key in post.content]


def test_each_commit_gets_its_report_and_its_status(job, students, server, sources, forge, git, tmp_path):
    students(ada=sources["right"], ben=sources["wrong"], eve=sources["unreadable"])

    done = job()

    commits = {name: git(tmp_path / "work" / name, "rev-parse", "HEAD") for name in ("ada", "ben", "eve")}
    states = {commit: found[-1]["description"] for commit, found in server.statuses.items()}
    reports = texts(server.posts, "body" if forge == "github" else "note")
    assert (done.collected.code, done.posted.code) == (0, 0)
    assert "3 of 3 repositories have something new for 01_tiny" in done.collected.out
    assert "3 of 3 results posted" in done.posted.out
    assert states == {
        commits["ada"]: "5 / 5 points", commits["ben"]: "0 / 5 points", commits["eve"]: "unreadable: see the comment",
    }  # fmt: skip
    assert len(reports) == 3
    assert "Twice is not once." in "".join(reports)


def test_the_token_goes_into_headers_alone(job, students, server, sources, forge, tmp_path):
    students(ada=sources["right"])

    job()

    keys = {post.keys for post in server.posts}
    assert keys == {(f"Bearer {TOKEN}", None) if forge == "github" else (None, TOKEN)}
    written = [p for f in ("hand-ins", "reports") for p in (tmp_path / f).rglob("*") if p.is_file()]
    assert not [path for path in written if TOKEN.encode() in path.read_bytes()]
    assert not [path for path in written if ".git" in path.parts]


def test_git_is_given_the_token_by_its_environment(command, course, forge, server, monkeypatch, tmp_path):
    (tmp_path / "roster.csv").write_text("repository\nclass/ada\n")
    for name in ("GITHUB_SERVER_URL", "CI_SERVER_URL"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.server_port}")

    done = command("ci", "collect", "tiny", tmp_path / "hand-ins", "--roster", tmp_path / "roster.csv")

    user = "x-access-token" if forge == "github" else "oauth2"
    key = base64.b64encode(f"{user}:{TOKEN}".encode()).decode()
    assert ("/class/ada.git/info/refs", f"Basic {key}") in server.asked
    assert len(done.errors) == 1  # what answers there is no git server
    assert not {TOKEN, key} & set(done.errors[0].split())


def test_what_has_a_result_is_not_graded_again_unless_asked(job, students, server, sources):
    students(ada=sources["right"])
    job()
    posts = len(server.posts)

    again = job()
    asked = job("--all")

    assert "0 of 1 repositories have something new" in again.collected.out
    assert again.posted is None
    assert "1 of 1 results posted" in asked.posted.out
    assert len(server.posts) == 2 * posts


def test_a_public_repository_is_told_no_result_unless_asked(job, students, server, sources):
    students(zoe=sources["wrong"])

    job()
    silent = list(server.posts)
    job("--all", posting=["--show-score"])

    assert [post.content["description"] for post in silent] == [
        "graded; this repository is public, so that the result is not shown here"
    ]
    assert server.posts[-1].content["description"] == "0 / 5 points"


def test_a_report_that_is_posted_tells_no_hidden_input(job, students, server, sources):
    students(eve=sources["hostile"])

    job()

    told = json.dumps([post.content for post in server.posts])
    assert "LEAK 2.0" in told
    assert "LEAK array" not in told
    assert "LEAK [[" not in told


@pytest.fixture
def tree_of(git, tmp_path):
    """``tree_of(student, "100644 blob", name)`` makes a tree with one object under thirty names."""

    def make(student, kind, name):
        entries = "".join(f"{kind} {name}\t{number}\n" for number in range(30))
        return git(tmp_path / "work" / student, "mktree", stdin=entries)

    return make


@pytest.mark.parametrize("bomb", ["files", "bytes"])
def test_a_repository_that_would_fill_the_disk_is_passed_over_and_the_others_graded(
    job, students, sources, tree_of, git, tmp_path, monkeypatch, bomb
):
    """Folders of one folder under many names, again and again, or one long file under many: a few kilobytes to push."""
    monkeypatch.setattr(intake_git, "LONGEST_LISTING", 10_000)  # the bombs of this test are small ones
    monkeypatch.setattr(forges, "MOST_WRITTEN", 1 << 20)
    students(ada=sources["right"], ben=sources["right"])
    blob = git(tmp_path / "work" / "ben", "hash-object", "-w", "--stdin", stdin="#" * (1 << 16))
    top = tree_of("ben", "100644 blob", blob)
    for _ in range(2 if bomb == "files" else 0):
        top = tree_of("ben", "040000 tree", top)
    commit = git(tmp_path / "work" / "ben", "commit-tree", top, "-m", "bomb")
    git(tmp_path / "work" / "ben", "push", "--quiet", "--force", str(tmp_path / "class" / "ben.git"), f"{commit}:main")

    collected = job().collected

    assert "1 of 2 repositories have something new" in collected.out
    assert any("class/ben is passed over" in line for line in collected.errors)


def test_who_has_no_repository_yet_is_passed_over_and_said(job, students, server, sources, tmp_path):
    students(ada=sources["right"])
    with open(tmp_path / "roster.csv", "a") as roster:
        roster.write("Late,class/late\n")

    done = job()

    assert "1 of 2 repositories" in done.collected.out
    assert [line.partition(": git says")[0] for line in done.collected.errors] == ["class/late is passed over"]
    assert TOKEN not in "".join(done.collected.errors)


def test_a_fault_of_ours_is_pending_and_graded_again(job, students, server, tmp_path, make_assignment, tiny_hidden):
    hidden = tiny_hidden.replace('@question("total", points=1)', '@question("total", points=0.5)') + DOUBTFUL
    make_assignment(tmp_path / "course", hidden=hidden)
    students(ada="def total(x):\n    return 13.0\n")

    job()
    again = job()

    [(_, found)] = server.statuses.items()
    assert {status["state"] for status in found} == {"pending"}
    assert "1 of 1 repositories" in again.collected.out


@pytest.mark.parametrize(
    ("roster", "sentence"),
    [
        ("name,repo\nada,class/ada\n", "has no column 'repository': write OWNER/NAME"),
        ("repository\n--upload-pack=touch /x\n", "is no repository: write OWNER/NAME"),
        ("repository\nclass/../../etc\n", "is no repository: write OWNER/NAME"),
    ],
)
def test_a_roster_that_cannot_be_used_is_one_sentence(command, course, forge, tmp_path, roster, sentence):
    (tmp_path / "roster.csv").write_text(roster)

    done = command("ci", "collect", "tiny", tmp_path / "hand-ins", "--roster", tmp_path / "roster.csv")

    assert (done.code, len(done.errors)) == (2, 1)
    assert sentence in done.errors[0]


def test_without_a_token_or_a_forge_the_step_says_so(command, course, tmp_path, monkeypatch):
    (tmp_path / "roster.csv").write_text("repository\nclass/ada\n")
    arguments = ("ci", "collect", "tiny", tmp_path / "hand-ins", "--roster", tmp_path / "roster.csv")

    no_token = command(*arguments)
    monkeypatch.setenv("AUTOGRADER_TOKEN", TOKEN)
    no_forge = command(*arguments)

    assert "AUTOGRADER_TOKEN is not set" in no_token.errors[0]
    assert "this is no job of GitHub or GitLab" in no_forge.errors[0]
