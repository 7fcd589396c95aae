<?php
function contact_mail(array $post): array
{
    $name = trim((string) ($post['name'] ?? ''));
    $subject = trim((string) ($post['subject'] ?? ''));
    $message = trim((string) ($post['message'] ?? ''));
    $to = stripos($subject, 'exam') === false ? 'office@school.example' : 'exams@school.example';
    return ['to' => $to, 'subject' => "[Contact] $subject", 'body' => "From: $name\n\n$message"];
}
