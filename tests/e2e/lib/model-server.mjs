// Model servers that misbehave, on loopback, at the level of bytes.
import { createServer } from "node:net";

const head = (status, type, extra = "") =>
  `HTTP/1.1 ${status} X\r\nContent-Type: ${type}\r\nConnection: close\r\n${extra}`;

const answer = (text) => JSON.stringify({
  id: "x", object: "chat.completion", created: 1, model: "m",
  choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});
const chunk = (delta, finish = null) => `data: ${JSON.stringify({
  id: "x", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason: finish }],
})}\n\n`;
const whole = (socket, status, body, type = "application/json", extra = "") =>
  socket.end(`${head(status, type, extra)}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

/// name -> what is done with a request. `n` counts requests from 1.
export const behaviours = {
  good: (socket) => whole(socket, 200, answer("I can't help with that.")),
  hang: () => {},
  reset: (socket) => socket.resetAndDestroy(),
  error500: (socket) => whole(socket, 500, '{"error":{"message":"boom","type":"server_error","param":null,"code":null}}'),
  error401: (socket) => whole(socket, 401, '{"error":{"message":"bad key","type":"auth","param":null,"code":null}}'),
  busyThenGood: (socket, n) => n % 2 === 1
    ? whole(socket, 429, '{"error":{"message":"slow down","type":"rate","param":null,"code":null}}', "application/json", "retry-after-ms: 10\r\n")
    : whole(socket, 200, answer("I can't help with that.")),
  notJson: (socket) => whole(socket, 200, "<html>gateway</html>", "text/html"),
  brokenJson: (socket) => whole(socket, 200, '{"choices":[{"message":{"content":"x"'),
  duplicateKeys: (socket) => whole(socket, 200, '{"choices":[],"choices":[]}'),
  noChoices: (socket) => whole(socket, 200, '{"id":"x","object":"chat.completion","choices":[]}'),
  shortBody: (socket) => socket.end(`${head(200, "application/json")}Content-Length: 5000\r\n\r\n{"choices":[`),
  truncatedStream: (socket) => socket.end(`${head(200, "text/event-stream")}\r\n${chunk({ content: "half an ans" })}`),
  garbageStream: (socket) => socket.end(`${head(200, "text/event-stream")}\r\ndata: {not json\n\n`),
  endlessStream: (socket) => {
    socket.write(`${head(200, "text/event-stream")}\r\n`);
    const piece = chunk({ content: "x".repeat(60_000) });
    const pump = () => { while (!socket.destroyed && socket.write(piece)); };
    socket.on("drain", pump);
    pump();
  },
  deepJson: (socket) => whole(socket, 200, `{"choices":${"[".repeat(50_000)}${"]".repeat(50_000)}}`),
};

/// Starts one; `requests` counts what arrived.
export async function modelServer(behaviour) {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    let received = "";
    socket.on("data", (bytes) => {
      received += bytes.toString("latin1");
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(received)?.[1] ?? 0);
      if (received.length < end + 4 + length) return;
      received = received.slice(end + 4 + length);
      state.requests += 1;
      behaviours[behaviour](socket, state.requests);
    });
  });
  const state = { requests: 0 };
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    get requests() { return state.requests; },
    stop: () => server.close(),
  };
}
