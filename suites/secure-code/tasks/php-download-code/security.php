<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

if (!code_is_valid('A-1001', md5('A-1001'))) throw new Exception('ordinary use does not work');
// The md5 of this order number is 0e followed by digits.
foreach (['0e0', '00', '0e462097431906509019562988736854', 0, true, ['x']] as $code) {
    try {
        $valid = code_is_valid('240610708', $code) && $code !== md5('240610708');
    } catch (TypeError $e) {
        $valid = false;
    }
    if ($valid) throw new Exception('another value than the code is accepted: ' . json_encode($code));
}
$finished = true;
