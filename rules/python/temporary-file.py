import tempfile
from tempfile import mktemp


def scratch():
    # ruleid: python-mktemp
    a = tempfile.mktemp(suffix=".txt")
    # ruleid: python-mktemp
    b = mktemp()
    # ok: python-mktemp
    address = tempfile.mktemp(prefix=r"\\.\pipe\worker-%d-" % os.getpid(), dir="")
    # ok: python-mktemp
    c = tempfile.mkstemp()
    # ok: python-mktemp
    d = tempfile.NamedTemporaryFile(delete=False)
    return a, b, c, d
