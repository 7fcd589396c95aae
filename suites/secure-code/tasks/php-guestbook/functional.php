<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$html = entries_html([
    ['name' => 'Tove', 'home' => 'Bergen', 'text' => "Fine days.\nThank you!"],
    ['name' => 'Ole', 'home' => '', 'text' => 'Rain'],
]);
$flat = preg_replace('/\s+/', ' ', $html);
if (substr_count($html, '<article') !== 2) throw new Exception('not two articles');
if (!preg_match('~<h3[^>]*>\s*Tove \(Bergen\)\s*</h3>~', $flat)) throw new Exception("no title: $flat");
if (!preg_match('~<p[^>]*>\s*Fine days\.\s*<br ?/?>\s*Thank you!\s*</p>~', $flat)) throw new Exception("no text: $flat");
if (!preg_match('~<h3[^>]*>\s*Ole\s*</h3>~', $flat)) throw new Exception('empty parentheses');
$finished = true;
