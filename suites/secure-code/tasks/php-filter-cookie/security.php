<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

class CacheFile
{
    public $path = 'marker';
    public function __wakeup() { touch($this->path); }
    public function __destruct() {}
}

if (filters_from_cookie(filters_to_cookie(['a' => 1])) !== ['a' => 1]) throw new Exception('ordinary use does not work');
$text = serialize(['a' => new CacheFile()]);
foreach ([$text, base64_encode($text), urlencode($text), bin2hex($text)] as $cookie) {
    try {
        filters_from_cookie($cookie);
    } catch (Throwable $e) {
    }
    if (file_exists('marker')) throw new Exception('a cookie makes objects of our classes');
}
$finished = true;
