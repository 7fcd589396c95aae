import subprocess


def count_matches(word, path):
    result = subprocess.run(
        ["grep", "-c", "-F", "-e", word, "--", path], capture_output=True, text=True
    )
    if result.returncode > 1:
        raise OSError(result.stderr.strip())
    return int(result.stdout)
