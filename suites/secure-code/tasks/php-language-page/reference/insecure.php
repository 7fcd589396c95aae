<?php
function render_page(string $language, string $page): ?string
{
    $file = 'pages/' . $language . '/' . $page . '.php';
    if (!file_exists($file)) {
        return null;
    }
    ob_start();
    include $file;
    return ob_get_clean();
}
