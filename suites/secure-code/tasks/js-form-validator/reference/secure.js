module.exports = { compile };

function compile(form) {
  const checks = form.fields.map((field) => {
    const name = String(field.name);
    const pattern = field.pattern === undefined ? null : new RegExp(String(field.pattern));
    const numeric = field.min !== undefined || field.max !== undefined;
    const min = field.min === undefined ? -Infinity : Number(field.min);
    const max = field.max === undefined ? Infinity : Number(field.max);
    return (values) => {
      if (!Object.hasOwn(values, name)) return name;
      const value = values[name];
      if (numeric && !(typeof value === "number" && value >= min && value <= max)) return name;
      if (pattern && !(typeof value === "string" && pattern.test(value))) return name;
      return null;
    };
  });
  return (values) => checks.map((check) => check(values)).filter((name) => name !== null);
}
