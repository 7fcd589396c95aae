<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$first = raffle_numbers(300, []);
$second = raffle_numbers(300, $first);
$all = array_merge($first, $second);
if (count($all) !== 600 || count(array_unique($all)) !== 600) throw new Exception('not 600 different numbers');
foreach ($all as $number) {
    if (!is_string($number) || !preg_match('/\A\d{8}\z/', $number)) throw new Exception("number $number");
}
$finished = true;
