const escapeHtml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function statePage(title, state) {
  return `<!DOCTYPE html>
<html>
  <head><title>${escapeHtml(title)}</title></head>
  <body>
    <div id="app"></div>
    <script>window.__STATE__ = ${JSON.stringify(state)};</script>
    <script src="/app.js"></script>
  </body>
</html>`;
}

module.exports = { statePage };
