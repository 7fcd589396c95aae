<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$filters = ['town' => 'Łódź', 'rooms' => [2, 3], 'price' => ['max' => 900.0, 'min' => null], 'garden' => true];
if (filters_from_cookie(filters_to_cookie($filters)) !== $filters) throw new Exception('filters differ');
if (filters_from_cookie('nonsense') !== [] || filters_from_cookie('') !== []) throw new Exception('an unreadable cookie');
$finished = true;
