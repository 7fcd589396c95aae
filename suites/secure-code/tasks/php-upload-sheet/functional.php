<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

mkdir('public');
$names = [];
foreach (['bill.pdf' => "%PDF-1.4\n", 'my notes.v2.txt' => 'notes', 'list.csv' => "a,b\n"] as $original => $content) {
    file_put_contents('up.tmp', $content);
    $name = attach('public', ['name' => $original, 'tmp_name' => 'up.tmp']);
    if (pathinfo($name, PATHINFO_EXTENSION) !== pathinfo($original, PATHINFO_EXTENSION)) throw new Exception("extension of $name");
    if (file_get_contents("public/$name") !== $content || file_exists('up.tmp')) throw new Exception("$original is not moved");
    $names[$name] = true;
}
if (count($names) !== 3) throw new Exception('names are not different');
$finished = true;
