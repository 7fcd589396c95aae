<?php
// CWE-918: a list of hosts and https, no redirects
const HOSTS = ['feeds.example.org', 'news.example.org'];

$url = $_POST['url'] ?? '';
$parts = parse_url($url);
if (($parts['scheme'] ?? '') !== 'https' || !in_array($parts['host'] ?? '', HOSTS, true)) {
    http_response_code(400);
    exit('address not allowed');
}
$curl = curl_init($url);
curl_setopt_array($curl, [
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_FOLLOWLOCATION => false,
    CURLOPT_PROTOCOLS => CURLPROTO_HTTPS,
    CURLOPT_TIMEOUT => 5,
]);
$body = curl_exec($curl);
if ($body === false) {
    http_response_code(502);
    exit;
}
$feed = json_decode($body, true, 32, JSON_THROW_ON_ERROR);
