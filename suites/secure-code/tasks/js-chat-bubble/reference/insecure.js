function bubble(author, message) {
  const linked = message.replace(/(https?:\/\/\S+)/g, '<a href="$1">$1</a>');
  return `<div class="bubble"><b>${author}</b><p>${linked}</p></div>`;
}

module.exports = { bubble };
