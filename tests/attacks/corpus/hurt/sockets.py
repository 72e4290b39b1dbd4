"""Opens sockets of every family and talks to the outside."""
# /// attack
# threat = "sockets"
# stopped_by = {confined = "seccomp", sandbox = "seccomp and an empty network"}
# ///

import socket


def connect():
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, socket.AF_PACKET):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
            try:
                socket.socket(family, kind).close()
                return True
            except OSError:
                pass
    return False


prove(connect)
