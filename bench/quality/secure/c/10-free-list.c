/* CWE-416, CWE-415: the next node is read before the node is freed, the owner's pointer is cleared */
#include <stdlib.h>

struct node {
    struct node *next;
    char *key;
};

struct table {
    struct node *head;
    size_t count;
};

void table_clear(struct table *t)
{
    struct node *n = t->head;
    while (n != NULL) {
        struct node *next = n->next;
        free(n->key);
        free(n);
        n = next;
    }
    t->head = NULL;
    t->count = 0;
}
