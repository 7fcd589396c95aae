<?php
// ruleid: php-errors-shown
ini_set('display_errors', 1);
// ruleid: php-errors-shown
phpinfo();
// ok: php-errors-shown
ini_set('display_errors', '0');
// ok: php-errors-shown
ini_set('log_errors', 1);

// ruleid: php-file-permission
chmod($path, 0777);
// ruleid: php-file-permission
umask(0);
// ok: php-file-permission
chmod($path, 0640);
// ok: php-file-permission
mkdir($path, 0755, true);

$from = $_POST['email'];
// ruleid: php-mail-header-from-request
mail('shop@example.com', 'Question', $_POST['text'], "From: $from");
// ruleid: php-mail-header-from-request
mail($to, $subject, $text, 'From: shop@example.com', '-f' . $_GET['sender']);
// ok: php-mail-header-from-request
mail('shop@example.com', 'Question', $_POST['text'], 'From: shop@example.com');
$checked = filter_var($_POST['email'], FILTER_VALIDATE_EMAIL);
// ok: php-mail-header-from-request
mail('shop@example.com', 'Question', $text, "From: $checked");

// ruleid: php-log-from-request
error_log("login of " . $_POST['user']);
// ruleid: php-log-from-request
file_put_contents('/var/log/app/login.log', $_SERVER['HTTP_USER_AGENT'] . "\n", FILE_APPEND);
// ok: php-log-from-request
error_log("login of " . json_encode($_POST['user']));
// ok: php-log-from-request
error_log("login");

// ruleid: php-template-from-request
$page = $twig->createTemplate($_POST['template'])->render([]);
// ruleid: php-template-from-request
$page = Blade::render("Hello " . $request->input('name'));
// ok: php-template-from-request
$page = $twig->render('page.twig', ['name' => $_POST['name']]);
// ok: php-template-from-request
$page = Blade::render('Hello {{ $name }}', ['name' => $request->input('name')]);

// ruleid: php-mass-assignment
$user = User::create($request->all());
// ruleid: php-mass-assignment
$user->update($request->all());
// ok: php-mass-assignment
$user->update($request->validated());
// ok: php-mass-assignment
$user = User::create($request->only(['name', 'email']));

function claims($token)
{
    $parts = explode('.', $token);
    // ruleid: php-jwt-unverified
    return json_decode(base64_decode($parts[1]), true);
}

function claims_url($token)
{
    // ruleid: php-jwt-unverified
    return json_decode(base64_decode(strtr(explode('.', $token)[1], '-_', '+/')));
}

function verified_claims($token, $key)
{
    $parts = explode('.', $token);
    if (!hash_equals(sign($parts[0], $parts[1], $key), $parts[2])) {
        return null;
    }
    // ok: php-jwt-unverified
    return json_decode(base64_decode($parts[1]), true);
}

function decode($token, $key)
{
    // ok: php-jwt-unverified
    return JWT::decode($token, new Key($key, 'HS256'));
}
