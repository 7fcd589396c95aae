<?php
function sort_products(array $products, string $sort): array
{
    $order = [];
    foreach (explode(',', $sort) as $part) {
        [$field, $direction] = explode(':', $part . ':asc');
        if (in_array($field, ['name', 'price', 'weight'], true)) {
            $order[] = [$field, $direction === 'desc' ? -1 : 1];
        }
    }
    usort($products, function (array $a, array $b) use ($order): int {
        foreach ($order as [$field, $sign]) {
            if ($a[$field] !== $b[$field]) {
                return $sign * ($a[$field] <=> $b[$field]);
            }
        }
        return 0;
    });
    return $products;
}
