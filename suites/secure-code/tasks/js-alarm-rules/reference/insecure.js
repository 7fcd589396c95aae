module.exports = { isAlarm };

function isAlarm(condition, readings) {
  const names = Object.keys(readings);
  const check = new Function(...names, `return Boolean(${condition});`);
  return check(...names.map((name) => readings[name]));
}
