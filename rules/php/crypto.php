<?php
// ruleid: php-password-fast-hash
$hash = md5($password);
// ruleid: php-password-fast-hash
$stored = hash('sha256', $salt . $_POST['password']);
// ok: php-password-fast-hash
$hash = password_hash($password, PASSWORD_DEFAULT);
// ok: php-password-fast-hash
$key = md5($url);

// ruleid: php-weak-hash
$signature = sha1($body . $secret);
// ruleid: php-weak-hash, php-predictable-random
$reset_token = md5(uniqid());
// ok: php-weak-hash
$cacheKey = md5($query);
// ok: php-weak-hash
$signature = hash_hmac('sha256', $body, getenv('HOOK_KEY'));

// ruleid: php-weak-cipher
$a = openssl_encrypt($text, 'AES-128-ECB', $key);
// ruleid: php-weak-cipher
$b = openssl_encrypt($text, 'des-ede3-cbc', $key, 0, $iv);
// ok: php-weak-cipher
$c = openssl_encrypt($text, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag);
// ok: php-weak-cipher
$d = sodium_crypto_secretbox($text, $nonce, $key);

function encrypt($text, $config)
{
    $key = 'c8a1f3e07b2d4956';
    $iv = random_bytes(16);
    // ruleid: php-constant-key
    $a = openssl_encrypt($text, 'aes-128-cbc', $key, 0, $iv);
    // ruleid: php-constant-key
    $b = JWT::encode($claims, 'c8a1f3e07b2d4956', 'HS256');
    // ok: php-constant-key
    $c = openssl_encrypt($text, 'aes-128-cbc', getenv('APPLICATION_KEY'), 0, $iv);
    // ok: php-constant-key
    $d = hash_hmac('sha256', $text, $config['signing_key_name']);
    $fixed = '1234567890123456';
    // ruleid: php-constant-iv
    $e = openssl_encrypt($text, 'aes-128-cbc', $config['key'], 0, $fixed);
    // ruleid: php-constant-iv
    $f = openssl_encrypt($text, 'aes-128-cbc', $config['key'], 0, str_repeat("\0", 16));
    // ok: php-constant-iv
    $g = openssl_encrypt($text, 'aes-128-cbc', $config['key'], 0, $iv);
    // ok: php-constant-iv
    $h = openssl_encrypt($text, 'aes-128-cbc', $config['key'], 0, random_bytes(16));
}

// ruleid: php-predictable-random
$token = mt_rand(100000, 999999);
// ruleid: php-predictable-random
$user->apiKey = uniqid('key', true);
// ok: php-predictable-random
$token = bin2hex(random_bytes(32));
// ok: php-predictable-random
$colour = $colours[array_rand($colours)];
function generatePassword($length)
{
    // ruleid: php-predictable-random
    return substr(str_shuffle('abcdefghijkmnpqrstuvwxyz23456789'), 0, $length);
}

// ruleid: php-loose-compare
if (md5($text) == $row['digest']) {
    login();
}
$expected = hash_hmac('sha256', $body, $key);
// ruleid: php-loose-compare
if ($header != $expected) {
    refuse();
}
// ok: php-loose-compare
if (!hash_equals($expected, $header)) {
    refuse();
}
// ok: php-loose-compare
if ($row['name'] == $name) {
    greet();
}
// ruleid: php-loose-compare
if ($_POST['csrf_token'] != $_SESSION['csrf_token']) {
    refuse();
}
// ruleid: php-loose-compare
if ($user && $password == $user['password']) {
    login();
}
// ok: php-loose-compare
if (!hash_equals($_SESSION['csrf_token'], $_POST['csrf_token'])) {
    refuse();
}
// ok: php-loose-compare
if ($_POST['password'] != $_POST['password_confirm']) {
    refuse();
}
// ok: php-loose-compare
if ($_POST['password'] == '') {
    refuse();
}
