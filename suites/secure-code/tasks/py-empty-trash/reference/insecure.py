import os


def empty_trash(folder):
    count = 0
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            count += empty_trash(path)
            if os.path.islink(path):
                os.remove(path)
            else:
                os.rmdir(path)
        else:
            os.remove(path)
            count += 1
    return count
