<?php
// CWE-22: realpath below the base
$base = realpath('/srv/documents');
$path = realpath($base . '/' . ($_GET['file'] ?? ''));
if ($path === false || !str_starts_with($path, $base . DIRECTORY_SEPARATOR)) {
    http_response_code(404);
    exit;
}
header('Content-Type: application/octet-stream');
header('Content-Disposition: attachment; filename="download.bin"');
header('X-Content-Type-Options: nosniff');
readfile($path);
