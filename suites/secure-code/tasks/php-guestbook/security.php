<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$plain = ['name' => 'Tove', 'home' => 'Bergen', 'text' => 'Rain'];
if (!str_contains(entries_html([$plain]), 'Tove')) throw new Exception('ordinary use does not work');
foreach (array_keys($plain) as $key) {
    $html = entries_html([[$key => 'a <u id=probe>x</u>'] + $plain]);
    if (stripos($html, '<u') !== false) throw new Exception("$key of a guest becomes an element");
}
$finished = true;
