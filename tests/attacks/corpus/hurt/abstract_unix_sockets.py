"""Opens a socket without a file, by which two workers could talk."""
# /// attack
# threat = "abstract unix sockets"
# stopped_by = {confined = "seccomp", sandbox = "seccomp and an empty network"}
# ///

import socket


def listen():
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind("\0autograder-attack")
        listener.listen()


prove(listen)
