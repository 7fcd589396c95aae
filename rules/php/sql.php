<?php

function by_name(PDO $pdo, mysqli $db, $name, $id)
{
    // ruleid: php-sql-format
    $pdo->query("SELECT * FROM users WHERE name = '$name'");
    // ruleid: php-sql-format
    mysqli_query($db, "SELECT * FROM users WHERE id = " . $id);
    $sql = "DELETE FROM users WHERE name = '{$name}'";
    // ruleid: php-sql-format
    $pdo->exec($sql);
    $text = sprintf("SELECT * FROM users WHERE name = '%s'", $name);
    // ruleid: php-sql-format
    $db->query($text);
    // ok: php-sql-format
    $pdo->query("SELECT COUNT(*) FROM users");
    // ok: php-sql-format
    $stmt = $pdo->prepare("SELECT * FROM users WHERE name = ?");
    $stmt->execute([$name]);
    // ok: php-sql-format
    $db->query("SELECT * FROM users WHERE id = " . intval($id));
    // ok: php-sql-format
    $wpdb->get_results($wpdb->prepare("SELECT * FROM {$wpdb->posts} WHERE id = %d", $id));
    // ok: php-sql-format
    echo "select from $name where it = is";
}

function comments(Model $model)
{
    $class = str_replace('\\', '\\\\', $model->getMorphClass());
    // ok: php-sql-format
    return DB::raw('(SELECT id, created_at FROM comments WHERE commented_type = \'' . $class . '\') as comments');
}

// ruleid: php-sql-from-request, php-sql-format
$result = mysqli_query($link, "SELECT * FROM users WHERE id = " . $_GET['id']);
$order = $_GET['sort'] ?? 'id';
// ruleid: php-sql-from-request
$rows = DB::table('users')->orderByRaw($order)->get();
// ok: php-sql-from-request
$stmt = $pdo->prepare('SELECT * FROM users WHERE id = :id');
// ok: php-sql-from-request
$stmt->execute([':id' => $_GET['id']]);
$page = (int) $_GET['page'];
// ok: php-sql-from-request
$pdo->query("SELECT * FROM users LIMIT 10 OFFSET " . $page * 10);
$column = $_GET['column'];
if (!in_array($column, ['name', 'created'], true)) {
    exit;
}
// ok: php-sql-from-request
$pdo->query("SELECT * FROM users ORDER BY $column");

class UserController
{
    public function index(Request $request)
    {
        // ruleid: php-sql-from-request, php-sql-format
        $a = DB::select("SELECT * FROM users WHERE email = '" . $request->input('email') . "'");
        // ruleid: php-sql-from-request
        $b = User::whereRaw("name = '$request->name'")->get();
        // ok: php-sql-from-request
        $c = User::whereRaw('name = ?', [$request->input('name')])->get();
        return User::where('email', $request->email)->get();
    }
}

function removeAll(PDO $pdo, array $ids, string $owner)
{
    $marks = implode(',', array_fill(0, count($ids), '?'));
    // ok: php-sql-format
    $statement = $pdo->prepare("DELETE FROM messages WHERE id IN ($marks)");
    // ruleid: php-sql-format
    return $pdo->prepare("DELETE FROM messages WHERE owner = '$owner' AND id IN ($marks)");
}

function sorted(PDO $pdo)
{
    $sort = in_array($_GET['sort'] ?? '', COLUMNS, true) ? $_GET['sort'] : 'name';
    // ok: php-sql-from-request
    $pdo->query("SELECT name FROM products ORDER BY $sort");
    $free = isset($_GET['order']) ? $_GET['order'] : 'name';
    // ruleid: php-sql-from-request, php-sql-format
    return $pdo->query("SELECT name FROM products ORDER BY $free");
}
