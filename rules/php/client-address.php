<?php

function address()
{
    // ruleid: php-address-from-header
    $ip = $_SERVER['HTTP_X_FORWARDED_FOR'];
    // ruleid: php-address-from-header
    $this->ip = $_SERVER["HTTP_CLIENT_IP"];
    // ok: php-address-from-header
    $ip = $_SERVER['REMOTE_ADDR'];
    if (in_array($_SERVER['REMOTE_ADDR'], $proxies)) {
        // ok: php-address-from-header
        $ip = $_SERVER['HTTP_X_FORWARDED_FOR'];
    }
    // ok: php-address-from-header
    $agent = $_SERVER['HTTP_USER_AGENT'];
    return $ip;
}

function last_hop()
{
    // ruleid: php-address-from-header
    return getenv('HTTP_CLIENT_IP');
}

// ruleid: php-address-decides
if (!in_array(@$_SERVER['REMOTE_ADDR'], array('127.0.0.1', '::1'))) {
    exit('no access');
}
// ruleid: php-address-decides
if ($_SERVER['REMOTE_ADDR'] === '10.0.0.5') {
    $admin = true;
}
// ok: php-address-decides
if (in_array($_SERVER['REMOTE_ADDR'], $blocked)) {
    exit('blocked');
}
// ok: php-address-decides
if ($_SERVER['REMOTE_ADDR'] == $session_address) {
    $same = true;
}
