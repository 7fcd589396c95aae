<?php
// CWE-916, CWE-330: password_hash and random bytes
final class Accounts
{
    public function __construct(private PDO $pdo)
    {
    }

    public function register(string $email, string $password): void
    {
        $statement = $this->pdo->prepare('INSERT INTO users (email, password_hash) VALUES (?, ?)');
        $statement->execute([$email, password_hash($password, PASSWORD_DEFAULT)]);
    }

    public function resetToken(int $userId): string
    {
        $token = bin2hex(random_bytes(32));
        $statement = $this->pdo->prepare('UPDATE users SET reset_hash = ?, reset_until = ? WHERE id = ?');
        $statement->execute([hash('sha256', $token), time() + 1800, $userId]);
        return $token;
    }
}
