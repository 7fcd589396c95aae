# ruleid: calls-danger, calls-unknown-operator
danger(a)
# ruleid: calls-danger
calm(a)
# ok: pack.calls-danger
calm(b)
# ok: calls-danger
danger(b)
# todoruleid: calls-danger
calm(c)
danger(d)
