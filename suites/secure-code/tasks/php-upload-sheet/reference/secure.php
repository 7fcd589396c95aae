<?php
function attach(string $folder, array $file): string
{
    $extension = strtolower(pathinfo($file['name'], PATHINFO_EXTENSION));
    if (!in_array($extension, ['pdf', 'txt', 'csv'], true)) {
        throw new InvalidArgumentException('only pdf, txt and csv');
    }
    $name = bin2hex(random_bytes(12)) . '.' . $extension;
    rename($file['tmp_name'], "$folder/$name");
    return $name;
}
