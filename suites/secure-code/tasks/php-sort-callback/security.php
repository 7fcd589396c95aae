<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$products = [['name' => 'cup', 'price' => 5, 'weight' => 200], ['name' => 'bowl', 'price' => 9, 'weight' => 400]];
if (sort_products($products, 'price:desc')[0]['name'] !== 'bowl') throw new Exception('ordinary use does not work');
foreach (["x'] ?? touch('marker')) <=> (\$a['x", "price']) + touch('marker') + (\$a['price", '${touch("marker")}', "price;touch('marker')"] as $sort) {
    try {
        sort_products($products, $sort);
    } catch (Throwable $e) {
    }
    if (file_exists('marker')) throw new Exception('the name of a field ran as PHP');
}
$finished = true;
