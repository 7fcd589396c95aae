// A model server that does what a test tells it, also what no honest one does. Speaks just enough of OpenAI's wire
// format: everything else is the test's own bytes.
import { createServer } from "node:http";

export const completion = (content, more = {}) => JSON.stringify({
  id: "chatcmpl-1", object: "chat.completion", created: 1, model: "test",
  choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop", ...more }],
  usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
});

export const chunk = (delta, finish_reason = null, index = 0) => `data: ${JSON.stringify({
  id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "test",
  choices: [{ index, delta, finish_reason }],
})}\n\n`;

export const DONE = "data: [DONE]\n\n";

/// `answer(request, response)` may be replaced at any time; request.body is the text. Listens on a free port.
export async function upstream(answer) {
  const seen = [];
  const self = { answer, seen, closed: 0 };
  const server = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      request.body = Buffer.concat(parts).toString("utf8");
      seen.push(request);
      response.on("close", () => { if (!response.writableFinished) self.closed += 1; });
      self.answer(request, response);
    });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  self.base = `http://127.0.0.1:${server.address().port}/v1`;
  self.stop = () => { server.closeAllConnections(); server.close(); };
  return self;
}

// The ways to answer.
export const json = (body, status = 200, headers = {}) => (request, response) => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
};
/// Streams the pieces with pauses between them; `end` finishes, breaks off or leaves the response open.
export const stream = (pieces, { pause = 0, end = "end", headers = {} } = {}) => async (request, response) => {
  response.writeHead(200, { "content-type": "text/event-stream", ...headers });
  response.flushHeaders();
  for (const piece of pieces) {
    if (response.destroyed) return;
    response.write(piece);
    if (pause) await new Promise((done) => setTimeout(done, pause));
  }
  if (end === "end") response.end();
  if (end === "reset") response.socket.resetAndDestroy();
};
export const hang = () => {};
export const reset = (request, response) => response.socket.resetAndDestroy();
