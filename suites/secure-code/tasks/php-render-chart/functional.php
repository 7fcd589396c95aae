<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

file_put_contents('plot.sh', "#!/bin/sh\n[ -f \"\$2\" ] || exit 4\nprintf '%s|%s' \"\$1\" \"\$#\" > \"\$3\"\n");
chmod('plot.sh', 0755);
file_put_contents('grades.dat', "1 2\n");
foreach (['Grades of 7b', 'The "best" class', 'Übung 3: 50%'] as $title) {
    if (chart($title, 'grades.dat', 'out file.txt') !== true) throw new Exception("no chart: $title");
    if (file_get_contents('out file.txt') !== "$title|3") throw new Exception('arguments: ' . file_get_contents('out file.txt'));
}
if (chart('x', 'missing.dat', 'out.txt') !== false) throw new Exception('a failure is not reported');
$finished = true;
