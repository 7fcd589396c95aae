import ast
import builtins


def calculate(expression, scope):
    # ruleid: python-eval
    result = eval(expression)
    # ruleid: python-eval
    exec("x = " + expression, scope)
    # ruleid: python-eval
    return result, builtins.eval(input("> "))


def fine(expression, model):
    # ok: python-eval
    eval("1 + 2")
    # ok: python-eval
    model.eval()
    # ok: python-eval
    cursor = model.exec(expression)
    # ok: python-eval
    return ast.literal_eval(expression), cursor
