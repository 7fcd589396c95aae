<?php
$host = $_POST['host'];
// ruleid: php-command-from-request
exec("ping -c 1 " . $host, $output);
// ruleid: php-command-from-request
echo shell_exec("nslookup {$_GET['domain']}");
// ruleid: php-command-from-request
$list = `ls -l $host`;
// ok: php-command-from-request
exec("ping -c 1 " . escapeshellarg($host), $output);
// ok: php-command-from-request
$date = shell_exec("date +%s");
if (filter_var($host, FILTER_VALIDATE_IP) && preg_match('/^[a-z0-9.]+$/', $host)) {
    // ok: php-command-from-request
    system("ping -c 1 " . $host);
}
$sql = "SELECT `id` FROM `users` WHERE host = '$host'";

function convert($source, $target, $width)
{
    // ruleid: php-command-format
    system("convert $source $target");
    $line = "ffmpeg -i " . $source . " out.mp4";
    // ruleid: php-command-format
    exec($line);
    // ok: php-command-format
    exec("convert " . escapeshellarg($source) . " out.png");
    // ok: php-command-format
    exec("convert --version");
    // ok: php-command-format
    proc_open(['convert', $source, $target], $pipes, $handles);
}

function ping()
{
    $host = $_POST['host'];
    if (!valid_host($host)) {
        exit('not a host');
    }
    // ok: php-command-from-request, php-command-format
    exec('ping -c 1 ' . $host);
}
