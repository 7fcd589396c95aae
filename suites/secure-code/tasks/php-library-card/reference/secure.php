<?php
function store_password(string $password): string
{
    return password_hash($password, PASSWORD_DEFAULT);
}

function check_password(string $password, string $stored): bool
{
    return password_verify($password, $stored);
}
