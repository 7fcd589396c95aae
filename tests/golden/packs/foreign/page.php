<?php
$name = $_GET["name"];
echo "Hello " . $name;
echo "Hello " . htmlspecialchars($name);
