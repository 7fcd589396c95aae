#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void fill(void) {
    char *name = malloc(32);
    // ruleid: c-unchecked-allocation
    strcpy(name, "name");
    FILE *file = fopen("settings", "r");
    char line[80];
    // ruleid: c-unchecked-allocation
    fgets(line, sizeof line, file);
    int *values = calloc(4, sizeof *values);
    if (values == NULL) return;
    // ok: c-unchecked-allocation
    values[0] = 1;
    int *more = malloc(16);
    if (!more) exit(1);
    // ok: c-unchecked-allocation
    *more = 2;
    FILE *other;
    if ((other = fopen("settings", "r")) == NULL) return;
    // ok: c-unchecked-allocation
    fgets(line, sizeof line, other);
}

int length(struct list *list) {
    // ruleid: c-checked-after-use
    int n = list->length;
    if (list == NULL) return 0;
    return n;
}
int first(struct list *list) {
    if (!list) {
        // ruleid: c-checked-after-use
        log_error("no items in %s", list->name);
        return -1;
    }
    // ok: c-checked-after-use
    int n = list->length;
    return n;
}
int empty(struct list *list) {
    // ok: c-checked-after-use
    if (list == NULL || list->length == 0) return 1;
    return 0;
}

int checks(const char *path) {
    char *block = malloc(16);
    // ruleid: c-pointer-compared-wrongly
    if (block < 0) return 1;
    FILE *file = fopen(path, "r");
    // ruleid: c-pointer-compared-wrongly
    if (file == -1) return 1;
    FILE *other = fopen(path, "r");
    // ok: c-pointer-compared-wrongly
    if (other == NULL) return 1;
    int fd = open(path, O_RDONLY);
    // ok: c-pointer-compared-wrongly
    if (fd == -1) return 1;
}

struct item { struct item *next; int n; };
int walk(struct item *item) {
    int sum = 0;
    while (sum < 9) {
        // ok: c-checked-after-use
        item = item->next;
        if (!item) return sum;
        sum++;
    }
    return sum;
}
