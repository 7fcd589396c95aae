<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

mkdir('pages/en', 0777, true);
mkdir('jobs');
file_put_contents('pages/en/about.php', 'about');
file_put_contents('jobs/nightly.php', '<?php touch("marker");');
if (trim((string) render_page('en', 'about')) !== 'about') throw new Exception('ordinary use does not work');
foreach ([['en', '../../jobs/nightly'], ['../jobs', 'nightly'], ['..', '../jobs/nightly'], ['en/../..', 'jobs/nightly']] as [$language, $page]) {
    try {
        render_page($language, $page);
    } catch (Throwable $e) {
    }
    if (file_exists('marker')) throw new Exception('a file outside of the pages was run');
}
$finished = true;
