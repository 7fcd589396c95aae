#!/usr/bin/env python3
"""Writes src/taxonomy/data/{cwe,attack,atlas}.tsv from JSON extracts of the published catalogues.

    scripts/taxonomy-data.py FOLDER     # holds cwe.json, attack.json, atlas.json

Only identifiers, names, kinds and relations are taken. One entry a line, tab-separated:
id, kind, name, parents (comma-separated ids: ChildOf for weaknesses, parent technique and then tactics in
kill-chain order for techniques). The first line, after '#', is the version.
"""
import json
import pathlib
import sys

OUT = pathlib.Path(__file__).resolve().parent.parent / "src/taxonomy/data"


def write(name, version, rows):
    lines = ["# " + version]
    for row in rows:
        row = [field.strip() for field in row]
        for field in row:
            if "\t" in field or "\n" in field:
                sys.exit(f"{name}: a field cannot be written as TSV: {field!r}")
        lines.append("\t".join(row))
    (OUT / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} entries")


def cwe(data):
    known = {w["id"] for w in data["weaknesses"]}
    for w in data["weaknesses"]:
        parents = [f"CWE-{p}" for p in w["parents"] if p in known]
        yield f"CWE-{w['id']}", w["abstraction"], w["name"], ",".join(parents)


def attack(data):
    for tactic in data["tactics"]:
        yield tactic["id"], "tactic", tactic["name"], ""
    order = {t["shortname"]: i for i, t in enumerate(data["tactics"])}
    for t in data["techniques"]:
        parents = [t["id"].split(".")[0]] if t["subtechnique"] else []
        parents += [data["tactics"][order[s]]["id"] for s in sorted(t["tactics"], key=order.__getitem__)]
        yield t["id"], "sub-technique" if t["subtechnique"] else "technique", t["name"], ",".join(parents)


def atlas(data):
    for tactic in data["tactics"]:
        yield tactic["id"], "tactic", tactic["name"], ""
    order = {t["id"]: i for i, t in enumerate(data["tactics"])}
    for t in data["techniques"]:
        parents = ([t["parent"]] if t["parent"] else []) + sorted(t["tactics"], key=order.__getitem__)
        yield t["id"], "sub-technique" if t["parent"] else "technique", t["name"], ",".join(parents)
    for m in data["mitigations"]:
        yield m["id"], "mitigation", m["name"], ""


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    for name, rows in (("cwe", cwe), ("attack", attack), ("atlas", atlas)):
        data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        write(name, data["version"], list(rows(data)))


main()
