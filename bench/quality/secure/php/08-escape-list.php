<?php
// CWE-79: a short helper escapes all output
function e(?string $text): string
{
    return htmlspecialchars($text ?? '', ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

$term = $_GET['q'] ?? '';
$hits = findArticles($term);
$items = array_map(fn (array $hit) => '<li>' . e($hit['title']) . '</li>', $hits);
?>
<h1>Results for <?= e($term) ?></h1>
<ul><?= implode("\n", $items) ?></ul>
<form><input name="q" value="<?= e($term) ?>"></form>
