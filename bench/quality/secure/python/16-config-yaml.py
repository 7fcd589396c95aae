# CWE-502: the safe loader, and the shape is checked
from pathlib import Path

import yaml

REQUIRED = {"name", "workers", "queue"}


def load_config(path: Path) -> dict:
    with path.open(encoding="utf-8") as f:
        config = yaml.safe_load(f)
    if not isinstance(config, dict):
        raise ValueError("the configuration must be a mapping")
    missing = REQUIRED - config.keys()
    if missing:
        raise ValueError(f"missing: {', '.join(sorted(missing))}")
    config["workers"] = max(1, min(int(config["workers"]), 32))
    return config
