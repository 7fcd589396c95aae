<?php
function raffle_numbers(int $count, array $taken): array
{
    $used = array_fill_keys($taken, true);
    $numbers = [];
    while (count($numbers) < $count) {
        $number = sprintf('%08d', random_int(0, 99999999));
        if (!isset($used[$number])) {
            $used[$number] = true;
            $numbers[] = $number;
        }
    }
    return $numbers;
}
