<?php
function entries_html(array $entries): string
{
    $html = '';
    foreach ($entries as $entry) {
        $safe = array_map(fn ($v) => htmlspecialchars($v, ENT_QUOTES, 'UTF-8'), $entry);
        $title = $safe['name'] . ($safe['home'] !== '' ? " ({$safe['home']})" : '');
        $html .= "<article><h3>$title</h3><p>" . nl2br($safe['text'], false) . "</p></article>\n";
    }
    return $html;
}
