<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$products = [
    ['name' => 'cup', 'price' => 5, 'weight' => 200], ['name' => 'bowl', 'price' => 9, 'weight' => 400],
    ['name' => 'ash tray', 'price' => 5, 'weight' => 300],
];
$names = fn (string $sort) => implode(' ', array_column(sort_products($products, $sort), 'name'));
foreach (['price:desc,name:asc' => 'bowl ash tray cup', 'weight' => 'cup ash tray bowl', 'colour:desc,name' => 'ash tray bowl cup', '' => 'cup bowl ash tray'] as $sort => $expected) {
    if ($names($sort) !== $expected) throw new Exception("$sort: " . $names($sort));
}
$finished = true;
