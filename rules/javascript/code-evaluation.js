const vm = require('vm');

function calculate(expression, name) {
  // ruleid: javascript-eval
  const a = eval(expression);
  // ruleid: javascript-eval
  const b = new Function('x', 'return ' + expression);
  // ruleid: javascript-eval
  setTimeout("show('" + name + "')", 10);
  // ruleid: javascript-eval
  const c = vm.runInNewContext(expression, {});
  // ok: javascript-eval
  eval('1 + 1');
  // ok: javascript-eval
  setTimeout(() => calculate(expression), 10);
  // ok: javascript-eval
  model.eval(expression);
  // ok: javascript-eval
  return JSON.parse(expression) || a || b || c;
}
