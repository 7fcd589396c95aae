function show(element, name) {
  // ruleid: javascript-html-sink
  element.innerHTML = '<b>' + name + '</b>';
  // ruleid: javascript-html-sink
  document.getElementById('x').innerHTML = `<b>${name}</b>`;
  // ruleid: javascript-html-sink
  document.write(location.hash);
  // ruleid: javascript-html-sink
  element.insertAdjacentHTML('beforeend', name);
  // ruleid: javascript-html-sink
  const a = <p dangerouslySetInnerHTML={{ __html: name }} />;
  // ok: javascript-html-sink
  const b = <p dangerouslySetInnerHTML={{ __html: '&middot;' }} />;
  // ok: javascript-html-sink
  element.innerHTML = '';
  // ok: javascript-html-sink
  element.textContent = name;
  // ok: javascript-html-sink
  element.innerHTML = DOMPurify.sanitize(name);
  // ok: javascript-html-sink
  stream.write(name);
  return [a, b];
}

// ok: javascript-html-sink
copy.innerHTML = original.innerHTML.trim();
// ok: javascript-html-sink
button.innerHTML = closeIcon;

// ok: javascript-html-sink
rowTemplate.innerHTML = text;
// ok: javascript-html-sink
label.innerHTML = await translate(`<b>[[users:${count}]]</b>`);
