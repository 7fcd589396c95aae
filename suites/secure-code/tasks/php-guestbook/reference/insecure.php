<?php
function entries_html(array $entries): string
{
    $html = '';
    foreach ($entries as $entry) {
        $title = $entry['name'];
        if ($entry['home'] !== '') {
            $title .= " ({$entry['home']})";
        }
        $text = nl2br($entry['text'], false);
        $html .= "<article>\n<h3>$title</h3>\n<p>$text</p>\n</article>\n";
    }
    return $html;
}
