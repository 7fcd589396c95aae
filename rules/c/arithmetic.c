#include <limits.h>

void overflow(void) {
    int n = 2147483647;
    // ruleid: c-constant-overflow
    int m = n + 1;
    int big = 70000;
    // ruleid: c-constant-overflow
    int square = big * big;
    int small = 100;
    // ok: c-constant-overflow
    int area = small * small;
    long long wide = 70000;
    // ok: c-constant-overflow
    long long product = wide * wide;
}

void divide(int total) {
    for (int i = 0; i < 10; i++) {
        // ruleid: c-loop-to-zero-divisor
        printf("%d\n", total / i);
    }
    for (int i = 9; i >= 0; --i) {
        // ruleid: c-loop-to-zero-divisor
        printf("%d\n", total % i);
    }
    for (int i = 1; i < 10; i++) {
        // ok: c-loop-to-zero-divisor
        printf("%d\n", total / i);
    }
    for (int i = 0; i < 10; i++) {
        // ok: c-loop-to-zero-divisor
        printf("%d\n", i / 2);
    }
}

void sign(int fd, char *buffer, size_t count) {
    size_t n = read(fd, buffer, count);
    // ruleid: c-unsigned-below-zero
    if (n < 0) return;
    // ruleid: c-unsigned-below-zero
    for (unsigned int i = 9; i >= 0; i--) buffer[i] = 0;
    ssize_t m = read(fd, buffer, count);
    // ok: c-unsigned-below-zero
    if (m < 0) return;
    // ok: c-unsigned-below-zero
    for (int i = 9; i >= 0; i--) buffer[i] = 0;
}

void compare(int state, char *name, FILE *file) {
    // ruleid: c-assignment-as-condition
    if (state = 1) start();
    // ruleid: c-assignment-as-condition
    while (state = RUNNING) step();
    // ok: c-assignment-as-condition
    if (state == 1) start();
    // ok: c-assignment-as-condition
    while ((state = next(file))) step();
    // ruleid: c-string-address-compared
    if (name == "admin") start();
    // ruleid: c-string-address-compared
    if (name != "guest") start();
    // ok: c-string-address-compared
    if (strcmp(name, "admin") == 0) start();
    // ok: c-string-address-compared
    if (name == NULL) start();
}

long long in_nanoseconds(void) {
    const long long second = 1000000000;
    // ok: c-constant-overflow
    return 3 * second;
}
