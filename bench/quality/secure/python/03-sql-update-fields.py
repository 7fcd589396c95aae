# CWE-89: only named columns can be set, values are bound
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()

EDITABLE = {"display_name", "email", "timezone"}


@app.patch("/users/{user_id}")
def update_user(user_id: int, changes: dict, db=Depends(get_connection)):
    unknown = set(changes) - EDITABLE
    if unknown:
        raise HTTPException(status_code=422, detail=f"unknown fields: {sorted(unknown)}")
    if not changes:
        raise HTTPException(status_code=422, detail="nothing to change")
    columns = sorted(changes)
    assignments = ", ".join(f"{column} = ?" for column in columns)
    values = [changes[column] for column in columns]
    db.execute(f"UPDATE users SET {assignments} WHERE id = ?", [*values, user_id])
    db.commit()
    return {"updated": columns}
