// CWE-79: text nodes instead of markup
const list = document.querySelector('#comments');

function renderComment({ author, text, createdAt }) {
  const item = document.createElement('li');
  const heading = document.createElement('strong');
  heading.textContent = author;
  const body = document.createElement('p');
  body.textContent = text;
  const time = document.createElement('time');
  time.dateTime = new Date(createdAt).toISOString();
  item.append(heading, time, body);
  return item;
}

async function load() {
  const post = new URLSearchParams(location.search).get('post');
  const response = await fetch(`/api/posts/${encodeURIComponent(post)}/comments`);
  const comments = await response.json();
  list.replaceChildren(...comments.map(renderComment));
}

load();
