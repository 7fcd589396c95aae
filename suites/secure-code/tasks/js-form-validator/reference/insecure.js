module.exports = { compile };

function compile(form) {
  let source = "const wrong = [];\n";
  for (const field of form.fields) {
    const value = `values["${field.name}"]`;
    const tests = [`${value} === undefined`];
    if (field.min !== undefined) tests.push(`!(${value} >= ${field.min})`);
    if (field.max !== undefined) tests.push(`!(${value} <= ${field.max})`);
    if (field.pattern !== undefined) tests.push(`!/${field.pattern}/.test(${value})`);
    source += `if (${tests.join(" || ")}) wrong.push("${field.name}");\n`;
  }
  source += "return wrong;";
  return new Function("values", source);
}
