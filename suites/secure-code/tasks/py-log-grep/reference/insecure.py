import subprocess


def count_matches(word, path):
    result = subprocess.run(
        f'grep -c -F "{word}" {path}', shell=True, capture_output=True, text=True
    )
    return int(result.stdout.strip() or 0)
