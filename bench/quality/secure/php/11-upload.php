<?php
// CWE-434: the type is read from the content, the name is random
$types = ['image/png' => 'png', 'image/jpeg' => 'jpg'];
$file = $_FILES['avatar'] ?? null;
if ($file === null || $file['error'] !== UPLOAD_ERR_OK || $file['size'] > 2_000_000) {
    http_response_code(400);
    exit('no usable file');
}
$type = (new finfo(FILEINFO_MIME_TYPE))->file($file['tmp_name']);
if (!isset($types[$type])) {
    http_response_code(415);
    exit('PNG or JPEG only');
}
$name = bin2hex(random_bytes(16)) . '.' . $types[$type];
if (!move_uploaded_file($file['tmp_name'], '/srv/avatars/' . $name)) {
    http_response_code(500);
    exit;
}
echo json_encode(['name' => $name]);
