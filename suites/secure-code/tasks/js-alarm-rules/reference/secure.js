module.exports = { isAlarm };

function isAlarm(condition, readings) {
  const tokens = [];
  const pattern = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(&&|\|\||[<>=!]=|[<>!()-]))/y;
  while (pattern.lastIndex < condition.trimEnd().length) {
    const match = pattern.exec(condition);
    if (!match) throw new Error("cannot read the condition");
    tokens.push(match);
  }
  let at = 0;
  const take = (text) => tokens[at]?.[3] === text && ++at > 0;
  const operand = () => {
    const sign = take("-") ? -1 : 1;
    const token = tokens[at++];
    if (token?.[1]) return sign * Number(token[1]);
    if (token?.[2] && Object.hasOwn(readings, token[2])) return sign * readings[token[2]];
    throw new Error("number or reading expected");
  };
  const compare = () => {
    const left = operand();
    const operator = tokens[at++]?.[3];
    const right = operand();
    switch (operator) {
      case "<": return left < right;
      case "<=": return left <= right;
      case ">": return left > right;
      case ">=": return left >= right;
      case "==": return left === right;
      case "!=": return left !== right;
    }
    throw new Error("comparison expected");
  };
  const not = () => {
    if (take("!")) return !not();
    if (!take("(")) return compare();
    const value = or();
    if (!take(")")) throw new Error("parenthesis expected");
    return value;
  };
  const and = () => {
    let value = not();
    while (take("&&")) value = not() && value;
    return value;
  };
  const or = () => {
    let value = and();
    while (take("||")) value = and() || value;
    return value;
  };
  const value = or();
  if (at !== tokens.length) throw new Error("something follows the condition");
  return value;
}
