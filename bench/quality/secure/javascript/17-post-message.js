// CWE-346: origin and shape of a message are checked
const WIDGET_ORIGIN = 'https://widget.example.org';

window.addEventListener('message', (event) => {
  if (event.origin !== WIDGET_ORIGIN) return;
  const { type, height } = event.data ?? {};
  if (type !== 'resize' || !Number.isInteger(height)) return;
  const frame = document.getElementById('widget');
  frame.style.height = `${Math.min(Math.max(height, 100), 2000)}px`;
});

export function send(frame, payload) {
  frame.contentWindow.postMessage({ type: 'config', payload }, WIDGET_ORIGIN);
}
