<?php
// CWE-89: bound values, the column comes from a table
const SORT_COLUMNS = ['name' => 'name', 'price' => 'price_cents', 'new' => 'created_at'];

function searchProducts(PDO $pdo, string $term, string $sort, string $direction): array
{
    $column = SORT_COLUMNS[$sort] ?? 'created_at';
    $order = strtolower($direction) === 'asc' ? 'ASC' : 'DESC';
    $statement = $pdo->prepare("SELECT id, name FROM products WHERE name LIKE :term ORDER BY $column $order LIMIT 50");
    $statement->execute(['term' => '%' . $term . '%']);
    return $statement->fetchAll(PDO::FETCH_ASSOC);
}

$pdo = new PDO(getenv('DSN'), getenv('DB_USER'), getenv('DB_PASSWORD'), [
    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
    PDO::ATTR_EMULATE_PREPARES => false,
]);
header('Content-Type: application/json');
echo json_encode(searchProducts($pdo, $_GET['q'] ?? '', $_GET['sort'] ?? '', $_GET['dir'] ?? ''));
