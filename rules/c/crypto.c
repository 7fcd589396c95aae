void transport(CURL *curl, SSL_CTX *context) {
    // ruleid: c-tls-unverified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    // ruleid: c-tls-unverified
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    // ok: c-tls-unverified
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    // ok: c-tls-unverified
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    // ruleid: c-old-tls
    SSL_CTX *a = SSL_CTX_new(TLSv1_client_method());
    // ruleid: c-old-tls
    SSL_CTX *b = SSL_CTX_new(SSLv3_method());
    // ok: c-old-tls
    SSL_CTX *c = SSL_CTX_new(TLS_client_method());
    // ok: c-old-tls
    SSL_CTX *d = SSL_CTX_new(TLSv1_2_method());
}
void keys(EVP_PKEY_CTX *context, RSA *rsa) {
    // ruleid: c-rsa-padding
    RSA_public_encrypt(n, from, to, rsa, RSA_PKCS1_PADDING);
    if (EVP_PKEY_encrypt_init(context) <= 0) return;
    // ruleid: c-rsa-padding
    if (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) <= 0) return;
    // ok: c-rsa-padding
    RSA_public_encrypt(n, from, to, rsa, RSA_PKCS1_OAEP_PADDING);
    // ok: c-rsa-padding
    EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING);
    // ruleid: c-short-key
    RSA_generate_key_ex(rsa, 1024, e, NULL);
    // ruleid: c-short-key
    EVP_PKEY_CTX_set_rsa_keygen_bits(context, 512);
    // ok: c-short-key
    RSA_generate_key_ex(rsa, 3072, e, NULL);
    // ok: c-short-key
    EVP_PKEY_CTX_set_rsa_keygen_bits(context, bits);
    // ruleid: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, n, salt, 16, 1000, EVP_sha256(), 32, key);
    // ruleid: c-few-iterations
    EVP_BytesToKey(EVP_aes_256_cbc(), EVP_sha256(), salt, password, n, 1, key, iv);
    // ok: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, n, salt, 16, 600000, EVP_sha256(), 32, key);
    // ok: c-few-iterations
    PKCS5_PBKDF2_HMAC(password, n, salt, 16, rounds, EVP_sha256(), 32, key);
    // ruleid: c-xml-entities
    xmlDocPtr e = xmlReadFile(path, NULL, XML_PARSE_NOENT | XML_PARSE_DTDLOAD);
    // ruleid: c-xml-entities
    xmlDocPtr f = xmlReadMemory(text, n, "a.xml", NULL, XML_PARSE_NOENT);
    // ok: c-xml-entities
    xmlDocPtr g = xmlReadFile(path, NULL, XML_PARSE_NONET);
    // ok: c-xml-entities
    xmlDocPtr h = xmlReadMemory(text, n, "a.xml", NULL, 0);
}
