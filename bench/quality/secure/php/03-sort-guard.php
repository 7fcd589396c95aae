<?php
// CWE-89: in_array with strict comparison, else leave
$sort = $_GET['sort'] ?? 'name';
if (!in_array($sort, ['name', 'email', 'created_at'], true)) {
    http_response_code(400);
    exit('unknown column');
}
$rows = $db->query("SELECT id, name, email FROM users ORDER BY $sort")->fetchAll();
foreach ($rows as $row) {
    echo '<tr><td>' . htmlspecialchars($row['name'], ENT_QUOTES, 'UTF-8') . '</td></tr>';
}
