#include <stdio.h>
#include <string.h>

void copy(const char *input, char *out, size_t size) {
  char line[64], name[16];
  // ruleid: c-gets
  gets(line);
  // ruleid: c-gets
  if (gets(name) == NULL) return;
  // ok: c-gets
  fgets(line, sizeof line, stdin);
  // ruleid: c-unbounded-copy
  strcpy(line, input);
  // ruleid: c-unbounded-copy
  strcat(line, input);
  // ok: c-unbounded-copy
  strcpy(line, "ready");
  // ok: c-unbounded-copy
  strncpy(line, input, sizeof line - 1);
  // ruleid: c-sprintf
  sprintf(line, "name: %s", input);
  // ruleid: c-sprintf
  sprintf(out, "%d of %-10s", 3, input);
  // ok: c-sprintf
  sprintf(line, "%d", 12);
  // ok: c-sprintf
  snprintf(line, sizeof line, "name: %s", input);
  // ruleid: c-scanf-string
  scanf("%s", name);
  // ruleid: c-scanf-string
  sscanf(input, "%d %s", &(int){0}, name);
  // ok: c-scanf-string
  scanf("%15s", name);
  // ok: c-scanf-string
  sscanf(input, "%d", &(int){0});
}

// ok: c-gets
int gets_count(void) { return 0; }

#define PREFIX "/run/service"
void numbered(char *name, int number) {
    // ok: c-sprintf
    sprintf(name, "%s%d", PREFIX, number);
}

int address(struct address *at, const char *path) {
    if (strlen(path) > sizeof(at->path) - 1) {
        return -1;
    }
    // ok: c-unbounded-copy
    strcpy(at->path, path);
    // ruleid: c-unbounded-copy
    strcat(at->path, path);
    char small[16];
    if (strlen(path) > sizeof(at->path) - 1) {
        return -1;
    }
    // ruleid: c-unbounded-copy
    strcpy(small, path);
    if (path[0] == '/' && strlen(path) < sizeof(small)) {
        // ok: c-unbounded-copy
        strcpy(small, path);
    }
    char shown[64];
    int needed = strlen(path) + 8;
    if (needed > sizeof(shown) - 1) {
        return -1;
    }
    // ok: c-sprintf
    sprintf(shown, "[%s]", path);
    // ruleid: c-sprintf
    sprintf(small, "[%s]", path);
    return 0;
}

int named(char *name, const char *wanted) {
    if (wanted == NULL) {
        return 0;
    } else if (strlen(wanted) >= NAME_SIZE) {
        return -1;
    } else {
        // ok: c-unbounded-copy
        strcpy(name, wanted);
    }
    if (strlen(wanted) > 0) {
        // ruleid: c-unbounded-copy
        strcpy(name, wanted);
    }
    return 1;
}

struct entry { int index; char name[]; };
struct entry *entry_new(const char *name) {
    size_t size = sizeof(struct entry) + strlen(name) + 1;
    struct entry *made = pool_alloc(pool, size, 0);
    made->index = 1;
    // ok: c-unbounded-copy
    strcpy(made->name, name);
    return made;
}
void entry_rename(struct entry *made, const char *name) {
    size_t size = strlen(name) + 1;
    // ruleid: c-unbounded-copy
    strcpy(made->name, name);
}
