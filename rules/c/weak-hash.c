#include <openssl/evp.h>
#include <openssl/md5.h>

const EVP_MD *EVP_md5(void);

void digest(EVP_MD_CTX *ctx, const unsigned char *in, size_t n, unsigned char *out) {
  // ruleid: c-weak-hash
  EVP_DigestInit_ex(ctx, EVP_md5(), NULL);
  // ruleid: c-weak-hash
  MD5(in, n, out);
  // ok: c-weak-hash
  EVP_DigestInit_ex(ctx, EVP_sha256(), NULL);
  // ok: c-weak-hash
  SHA256(in, n, out);
}

void encrypt(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv) {
  // ruleid: c-weak-cipher
  EVP_EncryptInit_ex(ctx, EVP_des_ede3_cbc(), NULL, key, iv);
  // ruleid: c-weak-cipher
  EVP_EncryptInit_ex(ctx, EVP_aes_128_ecb(), NULL, key, iv);
  // ok: c-weak-cipher
  EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, iv);
  // ok: c-weak-cipher
  EVP_EncryptInit_ex(ctx, EVP_chacha20_poly1305(), NULL, key, iv);
}

int my_md5_start(void *context) {
    // ok: c-weak-hash
    return MD5_Init(context);
}
void digest_of(FILE *in, unsigned char *out) {
  char part[512];
  size_t n;
  MD5_CTX context;
  // ruleid: c-weak-hash
  MD5_Init(&context);
  while ((n = fread(part, 1, sizeof part, in)) > 0)
    MD5_Update(&context, part, n);
  MD5_Final(out, &context);
}
int digest_once(const void *in, size_t n, unsigned char *out) {
  MD5_CTX context;
  // ruleid: c-weak-hash
  if (!MD5_Init(&context)) return 0;
  if (!MD5_Update(&context, in, n)) return 0;
  return MD5_Final(out, &context);
}
struct fingerprint *fingerprint_new(void) {
  struct fingerprint *f = calloc(1, sizeof *f);
  // ok: c-weak-hash
  if (f) SHA1_Init(&f->context);
  return f;
}
