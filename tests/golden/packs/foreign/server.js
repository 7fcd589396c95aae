const { exec: start } = require("child_process");
import express from "express";

const api_token = "q8Zr1LxV7Pm2TkW9sYb4HdJ6";
const token_name = "password";

function show(node, text, other) {
  node.innerHTML = "<b>" + text + "</b>";
  node.innerHTML = escape(text);
  node.innerHTML = "fixed";
}

start("ls -l");
start(process.argv[2]);

new RegExp("(a+)+$");
new RegExp("a+$");

express().use(one).use(two).listen(8080);

check(wrap("text"));
check(wrap(user.name));
check(wrap(other));
check(user.name);

fetch("http://example.com/http:");
fetch("https://example.com");

page(<a href={url} target="_blank">open</a>);
page(<a target="_blank" rel="noopener" href={url}>open</a>);
