const { randomBytes, timingSafeEqual } = require("node:crypto");

const escapeHtml = (text) => String(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function handle(request, session) {
  session.formToken ??= randomBytes(24).toString("hex");
  if (request.method === "GET") {
    const body =
      `<form method="post"><input type="hidden" name="token" value="${session.formToken}">` +
      `<input name="address" value="${escapeHtml(session.address ?? "")}"><button>Save</button></form>`;
    return { status: 200, body };
  }
  if (request.method !== "POST") return { status: 405 };
  const given = Buffer.from(String(request.form?.token ?? ""));
  const expected = Buffer.from(session.formToken);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { status: 403 };
  session.address = String(request.form.address);
  return { status: 303, location: "/account" };
}

module.exports = { handle };
