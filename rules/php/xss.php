<?php
// ruleid: php-echo-from-request
echo "Hello " . $_GET['name'];
$q = trim($_GET['q']);
// ruleid: php-echo-from-request
print("<p>Results for $q</p>");
$html = "<ul>";
$html .= "<li>{$_POST['comment']}</li>";
// ruleid: php-echo-from-request
echo $html;
// ok: php-echo-from-request
echo htmlspecialchars($_GET['name'], ENT_QUOTES, 'UTF-8');
$safe = htmlentities($q);
// ok: php-echo-from-request
echo "<p>$safe</p>";
// ok: php-echo-from-request
echo (int) $_GET['page'] + 1;
// ok: php-echo-from-request
echo isset($_GET['name']) ? 'yes' : 'no';
// ok: php-echo-from-request
echo json_encode(['name' => $_GET['name']]);
// ok: php-echo-from-request
echo $_GET['lang'] === 'de' ? 'Hallo' : 'Hello';
// ruleid: php-echo-from-request
die("No such page: " . $_SERVER['REQUEST_URI']);
// ruleid: php-echo-from-request
?><p><?= $_GET['name'] ?></p><?php
// ok: php-echo-from-request
?><p><?= htmlspecialchars($_GET['name']) ?></p><?php
<?php
$hits = search($_GET['q']);
$items = array_map(fn (array $hit) => '<li>' . e($hit['title']) . '</li>', $hits);
// ok: php-echo-from-request
echo implode("\n", $items);
// ok: php-echo-from-request
echo implode(', ', array_map('htmlspecialchars', $_GET['names']));
// ruleid: php-echo-from-request
echo implode(', ', array_map(fn ($name) => '<b>' . $name . '</b>' . e($suffix), $_GET['names']));
