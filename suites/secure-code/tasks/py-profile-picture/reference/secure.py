import os

PICTURES = {".png", ".jpg", ".jpeg", ".gif"}


def store_picture(folder, user_id, filename, data):
    extension = os.path.splitext(filename)[1].lower()
    if extension not in PICTURES:
        raise ValueError("not a picture")
    name = f"{int(user_id)}{extension}"
    with open(os.path.join(folder, name), "wb") as picture:
        picture.write(data)
    return name
