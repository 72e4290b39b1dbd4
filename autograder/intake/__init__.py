"""Read what students hand in: files, notebooks, folders and archives become chunks of source.

Nothing here runs, imports or parses student code, and nothing is unpacked to disk.

    files      find the submissions at a path, and read one
    names      names of submissions and of the files in them
    allowance  how much a submission may hold
    folder     read the files of a folder
    archive    read the files of a zip or tar.gz archive
    git        read a commit, from the objects of its repository
    text       turn bytes into source
    chunks     turn a script or notebook into chunks to load
    choose     pick the file to grade
    pack       make the archive that is handed in
"""
