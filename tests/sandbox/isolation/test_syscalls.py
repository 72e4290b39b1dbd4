"""The tables of numbers are the kernel's, and errors name their call."""

import errno
import re
from pathlib import Path

import pytest

from autograder.sandbox.isolation import syscalls

HEADERS = {
    "x86_64": [Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), Path("/usr/include/asm/unistd_64.h")],
    "aarch64": [Path("/usr/include/asm-generic/unistd.h")],
}
# In the generic header these stand under the names they have on machines of 32 bits.
GENERIC_NAMES = {"newfstatat": "fstatat"}


@pytest.mark.parametrize("machine", list(HEADERS))
def test_numbers_are_the_kernel_s(machine):
    header = next((path for path in HEADERS[machine] if path.exists()), None)
    if header is None:
        pytest.skip("the kernel's headers are not installed")
    defined = {
        name: int(number)
        for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text(encoding="ascii"))
    }

    for name, number in syscalls.known_numbers(machine).items():
        assert defined.get(name, defined.get(GENERIC_NAMES.get(name, name))) == number, name


def test_an_error_carries_the_kernel_s_number_and_the_call_s_name():
    with pytest.raises(OSError, match="close_range") as caught:
        syscalls.call("close_range", 5, 4, 0)

    assert caught.value.errno == errno.EINVAL


def test_a_machine_without_a_table_is_named():
    with pytest.raises(NotImplementedError, match="riscv64"):
        syscalls.known_numbers("riscv64")
