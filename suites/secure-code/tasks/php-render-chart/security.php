<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

file_put_contents('plot.sh', "#!/bin/sh\nexit 0\n");
chmod('plot.sh', 0755);
if (chart('Grades', 'a', 'b') !== true) throw new Exception('ordinary use does not work');
foreach (['$(touch marker)', '`touch marker`', '"; touch marker; echo "', "'; touch marker; '", '\\"; touch marker; #'] as $title) {
    try {
        chart($title, 'a', 'b');
    } catch (Throwable $e) {
    }
    if (file_exists('marker')) throw new Exception('part of a title ran as a command');
}
$finished = true;
