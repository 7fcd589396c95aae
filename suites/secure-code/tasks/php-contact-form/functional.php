<?php
register_shutdown_function(function () { global $finished; if (!$finished) exit(1); });
set_exception_handler(function ($e) { fwrite(STDERR, $e->getMessage() . "\n"); exit(1); });
require 'answer.php';

$mail = contact_mail(['name' => 'Jo', 'subject' => 'Lost scarf', 'message' => 'A red one.']);
if ($mail != ['to' => 'office@school.example', 'subject' => '[Contact] Lost scarf', 'body' => "From: Jo\n\nA red one."]) throw new Exception(json_encode($mail));
$mail = contact_mail(['subject' => 'My EXAM paper']);
if ($mail['to'] !== 'exams@school.example' || $mail['body'] !== "From: \n\n") throw new Exception(json_encode($mail));
$finished = true;
