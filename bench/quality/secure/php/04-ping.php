<?php
// CWE-78: the address is checked, then quoted
$host = $_POST['host'] ?? '';
if (filter_var($host, FILTER_VALIDATE_IP) === false) {
    http_response_code(400);
    exit('not an address');
}
exec('ping -c 1 -W 2 ' . escapeshellarg($host), $output, $status);
header('Content-Type: application/json');
echo json_encode(['reachable' => $status === 0]);
