app.post('/chat', async (req, res) => {
  const { topic, question } = req.body;
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      // ruleid: javascript-request-in-system-prompt
      { role: 'system', content: `You are an assistant for ${topic}.` },
      // ok: javascript-request-in-system-prompt
      { role: 'user', content: question },
    ],
  });
  // ruleid: javascript-request-in-system-prompt
  const other = await anthropic.messages.create({ system: 'Be brief. ' + req.body.style, messages });
  // ok: javascript-request-in-system-prompt
  const fixed = await anthropic.messages.create({ system: INSTRUCTIONS, messages: [{ role: 'user', content: question }] });

  const code = completion.choices[0].message.content;
  // ruleid: javascript-model-output-used
  const result = eval(code);
  // ruleid: javascript-model-output-used
  document.getElementById('reply').innerHTML = marked(other.content[0].text);
  // ruleid: javascript-model-output-used
  execSync(code);
  // ok: javascript-model-output-used
  document.getElementById('reply').textContent = code;
  // ok: javascript-model-output-used
  document.getElementById('reply').innerHTML = DOMPurify.sanitize(marked(code));
});
