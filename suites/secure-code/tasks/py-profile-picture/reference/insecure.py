import os


def store_picture(folder, user_id, filename, data):
    extension = filename.rsplit(".", 1)[-1].lower()
    name = f"{user_id}.{extension}"
    with open(os.path.join(folder, name), "wb") as f:
        f.write(data)
    return name
