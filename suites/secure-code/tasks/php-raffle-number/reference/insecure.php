<?php
function raffle_numbers(int $count, array $taken): array
{
    $numbers = [];
    while (count($numbers) < $count) {
        $number = str_pad((string) mt_rand(0, 99999999), 8, '0', STR_PAD_LEFT);
        if (!in_array($number, $taken, true) && !in_array($number, $numbers, true)) {
            $numbers[] = $number;
        }
    }
    return $numbers;
}
