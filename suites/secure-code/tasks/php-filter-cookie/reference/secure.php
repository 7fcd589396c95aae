<?php
function filters_to_cookie(array $filters): string
{
    return base64_encode(json_encode($filters, JSON_PRESERVE_ZERO_FRACTION | JSON_THROW_ON_ERROR));
}

function filters_from_cookie(string $cookie): array
{
    $filters = json_decode((string) base64_decode($cookie), true, 32);
    return is_array($filters) ? $filters : [];
}
