#include <stdlib.h>

void grow(char *block, size_t size) {
    // ruleid: c-realloc-loses-block
    block = realloc(block, size * 2);
    // ruleid: c-realloc-loses-block
    list.items = realloc(list.items, size);
    // ok: c-realloc-loses-block
    char *larger = realloc(block, size);
    // ok: c-realloc-loses-block
    block = malloc(size);
}

void lost(void) {
    // ruleid: c-memory-leak
    int *values = malloc(10 * sizeof(int));
    if (values == NULL) return;
    values[0] = 1;
    printf("%d\n", values[0]);
}
void lost_text(const char *text) {
    // ruleid: c-memory-leak
    char *copy = strdup(text);
    puts(copy);
}
void released(void) {
    // ok: c-memory-leak
    int *values = malloc(10 * sizeof(int));
    values[0] = 1;
    free(values);
}
int *returned(void) {
    // ok: c-memory-leak
    int *values = malloc(10 * sizeof(int));
    return values;
}
void kept(struct list *list) {
    // ok: c-memory-leak
    int *values = malloc(10 * sizeof(int));
    list->values = values;
}

char *grow_or_end(char *text, size_t size) {
    char *old = text;
    // ok: c-realloc-loses-block
    text = realloc(text, size);
    if (text == 0) free(old);
    return text;
}
char *grow_or_die(char *buffer, size_t size) {
    // ok: c-realloc-loses-block
    buffer = realloc(buffer, size);
    if (!buffer) die("no memory");
    return buffer;
}

int keep(int slot) {
    // ok: c-memory-leak
    char *kept = malloc(10);
    if (set_slot(slot, kept) != 0) return 1;
    return 0;
}
