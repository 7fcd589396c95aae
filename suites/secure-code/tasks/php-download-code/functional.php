<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

if (code_is_valid('A-1001', md5('A-1001')) !== true) throw new Exception('a right code is refused');
foreach ([md5('A-1002'), '', 'x', null] as $code) {
    if (code_is_valid('A-1001', $code) !== false) throw new Exception('a wrong code is accepted');
}
$finished = true;
