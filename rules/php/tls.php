<?php
// ruleid: php-tls-unverified
curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);
// ruleid: php-tls-unverified
curl_setopt($ch, CURLOPT_SSL_VERIFYHOST, 0);
// ruleid: php-tls-unverified
$client = new Client(['verify' => false, 'timeout' => 5]);
// ruleid: php-tls-unverified
$context = stream_context_create(['ssl' => ['verify_peer' => false, 'verify_peer_name' => false]]);
// ok: php-tls-unverified
curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, true);
// ok: php-tls-unverified
curl_setopt($ch, CURLOPT_SSL_VERIFYHOST, 2);
// ok: php-tls-unverified
$client = new Client(['verify' => '/etc/ssl/private-ca.pem']);
// ok: php-tls-unverified
$rules = ['verify' => false];
