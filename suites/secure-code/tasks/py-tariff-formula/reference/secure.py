import ast
import operator

BINARY = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def price(formula, values):
    try:
        return float(_value(ast.parse(formula.strip(), mode="eval").body, values))
    except (SyntaxError, KeyError, ZeroDivisionError, RecursionError) as error:
        raise ValueError(f"not a valid formula: {formula}") from error


def _value(node, values):
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value
    if isinstance(node, ast.Name):
        return values[node.id]
    if isinstance(node, ast.BinOp) and type(node.op) in BINARY:
        return BINARY[type(node.op)](_value(node.left, values), _value(node.right, values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, values)
    raise ValueError("not part of a formula")
