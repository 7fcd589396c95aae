const params = new URLSearchParams(window.location.search);
const name = params.get('name');
// ruleid: javascript-dom-xss
document.getElementById('hello').innerHTML = 'Hello ' + name;
// ruleid: javascript-dom-xss
$('#title').html(decodeURIComponent(location.hash.slice(1)));
// ruleid: javascript-dom-xss
document.write('<a href="' + document.referrer + '">back</a>');
window.addEventListener('message', (event) => {
  // ruleid: javascript-dom-xss
  box.insertAdjacentHTML('beforeend', event.data.text);
});
// ok: javascript-dom-xss
document.getElementById('hello').textContent = 'Hello ' + name;
// ok: javascript-dom-xss
$('#title').text(location.hash.slice(1));
// ok: javascript-dom-xss
document.getElementById('hello').innerHTML = DOMPurify.sanitize(name);
// ok: javascript-dom-xss
document.getElementById('n').innerHTML = '<b>' + Number(params.get('n')) + '</b>';

const next = params.get('next');
// ruleid: javascript-dom-redirect
window.location.href = next;
// ruleid: javascript-dom-redirect
window.location.assign(new URLSearchParams(location.search).get('returnTo'));
// ok: javascript-dom-redirect
window.location.href = '/profile?tab=' + next;
// ok: javascript-dom-redirect
window.location.href = pages.get(next);
window.addEventListener('message', (event) => {
  // ruleid: javascript-dom-redirect
  window.location.href = event.data.url;
});
navigator.serviceWorker.addEventListener('message', (event) => {
  // ok: javascript-dom-redirect
  window.location.href = event.data.url;
});

// ok: javascript-dom-redirect
window.location.href = `${window.location.pathname}?page=2${window.location.hash}`;

function goNext() {
  const next = new URL(new URLSearchParams(location.search).get('next'), location.origin);
  if (next.origin !== location.origin) return;
  // ok: javascript-dom-redirect
  location.assign(next.href);
  const target = new URLSearchParams(location.search).get('target');
  if (!isSameOrigin(target)) return;
  // ok: javascript-dom-redirect
  location.assign(target);
  const free = new URLSearchParams(location.search).get('free');
  // ruleid: javascript-dom-redirect
  location.assign(free);
}
