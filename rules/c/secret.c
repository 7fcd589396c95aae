#include <stdio.h>

int login(const char *password) {
    // ruleid: c-hardcoded-credential
    const char *db_password = "hunter2-prod";
    // ruleid: c-hardcoded-credential
    if (strcmp(password, "letmein99") == 0) return 1;
    // ok: c-hardcoded-credential
    const char *from_environment = getenv("DB_PASSWORD");
    // ok: c-hardcoded-credential
    char *password_prompt = "Password: ";
}
void encrypt(const unsigned char *text, unsigned char *out) {
    // ruleid: c-hardcoded-key
    unsigned char key[16] = {0x01, 0x52, 0xa3, 0x14, 0x95, 0x06, 0x77, 0x08};
    AES_set_encrypt_key(key, 128, &schedule);
    // ruleid: c-hardcoded-key, c-hardcoded-credential
    char *secret_key = "0123456789abcdef";
    DES_encrypt(text, out, secret_key);
    // ok: c-hardcoded-key
    unsigned char fresh_key[16];
    RAND_bytes(fresh_key, sizeof fresh_key);
    // ok: c-hardcoded-key
    const char *key_names[] = {"up", "down"};
}
void clear(FILE *file, const char *user, const char *password) {
    // ruleid: c-password-in-clear
    fprintf(file, "%s:%s\n", user, password);
    // ruleid: c-password-in-clear
    if (strcmp(stored_password, password) == 0) welcome(user);
    // ok: c-password-in-clear
    fprintf(file, "%s:%s\n", user, hash);
    // ok: c-password-in-clear
    if (strcmp(stored_hash, crypt(password, stored_hash)) == 0) welcome(user);
}
void wipe(char *password, char *secret, char *text) {
    // ruleid: c-memset-before-free
    memset(password, 0, strlen(password));
    free(password);
    // ruleid: c-memset-before-free
    memset(secret, 0, 32);
    free(secret);
    // ok: c-memset-before-free
    explicit_bzero(secret, 32);
    free(secret);
    // ok: c-memset-before-free
    memset(text, 0, 32);
    free(text);
}
int check_password(const char *given) {
    // ruleid: c-hardcoded-credential
    return strcmp(given, "opensesame") == 0;
}
int enter(int argc, char **argv) {
    char input[64];
    fgets(input, sizeof input, stdin);
    // ruleid: c-hardcoded-credential
    if (strcmp(input, "qwerty12") == 0) return 1;
    // ok: c-hardcoded-credential
    if (strcmp(argv[1], "--admin") == 0) return 2;
    // ok: c-hardcoded-credential
    if (strcmp(input, "sha256") == 0) return 3;
    return 0;
}
