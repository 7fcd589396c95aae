#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    int table[16];
    int index;
    scanf("%d", &index);
    // ruleid: c-index-from-input
    printf("%d\n", table[index]);
    // ruleid: c-index-from-input
    table[atoi(argv[1])] = 1;
    int checked = atoi(argv[2]);
    if (checked < 0 || checked >= 16) return 1;
    // ok: c-index-from-input
    table[checked] = 1;
    // ok: c-index-from-input
    table[3] = atoi(argv[3]);
}

void sizes(char **argv) {
    // ruleid: c-size-from-input
    char *block = malloc(atoi(argv[1]));
    int n = 0;
    scanf("%d", &n);
    // ruleid: c-size-from-input
    int *values = alloca(n * sizeof(int));
    int m = atoi(argv[2]);
    if (m > 100) return;
    // ok: c-size-from-input
    char *small = malloc(m);
    // ok: c-size-from-input
    char *fixed = malloc(100);
}

void copy(char *to, const unsigned char *packet, char **argv) {
    unsigned length = ntohs(*(const unsigned short *)packet);
    // ruleid: c-copy-length-from-input
    memcpy(to, packet + 2, length);
    int count = atoi(argv[1]);
    // ruleid: c-copy-length-from-input
    memcpy(to, packet, count);
    unsigned bounded = ntohs(*(const unsigned short *)packet);
    if (bounded > 64) return;
    // ok: c-copy-length-from-input
    memcpy(to, packet + 2, bounded);
    // ok: c-copy-length-from-input
    memcpy(to, packet, 16);
}

void divide(char **argv) {
    int divisor;
    scanf("%d", &divisor);
    // ruleid: c-division-by-input
    printf("%d\n", 100 / divisor);
    int other = atoi(argv[1]);
    // ruleid: c-division-by-input
    printf("%d\n", 100 % other);
    int nonzero = atoi(argv[2]);
    if (nonzero == 0) return;
    // ok: c-division-by-input
    printf("%d\n", 100 / nonzero);
    // ok: c-division-by-input
    printf("%d\n", nonzero / 7);
}

void rate(char **argv) {
    double seconds = 2.5;
    int runs = atoi(argv[1]);
    // ok: c-division-by-input
    printf("%f\n", seconds / runs);
    // ok: c-division-by-input
    printf("%f\n", (double)100 / runs);
    // ok: c-division-by-input
    printf("%f\n", 1000 / (double)runs);
    // ruleid: c-division-by-input
    printf("%d\n", 1000 / runs);
}

void multiply(char **argv) {
    int width = atoi(argv[1]);
    int height;
    scanf("%d", &height);
    // ruleid: c-product-of-input
    int area = width * height;
    // ruleid: c-product-of-input
    int square = height * height;
    if (width > 1000 || height > 1000) return;
    // ok: c-product-of-input
    int bounded = width * height;
    // ok: c-product-of-input
    int constant = 12 * 12;
}

void asserted(int argc, char **argv) {
    int n = atoi(argv[1]);
    // ruleid: c-assert-on-input
    assert(n > 0);
    char line[80];
    fgets(line, sizeof line, stdin);
    // ruleid: c-assert-on-input
    assert(line[0] == '#');
    int rows = 3;
    // ok: c-assert-on-input
    assert(rows == 3);
    int m = atoi(argv[2]);
    if (m < 0) return;
    // ok: c-assert-on-input
    assert(m >= 0);
    struct store *store = store_open(argv[3]);
    // ok: c-assert-on-input
    assert(store != NULL);
    int added = store_add(store, atoi(argv[4]));
    // ok: c-assert-on-input
    assert(added == STORE_OK);
    // ok: c-assert-on-input
    assert(store_size(store) == atol(argv[4]));
}

void line_of(FILE *in) {
    char line[100];
    int end = 0;
    fscanf(in, "%99s%n", line, &end);
    // ok: c-index-from-input
    line[end] = 0;
}
int joined(int argc, char **argv, char *out, int total) {
    int length = strlen(argv[0]);
    // ok: c-assert-on-input
    assert(length + 1 == total);
    return length;
}

int read_ten(int *v, int count) {
    for (int i = 0; i < count; i++) {
        // ok: c-index-from-input
        if (scanf("%d", &v[i]) != 1) return -1;
    }
    return 0;
}
