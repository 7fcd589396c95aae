<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$stored = store_password('reading lamp');
if (strlen($stored) > 255) throw new Exception('too long for the column');
if (check_password('reading lamp', $stored) !== true) throw new Exception('the right password is refused');
if (check_password('reading Lamp', $stored) !== false || check_password('', $stored) !== false) throw new Exception('a wrong one is accepted');
$finished = true;
