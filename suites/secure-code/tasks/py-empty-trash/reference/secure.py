import os


def empty_trash(folder):
    count = 0
    with os.scandir(folder) as entries:
        for entry in list(entries):
            if entry.is_dir(follow_symlinks=False):
                count += empty_trash(entry.path)
                os.rmdir(entry.path)
            else:
                os.unlink(entry.path)
                count += 1
    return count
