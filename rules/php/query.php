<?php
// ruleid: php-ldap-from-request
$found = ldap_search($ldap, "dc=example,dc=com", "(uid=" . $_POST['user'] . ")");

function groups($ldap, $username)
{
    $filter = "(&(objectClass=group)(member=$username))";
    // ruleid: php-ldap-from-request
    return ldap_list($ldap, "ou=groups,dc=example,dc=com", $filter);
}

// ok: php-ldap-from-request
$found = ldap_search($ldap, $base, "(uid=" . ldap_escape($_POST['user'], '', LDAP_ESCAPE_FILTER) . ")");
// ok: php-ldap-from-request
$found = ldap_search($ldap, $base, "(objectClass=person)", [$_GET['attribute']]);

$xpath = new DOMXPath($document);
// ruleid: php-xpath-from-request
$nodes = $xpath->query("//user[name='" . $_GET['name'] . "']");
// ruleid: php-xpath-from-request
$user = $xml->xpath("//user[@id='{$_GET['id']}']");
// ok: php-xpath-from-request
$nodes = $xpath->query("//user");
// ok: php-xpath-from-request
$user = $xml->xpath("//user[@id=" . (int) $_GET['id'] . "]");

// ruleid: php-mongo-from-request
$user = $collection->findOne(['name' => $_POST['name'], 'password' => $_POST['password']]);
$input = json_decode(file_get_contents('php://input'), true);
// ruleid: php-mongo-from-request
$users = $this->collection->find($input);
// ok: php-mongo-from-request
$user = $collection->findOne(['name' => (string) $_POST['name']]);
// ok: php-mongo-from-request
$user = $repository->find($_GET['id']);

// ruleid: php-regex-from-request
$hit = preg_match('/' . $_GET['q'] . '/', $text);
// ruleid: php-regex-from-request
$marked = preg_replace("/{$_GET['q']}/i", '<b>$0</b>', $text);
// ok: php-regex-from-request
$hit = preg_match('/' . preg_quote($_GET['q'], '/') . '/', $text);
// ok: php-regex-from-request
$valid = preg_match('/^[a-z]+$/', $_GET['q']);
