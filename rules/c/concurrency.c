#include <pthread.h>

pthread_mutex_t lock;
int hits = 0;
long total = 0;
int guarded = 0;

void *count(void *unused) {
    for (int i = 0; i < 1000; i++) {
        // ruleid: c-thread-shared-write
        hits++;
        // ruleid: c-thread-shared-write
        total = total + i;
    }
    return NULL;
}
void *count_guarded(void *unused) {
    pthread_mutex_lock(&lock);
    // ok: c-thread-shared-write
    guarded++;
    pthread_mutex_unlock(&lock);
    return NULL;
}
void *local(void *unused) {
    int mine = 0;
    // ok: c-thread-shared-write
    mine++;
    return NULL;
}

void twice(int n) {
    pthread_mutex_lock(&lock);
    // ruleid: c-lock-twice
    pthread_mutex_lock(&lock);
    pthread_mutex_unlock(&lock);
    pthread_mutex_lock(&other);
    while (n--)
        // ruleid: c-lock-twice
        pthread_mutex_lock(&other);
    pthread_mutex_unlock(&other);
    // ok: c-lock-twice
    pthread_mutex_lock(&other);
    // ok: c-lock-twice
    pthread_mutex_lock(&third);
}

int leave(int n) {
    pthread_mutex_lock(&lock);
    if (n < 0) {
        // ruleid: c-return-with-lock
        return -1;
    }
    // ruleid: c-return-with-lock
    if (n == 0) return 0;
    if (n > 9) {
        pthread_mutex_unlock(&lock);
        // ok: c-return-with-lock
        return 9;
    }
    guarded = n;
    pthread_mutex_unlock(&lock);
    // ok: c-return-with-lock
    return n;
}

int busy = 0;
void *worker(void *argument) {
    store_lock(argument);
    // ok: c-thread-shared-write
    busy = 1;
    return argument;
}
