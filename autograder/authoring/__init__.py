"""From the master to what students get.

markers    make the stub from the master
release    copy an assignment out
wheel      pack the framework for students to install
bundle     make one zip of an assignment, how to start, and the framework
demo       write the demonstration class
"""
