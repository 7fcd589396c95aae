<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

mkdir('pages/en', 0777, true);
mkdir('pages/nl');
file_put_contents('pages/en/about.php', '<h1>About <?= 1 + 1 ?></h1>');
file_put_contents('pages/nl/over-ons.php', '<h1>Over ons</h1>');
if (trim((string) render_page('en', 'about')) !== '<h1>About 2</h1>') throw new Exception('en/about');
if (trim((string) render_page('nl', 'over-ons')) !== '<h1>Over ons</h1>') throw new Exception('nl/over-ons');
if (render_page('en', 'nothing') !== null || render_page('xx', 'about') !== null) throw new Exception('a page that is not there');
$finished = true;
