import jinja2
from jinja2 import Environment, FileSystemLoader, select_autoescape

# ruleid: python-jinja-autoescape
plain = Environment(loader=FileSystemLoader("templates"))
# ruleid: python-jinja-autoescape
off = jinja2.Environment(autoescape=False)
# ok: python-jinja-autoescape
escaped = Environment(loader=FileSystemLoader("templates"), autoescape=select_autoescape())
# ok: python-jinja-autoescape
always = jinja2.Environment(autoescape=True)
