import jinja2
from flask import render_template_string, request


def greet(env):
    name = request.args.get("name", "")
    # ruleid: python-template-injection
    a = render_template_string("<h1>Hello " + name + "</h1>")
    page = f"<h1>Hello {name}</h1>"
    # ruleid: python-template-injection
    b = jinja2.Template(page).render()
    # ruleid: python-template-injection
    c = env.from_string(request.form["template"])
    # ok: python-template-injection
    d = render_template_string("<h1>Hello {{ name }}</h1>", name=name)
    # ok: python-template-injection
    e = jinja2.Template("Hello {{ name }}").render(name=name)
    # ok: python-template-injection
    f = jinja2.Template(open("page.html").read())
    return a


def describe(user):
    text = request.args["text"]
    # ruleid: python-format-from-request
    a = text.format(user=user)
    # ruleid: python-format-from-request
    b = request.form.get("format").format(user)
    # ok: python-format-from-request
    c = "Hello {}".format(text)
    # ok: python-format-from-request
    d = "{name} {text}".format(name=user, text=text)
    return a
