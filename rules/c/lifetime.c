#include <stdlib.h>
#include <string.h>

void after(struct node *head) {
    char *name = strdup("name");
    free(name);
    // ruleid: c-use-after-free
    printf("%s\n", name);
    free(head);
    // ruleid: c-use-after-free
    visit(head->next);
    char *other = malloc(8);
    if (other[0] == 'x') {
        free(other);
        return;
    }
    // ok: c-use-after-free
    other[0] = 'y';
    free(other);
    other = malloc(16);
    // ok: c-use-after-free
    other[0] = 'z';
}

void walk(struct node *head) {
    while (head) {
        // ok: c-use-after-free
        struct node *next = head->next;
        free(head);
        head = next;
    }
}

void twice(char *a, char *b) {
    free(a);
    if (b) {
        // ruleid: c-double-free
        free(a);
    }
    free(b);
    // ruleid: c-double-free
    free(b);
    char *c = malloc(4);
    free(c);
    c = NULL;
    // ok: c-double-free
    free(c);
    char *d = malloc(4);
    // ok: c-double-free
    free(d);
}

void moved(const char *text) {
    char *copy = strdup(text);
    while (*copy == ' ')
        copy = copy + 1;
    // ruleid: c-free-moved-pointer
    free(copy);
    char *other = strdup(text);
    other++;
    // ruleid: c-free-moved-pointer
    free(other);
    char *start = strdup(text);
    char *at = start;
    while (*at) at++;
    // ok: c-free-moved-pointer
    free(start);
    char *sized = malloc(strlen(text) + 1);
    // ok: c-free-moved-pointer
    free(sized);
    char **words = malloc(2 * sizeof *words + strlen(text) + 1);
    char *room = (char *)(words + 2);
    words[0] = room;
    // ok: c-free-moved-pointer
    free(words);
}

void stack(void) {
    char buffer[16];
    // ruleid: c-free-not-allocated
    free(buffer);
    int n = 3;
    // ruleid: c-free-not-allocated
    free(&n);
    char *block = malloc(16);
    // ok: c-free-not-allocated
    free(block);
    char *rows[4];
    // ok: c-free-not-allocated
    free(rows[0]);
}

char *label(int id) {
    char text[32];
    snprintf(text, sizeof text, "item %d", id);
    // ruleid: c-return-stack-address
    return text;
}
int *counter(void) {
    int count = 0;
    // ruleid: c-return-stack-address
    return &count;
}
char *kept(int id) {
    static char text[32];
    snprintf(text, sizeof text, "item %d", id);
    // ok: c-return-stack-address
    return text;
}
char *allocated(int id) {
    char *text = malloc(32);
    // ok: c-return-stack-address
    return text;
}
