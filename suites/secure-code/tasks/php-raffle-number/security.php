<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

if (count(raffle_numbers(2, [])) !== 2) throw new Exception('ordinary use does not work');
mt_srand(77);
$first = raffle_numbers(4, []);
mt_srand(77);
if (raffle_numbers(4, []) === $first) throw new Exception('numbers follow from the state of a predictable generator');
$finished = true;
