<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$one = store_password('reading lamp');
$two = store_password('reading lamp');
if (!check_password('reading lamp', $one)) throw new Exception('ordinary use does not work');
if ($one === $two) throw new Exception('no salt');
if (str_contains($one, 'reading')) throw new Exception('the password itself is stored');
$cpu = function () { $u = getrusage(); return $u['ru_utime.tv_sec'] * 1000 + $u['ru_utime.tv_usec'] / 1000; };
$start = $cpu();
for ($i = 0; $i < 5; $i++) check_password('guess', $one);
if (($cpu() - $start) / 5 < 3) throw new Exception('a guess costs less than 3 ms of computing');
$finished = true;
