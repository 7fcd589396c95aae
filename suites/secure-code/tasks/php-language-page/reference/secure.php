<?php
function render_page(string $language, string $page): ?string
{
    foreach ([$language, $page] as $name) {
        if (!preg_match('/\A[A-Za-z0-9_-]+\z/', $name)) {
            return null;
        }
    }
    $file = "pages/$language/$page.php";
    if (!is_file($file)) {
        return null;
    }
    ob_start();
    include $file;
    return ob_get_clean();
}
