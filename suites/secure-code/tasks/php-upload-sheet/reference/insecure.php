<?php
function attach(string $folder, array $file): string
{
    $extension = pathinfo($file['name'], PATHINFO_EXTENSION);
    $name = uniqid('doc_', true) . '.' . $extension;
    rename($file['tmp_name'], $folder . '/' . $name);
    return $name;
}
