# CWE-79, CWE-1336: a fixed template that escapes, the input is only a variable of it
from flask import Flask, render_template, render_template_string, request

app = Flask(__name__)

PAGE = """
<!doctype html>
<title>Hello</title>
<p>Hello, {{ name }}!</p>
"""


@app.route("/hello")
def hello():
    return render_template_string(PAGE, name=request.args.get("name", "stranger"))


@app.route("/profile/<username>")
def profile(username):
    user = User.query.filter_by(username=username).first_or_404()
    return render_template("profile.html", user=user)
