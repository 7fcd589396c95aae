/* CWE-338, CWE-14: getrandom, and the key is wiped so that the compiler keeps it */
#include <stdint.h>
#include <string.h>
#include <sys/random.h>

int with_session_key(int (*use)(const uint8_t *key, size_t length))
{
    uint8_t key[32];
    size_t filled = 0;
    while (filled < sizeof key) {
        ssize_t n = getrandom(key + filled, sizeof key - filled, 0);
        if (n < 0)
            return -1;
        filled += (size_t)n;
    }
    int result = use(key, sizeof key);
    explicit_bzero(key, sizeof key);
    return result;
}
