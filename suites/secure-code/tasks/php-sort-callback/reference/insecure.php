<?php
function sort_products(array $products, string $sort): array
{
    $terms = [];
    foreach (explode(',', $sort) as $part) {
        $pieces = explode(':', $part);
        $field = trim($pieces[0]);
        if ($field === '') {
            continue;
        }
        $compare = "((\$a['$field'] ?? 0) <=> (\$b['$field'] ?? 0))";
        $terms[] = ($pieces[1] ?? 'asc') === 'desc' ? "-$compare" : $compare;
    }
    if ($terms) {
        usort($products, eval('return function ($a, $b) { return ' . implode(' ?: ', $terms) . '; };'));
    }
    return $products;
}
