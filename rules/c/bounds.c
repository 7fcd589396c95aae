#include <string.h>

void loops(void) {
    int values[10];
    for (int i = 0; i <= 10; i++) {
        // ruleid: c-loop-past-end
        values[i] = i;
    }
    int *more = malloc(COUNT * sizeof(int));
    for (int i = 0; i <= COUNT; i++)
        // ruleid: c-loop-past-end
        more[i] = 0;
    for (int i = 0; i < 10; i++) {
        // ok: c-loop-past-end
        values[i] = i;
    }
    for (int i = 0; i <= 9; i++) {
        // ok: c-loop-past-end
        values[i] = i;
    }
    // ruleid: c-index-past-end
    values[10] = 1;
    char text[8];
    // ruleid: c-index-past-end
    text[sizeof(text)] = '\0';
    // ok: c-index-past-end
    values[9] = 1;
    // ok: c-index-past-end
    text[sizeof(text) - 1] = '\0';
}

void receive(int fd) {
    char buffer[256];
    ssize_t n = read(fd, buffer, sizeof(buffer));
    // ruleid: c-terminator-past-end
    buffer[n] = '\0';
    char line[128];
    int m = recv(fd, line, 128, 0);
    // ruleid: c-terminator-past-end
    line[m] = 0;
    char good[64];
    ssize_t k = read(fd, good, sizeof(good) - 1);
    // ok: c-terminator-past-end
    good[k] = '\0';
    // ok: c-terminator-past-end
    good[0] = '\0';
}

void append(const char *name) {
    char text[32] = "";
    // ruleid: c-append-size
    strncat(text, name, sizeof(text));
    // ruleid: c-append-size
    strncpy(text, name, strlen(name));
    // ok: c-append-size
    strncat(text, name, sizeof(text) - strlen(text) - 1);
    // ok: c-append-size
    strncpy(text, name, sizeof(text) - 1);
}

void duplicate(const char *name) {
    char *copy = malloc(strlen(name));
    // ruleid: c-string-without-terminator
    strcpy(copy, name);
    char *other = malloc(strlen(name) * sizeof(char));
    // ruleid: c-string-without-terminator
    strcpy(other, name);
    char *good = malloc(strlen(name) + 1);
    // ok: c-string-without-terminator
    strcpy(good, name);
    char *bytes = malloc(strlen(name));
    // ok: c-string-without-terminator
    memcpy(bytes, name, strlen(name));
}

void sizes(char *out, int count) {
    // ruleid: c-size-of-pointer
    struct item *item = malloc(sizeof(item));
    // ruleid: c-size-of-pointer
    memset(out, 0, sizeof(out));
    // ok: c-size-of-pointer
    struct item *right = malloc(sizeof(*right));
    char text[32];
    // ok: c-size-of-pointer
    memset(text, 0, sizeof(text));
}

void unterminated(int fd) {
    char request[512];
    read(fd, request, sizeof request);
    // ruleid: c-received-not-terminated
    printf("%s\n", request);
    char name[64];
    recv(fd, name, sizeof name, 0);
    // ruleid: c-received-not-terminated
    int n = strlen(name);
    char good[64];
    ssize_t k = read(fd, good, sizeof good - 1);
    good[k] = 0;
    // ok: c-received-not-terminated
    printf("%s\n", good);
    char cleared[64] = {0};
    read(fd, cleared, sizeof cleared - 1);
    // ok: c-received-not-terminated
    puts(cleared);
}

int score(int fd, FILE *in) {
    char word[16];
    read(fd, word, sizeof word);
    fgets(word, sizeof word, in);
    // ok: c-received-not-terminated
    return atoi(word);
}

void every_third(int n) {
    int marks[25];
    for (int i = 0; i < n; i += 30) {
        // ok: c-index-past-end
        marks[i] = 1;
    }
}

long resident(int fd) {
  char path[64], line[128] = {};
  long pages = 0;
  // ok: c-received-not-terminated
  if (read(fd, line, sizeof line - 1) > 0 && sscanf(line, "%ld", &pages) == 1) return pages;
  return 0;
}
