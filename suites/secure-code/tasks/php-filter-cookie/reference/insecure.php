<?php
function filters_to_cookie(array $filters): string
{
    return base64_encode(serialize($filters));
}

function filters_from_cookie(string $cookie): array
{
    $filters = @unserialize(base64_decode($cookie));
    return is_array($filters) ? $filters : [];
}
