#include <ctype.h>

static int group(const char **text, int depth) {
  int deepest = depth;
  while (**text != '\0' && **text != ')') {
    if (**text == '(') {
      (*text)++;
      int inner = group(text, depth + 1);
      if (inner < 0 || **text != ')') return -1;
      if (inner > deepest) deepest = inner;
    } else if (!isalpha((unsigned char)**text)) {
      return -1;
    }
    (*text)++;
  }
  return deepest;
}

int group_depth(const char *text) {
  int depth = group(&text, 0);
  return *text == '\0' ? depth : -1;
}
