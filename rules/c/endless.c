#include <stdio.h>

void forever(int n) {
    printf("%d\n", n);
    // ruleid: c-endless-recursion
    forever(n + 1);
}
int sum(int n) {
    // ruleid: c-endless-recursion
    return n + sum(n - 1);
}
int bounded(int n) {
    if (n <= 0) return 0;
    // ok: c-endless-recursion
    return n + bounded(n - 1);
}
int call(int n) {
    // ok: c-endless-recursion
    return bounded(n);
}
int factorial(int n) {
    if (n == 0) return 1;
    // ruleid: c-recursion-misses-base
    return n * factorial(n - 1);
}
long steps(long n) {
    if (n == 1) {
        return 1;
    }
    // ruleid: c-recursion-misses-base
    return 1 + steps(n - 2);
}
int safe(int n) {
    if (n <= 1) return 1;
    // ok: c-recursion-misses-base
    return n * safe(n - 1);
}
unsigned natural(unsigned n) {
    if (n == 0) return 1;
    // ok: c-recursion-misses-base
    return n * natural(n - 1);
}
void loops(int n) {
    // ruleid: c-endless-loop
    while (1) {
        printf("ping\n");
    }
    // ruleid: c-endless-loop
    for (;;) {
        n++;
    }
    // ok: c-endless-loop
    while (1) {
        if (n++ > 9) break;
    }
    // ok: c-endless-loop
    while (1) {
        sleep(1);
    }
    // ruleid: c-counts-away
    for (int i = 0; i > -1; i++) {
        printf("%d\n", i);
    }
    // ruleid: c-counts-away
    for (int i = 10; i < 20; i--) printf("%d\n", i);
    // ok: c-counts-away
    for (int i = 10; i > 0; i--) printf("%d\n", i);
    // ok: c-counts-away
    for (int i = 0; i < 10; i++) printf("%d\n", i);
}

void clear(char *flags, size_t count) {
    // ok: c-counts-away
    for (size_t i = count - 1; i < count; i--) flags[i] = 0;
}
