<?php

// ruleid: php-digest-of-guessable
$token = md5(uniqid("", true));
// ruleid: php-digest-of-guessable
$reset = sha1($user . time());
// ruleid: php-digest-of-guessable
$session_key = hash('sha256', microtime());
// ruleid: php-digest-of-guessable
$csrf = md5(mt_rand());
// ok: php-digest-of-guessable
$token = bin2hex(random_bytes(16));
// ok: php-digest-of-guessable
$etag = md5($content);
// ok: php-digest-of-guessable
$boundary = md5(uniqid());
// ok: php-digest-of-guessable
$cached = sha1(filemtime($path));
