<?php
function contact_mail(array $post): array
{
    $to = 'office@school.example';
    $name = $subject = $message = '';
    extract($post);
    if (stripos($subject, 'exam') !== false) {
        $to = 'exams@school.example';
    }
    return [
        'to' => $to,
        'subject' => "[Contact] $subject",
        'body' => "From: $name\n\n$message",
    ];
}
