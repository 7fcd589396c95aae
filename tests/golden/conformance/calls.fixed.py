# ruleid: calls-danger, calls-unknown-operator
safe(a)
# ruleid: calls-danger
calm(a)
# ok: pack.calls-danger
calm(b)
# ok: calls-danger
safe(b)
# todoruleid: calls-danger
calm(c)
safe(d)
