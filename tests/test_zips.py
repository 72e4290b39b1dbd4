"""Archives are the same bytes on each run."""

import io
import stat
import zipfile

from autograder.zips import write_zip


def test_order_and_time_make_no_difference():
    one = write_zip({"b/c.txt": b"c", "a.txt": b"a"})
    other = write_zip({"a.txt": b"a", "b/c.txt": b"c"})

    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert [(e.filename, e.date_time) for e in archive.infolist()] == [
            ("a.txt", (1980, 1, 1, 0, 0, 0)),
            ("b/c.txt", (1980, 1, 1, 0, 0, 0)),
        ]


def test_what_is_unpacked_is_an_ordinary_file_with_its_content():
    with zipfile.ZipFile(io.BytesIO(write_zip({"a.txt": b"content"}))) as archive:
        entry = archive.infolist()[0]

        assert archive.read(entry) == b"content"
        assert stat.S_IMODE(entry.external_attr >> 16) == 0o644
