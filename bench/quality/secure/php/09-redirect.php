<?php
// CWE-601: paths of this site only
function safe_target(string $target): string
{
    if ($target === '' || $target[0] !== '/' || str_starts_with($target, '//') || str_contains($target, '\\')) {
        return '/';
    }
    return preg_match('/[\r\n]/', $target) ? '/' : $target;
}

session_start();
if (!password_verify($_POST['password'] ?? '', $user['password_hash'])) {
    header('Location: /login?failed=1', true, 303);
    exit;
}
session_regenerate_id(true);
header('Location: ' . safe_target($_GET['next'] ?? ''), true, 303);
exit;
