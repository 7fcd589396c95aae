<?php
// ruleid: php-path-from-request
$text = file_get_contents("pages/" . $_GET['page']);
$file = $_REQUEST['file'];
// ruleid: php-path-from-request
readfile("/var/www/files/$file");
// ruleid: php-path-from-request
unlink($uploads . '/' . $file);
// ok: php-path-from-request
readfile("/var/www/files/" . basename($file));
// ok: php-path-from-request
$body = file_get_contents('php://input');
// ok: php-path-from-request
file_put_contents('/var/log/app/visits.log', $_GET['page'], FILE_APPEND);
$path = realpath("/var/www/files/" . $_GET['file']);
if ($path === false || strpos($path, '/var/www/files/') !== 0) {
    exit;
}
// ok: php-path-from-request
readfile($path);

function avatar()
{
    $target = "uploads/" . basename($_FILES['avatar']['name']);
    // ruleid: php-upload-name
    move_uploaded_file($_FILES['avatar']['tmp_name'], $target);
}

function laravel($request)
{
    $file = $request->file('avatar');
    // ruleid: php-upload-name
    $file->move(public_path('avatars'), $file->getClientOriginalName());
}

function checked()
{
    $extension = strtolower(pathinfo($_FILES['avatar']['name'], PATHINFO_EXTENSION));
    if (!in_array($extension, ['png', 'jpg'], true)) {
        return;
    }
    // ok: php-upload-name
    move_uploaded_file($_FILES['avatar']['tmp_name'], "uploads/" . bin2hex(random_bytes(16)) . ".$extension");
}

function fixed()
{
    // ok: php-upload-name
    move_uploaded_file($_FILES['avatar']['tmp_name'], 'uploads/' . $userId . '.png');
}

function checkedPath()
{
    $path = 'files/' . $_GET['name'];
    if (!is_inside($path)) {
        exit('not found');
    }
    // ok: php-path-from-request
    readfile($path);
    $other = 'files/' . $_GET['other'];
    if (is_readable($other)) {
        // ruleid: php-path-from-request
        readfile($other);
    }
}
