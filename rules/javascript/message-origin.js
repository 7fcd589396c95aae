// ruleid: javascript-message-origin-unchecked
window.addEventListener('message', (event) => {
  store.set(event.data.key, event.data.value);
});
// ruleid: javascript-message-origin-unchecked
window.onmessage = function (e) {
  run(e.data);
};
// ok: javascript-message-origin-unchecked
window.addEventListener('message', (event) => {
  if (event.origin !== 'https://app.example.com') return;
  store.set(event.data.key, event.data.value);
});
// ok: javascript-message-origin-unchecked
worker.addEventListener('message', (event) => {
  run(event.data);
});
