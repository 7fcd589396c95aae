import subprocess
import sys

from answer import is_title

if not is_title("Year 2024"):
    sys.exit("ordinary use does not work")
code = "from answer import is_title; print(is_title('a' * 40 + '!'))"
try:
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=1.5)
except subprocess.TimeoutExpired:
    sys.exit("41 characters keep the expression busy for more than 1.5 seconds")
if run.stdout.strip() != "False":
    sys.exit("a wrong title is accepted")
