<?php
// ruleid: php-code-from-request, php-eval
eval($_POST['code']);
$action = $_GET['action'];
// ruleid: php-code-from-request
call_user_func($action, 1);
// ruleid: php-code-from-request
$action();
// ok: php-code-from-request
$handlers[$action]();
// ok: php-code-from-request
call_user_func('save', $_POST['name']);

function formula($text)
{
    // ruleid: php-eval
    eval("\$result = $text;");
    // ok: php-eval
    eval('$result = 1 + 2;');
    // ok: php-eval
    return $this->engine->eval($text);
}

// ruleid: php-include-from-request
include $_GET['page'] . '.php';
$page = $_GET['page'] ?? 'home';
// ruleid: php-include-from-request
require_once "pages/$page.php";
// ok: php-include-from-request
include $pages[$page] ?? 'home.php';
// ok: php-include-from-request
require __DIR__ . '/vendor/autoload.php';
$section = $_GET['section'] ?? 'news';
// ok: php-include-from-request
include 'sections/' . (in_array($section, SECTIONS, true) ? $section : 'news') . '.php';
$shown = in_array($section, ['news', 'help'], true) ? $section : 'news';
// ok: php-include-from-request
include "sections/$shown.php";
// ruleid: php-include-from-request
include 'sections/' . (in_array($section, SECTIONS, true) ? 'news' : $section) . '.php';
$allowed = ['home', 'about'];
$view = $_GET['view'];
if (!in_array($view, $allowed, true)) {
    $view = 'home';
}
// ok: php-include-from-request
include "views/$view.php";

// ruleid: php-extract-request
extract($_POST);
// ruleid: php-extract-request
parse_str($_SERVER['QUERY_STRING']);
// ok: php-extract-request
extract(['title' => 'Home']);
// ok: php-extract-request
parse_str($text, $values);

// ruleid: php-unserialize-from-request
$cart = unserialize($_COOKIE['cart']);
$data = base64_decode($_POST['data']);
// ruleid: php-unserialize-from-request
$object = unserialize($data);
// ok: php-unserialize-from-request
$cart = unserialize($_COOKIE['cart'], ['allowed_classes' => false]);
// ok: php-unserialize-from-request
$cart = json_decode($_COOKIE['cart'], true);
// ok: php-unserialize-from-request
$cache = unserialize(file_get_contents('/var/cache/app.bin'));
