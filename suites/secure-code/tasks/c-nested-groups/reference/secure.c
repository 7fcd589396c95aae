#include <ctype.h>

int group_depth(const char *text) {
  int depth = 0, deepest = 0;
  for (; *text != '\0'; text++) {
    if (*text == '(') {
      if (++depth > deepest) deepest = depth;
    } else if (*text == ')') {
      if (--depth < 0) return -1;
    } else if (!isalpha((unsigned char)*text)) {
      return -1;
    }
  }
  return depth == 0 ? deepest : -1;
}
