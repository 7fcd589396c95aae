<?php
// ruleid: php-cookie-flags
setcookie('session_token', $token, time() + 3600, '/');
// ruleid: php-cookie-flags
setcookie('auth', $token, 0, '/', '', false, true);
// ok: php-cookie-flags
setcookie('session_token', $token, 0, '/', '', true, true);
// ok: php-cookie-flags
setcookie('session_token', $token, ['secure' => true, 'httponly' => true]);
// ok: php-cookie-flags
setcookie('theme', 'dark', time() + 3600);
// ok: php-cookie-flags
setcookie('session_token', '', time() - 3600, '/');

// ruleid: php-session-fixation
session_id($_GET['sid']);
$sid = $_REQUEST['PHPSESSID'];
// ruleid: php-session-fixation
session_id($sid);
// ok: php-session-fixation
session_id(bin2hex(random_bytes(16)));
// ok: php-session-fixation
$id = session_id();

// ruleid: php-session-in-url
ini_set('session.use_only_cookies', 0);
// ruleid: php-session-in-url
ini_set('session.use_trans_sid', '1');
// ok: php-session-in-url
ini_set('session.use_only_cookies', 1);
// ok: php-session-in-url
ini_set('session.gc_maxlifetime', 0);

// ruleid: php-cors-reflected-origin
header('Access-Control-Allow-Origin: ' . $_SERVER['HTTP_ORIGIN']);
$origin = $_SERVER['HTTP_ORIGIN'] ?? '';
// ruleid: php-cors-reflected-origin
header("Access-Control-Allow-Origin: $origin");
// ok: php-cors-reflected-origin
header('Access-Control-Allow-Origin: https://app.example.com');
if (in_array($origin, $allowed, true)) {
    // ok: php-cors-reflected-origin
    header("Access-Control-Allow-Origin: $origin");
}
