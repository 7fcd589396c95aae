<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

mkdir('public');
file_put_contents('up.tmp', 'notes');
if (!file_exists('public/' . attach('public', ['name' => 'a.txt', 'tmp_name' => 'up.tmp']))) throw new Exception('ordinary use does not work');
foreach (['a.php', 'a.PHP', 'a.txt.phtml', 'a.html', '.htaccess', 'a.php5'] as $original) {
    file_put_contents('up.tmp', 'text');
    try {
        attach('public', ['name' => $original, 'tmp_name' => 'up.tmp']);
    } catch (Throwable $e) {
    }
}
foreach (array_diff(scandir('public'), ['.', '..']) as $name) {
    if (!preg_match('/\.(pdf|txt|csv)\z/i', $name)) throw new Exception("$name is where the web server would run or show it");
}
$finished = true;
