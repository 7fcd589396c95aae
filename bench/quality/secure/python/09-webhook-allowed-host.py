# CWE-918: only hosts from a list are called
from urllib.parse import urlparse

import httpx
from fastapi import FastAPI, HTTPException, Query

app = FastAPI()
ALLOWED_HOSTS = frozenset({"hooks.partner.example", "api.partner.example"})


def check_target(url: str) -> str:
    parsed = urlparse(url)
    if parsed.scheme != "https" or parsed.hostname not in ALLOWED_HOSTS:
        raise HTTPException(status_code=400, detail="target not allowed")
    return url


@app.post("/notify")
async def notify(target: str = Query(...)):
    target = check_target(target)
    async with httpx.AsyncClient(timeout=5.0, follow_redirects=False) as client:
        response = await client.post(target, json={"event": "ready"})
    return {"status": response.status_code}
