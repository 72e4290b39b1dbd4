"""Archives are read into memory; what could escape, deceive or exhaust is refused."""

import contextlib
import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
import zlib

import pytest

from autograder.errors import StudentError
from autograder.intake.allowance import MIB, MOST_FILES
from autograder.intake.archive import read_tar, read_zip

ESCAPES = ["../x.py", "a/../../x.py", "/etc/x.py", "C:/x.py", "C:x.py"]
STRANGE = ["a\\x.py", "..\\x.py", "a\nx.py", "a\x1b[31mx.py"]


def test_a_zip_gives_its_files_without_clutter(zipped):
    content = zipped(
        ("hw/", b""),
        ("hw/doubling.py", b"x = 1\n"),
        ("hw/Übung.txt", b"text"),
        ("__MACOSX/hw/._doubling.py", b"fork"),
        ("hw/.git/config", b"hidden"),
        ("hw/__pycache__/doubling.pyc", b"cache"),
    )

    assert read_zip(content) == {"hw/doubling.py": b"x = 1\n", "hw/Übung.txt": b"text"}


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_a_tar_gives_its_files_whatever_made_it(tarred, form):
    long_name = "/".join(["folder" * 10] * 2) + "/doubling.py" + "y" * 10
    root = tarfile.TarInfo("./")
    root.type = tarfile.DIRTYPE

    files = read_tar(tarred((root, b""), ("./hw/doubling.py", b"x = 1\n"), (long_name, b"y"), ("z", b""), form=form))

    assert files == {"hw/doubling.py": b"x = 1\n", long_name: b"y", "z": b""}


def test_a_name_beyond_ascii_survives_in_a_tar(tarred):
    assert read_tar(tarred(("Übung/doubling.py", b"x"))) == {"Übung/doubling.py": b"x"}


def test_the_header_that_git_puts_before_all_files_is_passed_over(tarred):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz", pax_headers={"comment": "0123abc"}) as archive:
        archive.addfile(tarfile.TarInfo("x.py"), io.BytesIO())

    assert read_tar(buffer.getvalue()) == {"x.py": b""}


@pytest.mark.parametrize("name", ESCAPES)
def test_a_name_that_leads_out_is_refused(zipped, tarred, name):
    with pytest.raises(StudentError, match="leads out"):
        read_zip(zipped((name, b"x")))
    with pytest.raises(StudentError, match="leads out"):
        read_tar(tarred((name, b"x")))


@pytest.mark.parametrize("name", STRANGE)
def test_a_name_with_a_character_for_no_file_is_refused_and_shown_harmlessly(zipped, tarred, name):
    for read, content in ((read_zip, zipped((name, b"x"))), (read_tar, tarred((name, b"x")))):
        with pytest.raises(StudentError, match="character that no file name may have") as caught:
            read(content)

        assert str(caught.value).isprintable()


def test_a_name_with_nul_is_not_cut_off_there(zipped):
    """zipfile ends a name at NUL, so that "x.py<NUL>.txt" would be read as "x.py"."""
    content = zipped(("x.py_.txt", b"x")).replace(b"x.py_.txt", b"x.py\0.txt")

    with pytest.raises(StudentError, match="character that no file name may have"):
        read_zip(content)


@pytest.mark.parametrize("name", ["x" * 300 + ".py", "/".join(["folder"] * 200)])
def test_a_long_name_is_refused(zipped, tarred, name):
    with pytest.raises(StudentError, match="too long"):
        read_zip(zipped((name, b"x")))
    with pytest.raises(StudentError, match="too long"):
        read_tar(tarred((name, b"x")))


@pytest.mark.parametrize("other", ["a/x.py", "A/X.py", "./a//x.py", "a/x.py/y"], ids=["same", "case", "form", "folder"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(zipped, tarred, other):
    with pytest.raises(StudentError, match=r"twice|both a file and a folder"):
        read_zip(zipped(("a/x.py", b"1"), (other, b"2")))
    with pytest.raises(StudentError, match=r"twice|both a file and a folder"):
        read_tar(tarred(("a/x.py", b"1"), (other, b"2")))


def test_two_names_that_differ_in_unicode_form_are_refused(zipped):
    with pytest.raises(StudentError, match="twice"):
        read_zip(zipped(("\u00fcbung.py", b"1"), ("u\u0308bung.py", b"2")))


@pytest.mark.parametrize("mode", [0o120777, 0o010644, 0o020644], ids=["link", "FIFO", "device"])
def test_a_zip_entry_that_is_no_file_is_refused(zipped, mode):
    entry = zipfile.ZipInfo("x.py")
    entry.create_system, entry.external_attr = 3, mode << 16

    with pytest.raises(StudentError, match="a link or a device"):
        read_zip(zipped((entry, b"/etc/passwd")))


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE],
)
def test_a_tar_member_that_is_no_file_is_refused(tarred, kind):
    member = tarfile.TarInfo("x.py")
    member.type, member.linkname = kind, "/etc/passwd"

    with pytest.raises(StudentError, match="a link or a device"):
        read_tar(tarred((member, b"")))


def test_an_encrypted_zip_is_refused(zipped):
    content = bytearray(zipped(("x.py", b"x")))
    content[content.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(StudentError, match="encrypted"):
        read_zip(bytes(content))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_unusual_way_of_packing_is_refused(zipped, method):
    with pytest.raises(StudentError, match="unusual way"):
        read_zip(zipped(("x.py", b"x"), method=method))


def test_a_bomb_is_refused_before_it_is_unpacked(zipped, tarred):
    zeros = bytes(40 * MIB)
    tracemalloc.start()
    zip_bomb, tar_bomb = zipped(("x.txt", zeros)), tarred(("x.txt", zeros))
    tracemalloc.reset_peak()
    held = tracemalloc.get_traced_memory()[0]

    with pytest.raises(StudentError, match="more than 10 MiB"):
        read_zip(zip_bomb)
    with pytest.raises(StudentError, match="more than 10 MiB"):
        read_tar(tar_bomb)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak - held < 30 * MIB


def test_a_zip_that_lies_about_a_size_is_not_unpacked_beyond_it(zipped):
    """zipfile's own read() unpacks all there is, up to 2 GiB, and only then cuts it off at the stated size."""
    content = zipped(("x.txt", bytes(60 * MIB)))
    true_size, lie = struct.pack("<L", 60 * MIB), struct.pack("<L", 100)
    assert content.count(true_size) == 2
    lying = content.replace(true_size, lie)
    tracemalloc.start()

    with pytest.raises(StudentError, match="damaged"):
        read_zip(lying)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MIB


def test_many_small_bombs_are_one_large_bomb(zipped):
    content = zipped(*((f"{number}.txt", bytes(MIB)) for number in range(60)))

    with pytest.raises(StudentError, match=r"more than 1\d MiB"):
        read_zip(content)


def test_a_single_large_file_is_refused(zipped):
    with pytest.raises(StudentError, match=r"x\.py is larger than 5 MiB"):
        read_zip(zipped(("x.py", bytes(6 * MIB)), method=zipfile.ZIP_STORED))


def test_a_crowd_of_entries_is_refused_early(zipped, tarred):
    names = [(f"{number}.txt", b"") for number in range(MOST_FILES + 1)]

    with pytest.raises(StudentError, match=f"more than {MOST_FILES} files"):
        read_zip(zipped(*names))
    with pytest.raises(StudentError, match=f"more than {MOST_FILES} files"):
        read_tar(tarred(*names))


def test_a_million_entries_are_counted_without_building_them():
    tracemalloc.start()

    with pytest.raises(StudentError, match="files in it"):
        read_zip(b"PK\x01\x02" * 1_000_000)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MIB


def test_an_archive_inside_is_not_opened(zipped):
    inner = zipped(("../x.py", b"x"))

    assert read_zip(zipped(("inner.zip", inner))) == {"inner.zip": inner}


@pytest.mark.parametrize("cut", [0, 3, 10, 30, -1, -22], ids=str)
def test_a_truncated_archive_is_refused(zipped, tarred, cut):
    with pytest.raises(StudentError, match="damaged, or not a zip archive"):
        read_zip(zipped(("x.py", b"x = 1\n" * 50))[:cut])
    with pytest.raises(StudentError, match=r"damaged, or not a tar\.gz archive"):
        read_tar(tarred(("x.py", b"x = 1\n" * 50))[: cut or 1])


def test_a_damaged_file_is_refused(zipped):
    content = zipped(("x.py", b"x = 1\n"), method=zipfile.ZIP_STORED).replace(b"x = 1\n", b"x = 2\n")

    with pytest.raises(StudentError, match="damaged"):
        read_zip(content)


def block(name=b"x.py", size=b"00000000000", kind=b"0"):
    """One tar header with a right checksum and whatever else is asked for."""
    header = bytearray(name.ljust(100, b"\0") + b"0000644\0" * 3 + size.ljust(12, b"\0")[:12] + b"0" * 11 + b"\0")
    header += b" " * 8 + kind + bytes(100) + b"ustar\x0000" + bytes(247)
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header)


def test_a_negative_size_does_not_go_round_forever():
    """CPython's tarfile before 2025 (CVE-2025-8194) steps back by a negative size and never ends."""
    negative = b"\xff" * 10 + b"\xfc\x00"
    content = gzip.compress(block() + block(size=negative))

    with pytest.raises(StudentError, match="damaged"):
        read_tar(content)


@pytest.mark.parametrize(
    "record",
    [b"5 path=x", b"-3 path=x\n", b"x", b"9" * 5000, b"0 path=x\n", b"22 GNU.sparse.major=1\n", b"6 a=b\n" * 11_000],
    ids=["short", "negative", "no length", "no end", "zero", "sparse", "long"],
)
def test_a_nonsensical_extension_is_refused(record):
    padded = record.ljust(-(-len(record) // 512) * 512, b"\0")
    content = gzip.compress(block(size=b"%011o" % len(record), kind=b"x") + padded + block())

    with pytest.raises(StudentError, match="damaged"):
        read_tar(content)


def test_extensions_without_end_count_as_files():
    content = gzip.compress(block(kind=b"x") * (MOST_FILES + 1), 1)

    with pytest.raises(StudentError, match=f"more than {MOST_FILES} files"):
        read_tar(content)


def test_a_long_name_outlasts_an_extension_that_gives_none():
    content = block(size=b"%011o" % 7, kind=b"L") + b"long.py".ljust(512, b"\0")
    content += block(size=b"%011o" % 6, kind=b"x") + b"6 a=b\n".ljust(512, b"\0") + block()

    assert read_tar(gzip.compress(content)) == {"long.py": b""}


def test_a_name_given_by_an_extension_is_checked_like_any_other(tarred):
    content = gzip.compress(block(size=b"%011o" % 15, kind=b"x") + b"15 path=../x.p\n".ljust(512, b"\0") + block())

    with pytest.raises(StudentError, match="leads out"):
        read_tar(content)


def test_random_damage_never_escapes_as_another_error(zipped, tarred):
    import random

    draw = random.Random(1)
    for read, whole in ((read_zip, zipped(("a/x.py", b"x = 1\n" * 99))), (read_tar, tarred(("a/x.py", b"x" * 700)))):
        for _ in range(300):
            content = bytearray(whole if read is read_zip else zlib.decompress(whole, 31))
            for _ in range(draw.randint(1, 6)):
                content[draw.randrange(len(content))] = draw.randrange(256)
            with contextlib.suppress(StudentError):
                read(bytes(content) if read is read_zip else gzip.compress(bytes(content), 1))
