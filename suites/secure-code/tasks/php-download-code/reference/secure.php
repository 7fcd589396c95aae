<?php
function code_is_valid(string $order, $code): bool
{
    return is_string($code) && hash_equals(md5($order), strtolower($code));
}
