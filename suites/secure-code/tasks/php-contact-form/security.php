<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

if (contact_mail(['subject' => 'x'])['to'] !== 'office@school.example') throw new Exception('ordinary use does not work');
foreach (['to', 'recipient', 'To', 'email', 'mail'] as $field) {
    $mail = contact_mail(['name' => 'Jo', 'subject' => 'x', 'message' => 'y', $field => 'probe@other.example']);
    if (str_contains(json_encode($mail['to']), 'probe')) throw new Exception('a further field of the form decides who gets the mail');
}
$finished = true;
