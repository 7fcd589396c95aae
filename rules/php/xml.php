<?php
$document = new DOMDocument();
// ruleid: php-xml-entities
$document->loadXML($text, LIBXML_NOENT | LIBXML_DTDLOAD);
// ruleid: php-xml-entities
$order = simplexml_load_string($text, 'SimpleXMLElement', LIBXML_NOENT);
// ruleid: php-xml-entities
libxml_disable_entity_loader(false);
// ok: php-xml-entities
$document->loadXML($text);
// ok: php-xml-entities
$document->loadXML($text, LIBXML_NONET | LIBXML_NOBLANKS);
// ok: php-xml-entities
$order = simplexml_load_string($text, 'SimpleXMLElement', LIBXML_NOCDATA);
// ok: php-xml-entities
libxml_disable_entity_loader(true);
