#include <stdlib.h>

struct session { unsigned token; };

void issue(struct session *s, char *key, int n) {
  // ruleid: c-predictable-random
  s->token = rand();
  for (int i = 0; i < n; i++) {
    // ruleid: c-predictable-random
    key[i] = (char)(rand() % 256);
  }
  // ruleid: c-predictable-random
  unsigned nonce = random() ^ 7;
  // ok: c-predictable-random
  int dice = rand() % 6 + 1;
  // ok: c-predictable-random
  unsigned salt = read_entropy();
  (void)nonce, (void)dice, (void)salt;
}

void pick(int count) {
    // ok: c-predictable-random
    char *key = name_of(rand() % count);
    find(key);
}
