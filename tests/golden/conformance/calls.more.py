# ruleid: calls-more
more()
# ok: calls-more
less()
