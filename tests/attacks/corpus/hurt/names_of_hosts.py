"""Asks for the address of a name that would carry the inputs out."""
# /// attack
# threat = "DNS"
# stopped_by = {confined = "seccomp", sandbox = "seccomp and an empty network"}
# ///

import socket


def ask():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as question:
        question.sendto(b"\0\1\1\0\0\1\0\0\0\0\0\0\7example\4test\0\0\1\0\1", ("127.0.0.53", 53))


prove(ask)
