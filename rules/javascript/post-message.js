function tell(frame, message, origin) {
  // ruleid: javascript-post-message-any-origin
  frame.contentWindow.postMessage(message, '*');
  // ruleid: javascript-post-message-any-origin
  window.parent.postMessage({ ready: true }, "*");
  // ok: javascript-post-message-any-origin
  frame.contentWindow.postMessage(message, origin);
  // ok: javascript-post-message-any-origin
  worker.postMessage(message);
}
