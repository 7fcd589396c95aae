<?php
function code_is_valid(string $order, $code): bool
{
    if (empty($code)) {
        return false;
    }
    return md5($order) == $code;
}
