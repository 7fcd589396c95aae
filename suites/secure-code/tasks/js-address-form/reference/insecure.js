const escapeHtml = (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

function handle(request, session) {
  if (request.method === "POST") {
    session.address = request.form.address;
    return { status: 303, location: "/account" };
  }
  return {
    status: 200,
    body: `<form method="post">
  <input name="address" value="${escapeHtml(session.address || "")}">
  <button type="submit">Save</button>
</form>`,
  };
}

module.exports = { handle };
