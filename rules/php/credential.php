<?php
// ruleid: php-hardcoded-credential
$api_key = '9f8e7d6c5b4a3210ffee';
// ruleid: php-hardcoded-credential
define('DB_PASSWORD', 'S3cure!pw99');
// ruleid: php-hardcoded-credential
$config = ['host' => 'localhost', 'password' => 'S3cure!pw99'];
// ok: php-hardcoded-credential
$config = ['host' => 'localhost', 'password' => getenv('DB_PASSWORD')];
// ok: php-hardcoded-credential
$rules = ['password' => 'required|min:8'];
// ok: php-hardcoded-credential
$password = '';
// ok: php-hardcoded-credential
$labels = ['password' => 'auth.password_label'];

class Gateway
{
    // ruleid: php-hardcoded-credential
    private $secretKey = '9f8e7d6c5b4a3210ffee';
}

// ruleid: php-connection-password
$pdo = new PDO('mysql:host=localhost;dbname=app', 'root', 'hunter2');
// ruleid: php-connection-password
$db = mysqli_connect('localhost', 'app', 'hunter2', 'app');
// ok: php-connection-password
$pdo = new PDO('mysql:host=localhost;dbname=app', getenv('DB_USER'), getenv('DB_PASSWORD'));
// ok: php-connection-password
$db = new mysqli('localhost', 'root', '', 'app');
