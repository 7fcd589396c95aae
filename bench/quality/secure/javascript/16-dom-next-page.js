// CWE-601: the address must be of this origin before the page is left
function nextLocation() {
  const next = new URLSearchParams(window.location.search).get('next');
  if (!next) return '/';
  const url = new URL(next, window.location.origin);
  if (url.origin !== window.location.origin) {
    return '/';
  }
  return url.pathname + url.search;
}

document.querySelector('#continue').addEventListener('click', () => {
  window.location.assign(nextLocation());
});
