<?php
// CWE-89: integers only, one placeholder for each
$ids = array_map('intval', (array) ($_POST['ids'] ?? []));
if ($ids === [] || count($ids) > 100) {
    http_response_code(400);
    exit('between 1 and 100 ids');
}
$marks = implode(',', array_fill(0, count($ids), '?'));
$statement = $mysqli->prepare("DELETE FROM messages WHERE owner_id = ? AND id IN ($marks)");
$statement->bind_param('i' . str_repeat('i', count($ids)), $_SESSION['user_id'], ...$ids);
$statement->execute();
printf('%d deleted', $statement->affected_rows);
