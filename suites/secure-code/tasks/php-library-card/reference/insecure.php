<?php
function store_password(string $password): string
{
    $salt = bin2hex(random_bytes(8));
    return $salt . ':' . md5($salt . $password);
}

function check_password(string $password, string $stored): bool
{
    [$salt, $hash] = explode(':', $stored);
    return md5($salt . $password) === $hash;
}
