<?php
// CWE-502: a signature, and JSON instead of objects
function readPreferences(string $key): array
{
    $cookie = $_COOKIE['preferences'] ?? '';
    [$body, $tag] = array_pad(explode('.', $cookie, 2), 2, '');
    if (!hash_equals(hash_hmac('sha256', $body, $key), $tag)) {
        return [];
    }
    $data = json_decode(base64_decode($body, true) ?: '', true);
    return is_array($data) ? $data : [];
}

setcookie('preferences', signPreferences($preferences, $key), [
    'expires' => time() + 86400 * 30,
    'path' => '/',
    'secure' => true,
    'httponly' => true,
    'samesite' => 'Lax',
]);
