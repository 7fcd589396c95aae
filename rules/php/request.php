<?php
// ruleid: php-url-from-request
$ch = curl_init($_GET['url']);
$url = $_POST['url'];
// ruleid: php-url-from-request
curl_setopt($ch, CURLOPT_URL, $url);
// ruleid: php-url-from-request
$image = file_get_contents($url);
// ruleid: php-url-from-request
$answer = Http::get($request->input('webhook'));
// ok: php-url-from-request
$ch = curl_init("https://api.example.com/users/" . $_GET['id']);
// ok: php-url-from-request
curl_setopt($ch, CURLOPT_URL, "https://api.example.com/search?q=" . urlencode($_GET['q']));
// ok: php-url-from-request
curl_setopt($ch, CURLOPT_POSTFIELDS, $_POST['data']);
$feed = $_GET['feed'];
if (!in_array($feed, $feeds, true)) {
    exit;
}
// ok: php-url-from-request
$xml = curl_init($feed);

// ruleid: php-redirect-from-request
header("Location: " . $_GET['return']);
$next = $_POST['next'] ?? '/';
// ruleid: php-redirect-from-request
header("Location: $next");
// ok: php-redirect-from-request
header("Location: /users/" . $_GET['id']);
// ok: php-redirect-from-request
header('Location: ' . ($pages[$next] ?? '/'));
// ok: php-redirect-from-request
header('Location: login.php?next=' . urlencode($next));
// ok: php-redirect-from-request
header("Refresh: 3;url=../setup.php?page=$next");
// ok: php-redirect-from-request
header("X-Page: " . $next);

class LoginController
{
    public function login(Request $request)
    {
        // ruleid: php-redirect-from-request
        return redirect($request->input('next'));
    }

    public function home(Request $request)
    {
        // ok: php-redirect-from-request
        return redirect('/home?name=' . $request->name);
    }
}

function checkedTargets()
{
    $url = $_POST['url'];
    if (!isAllowedHost($url)) {
        exit('not allowed');
    }
    // ok: php-url-from-request
    curl_init($url);
    // ok: php-redirect-from-request
    header('Location: ' . safe_target($_GET['next']));
    $next = $_GET['back'];
    remember($next);
    // ruleid: php-redirect-from-request
    header('Location: ' . $next);
    // ruleid: php-url-from-request
    curl_init($_POST['other']);
}
