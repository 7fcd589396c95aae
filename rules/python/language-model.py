import os
import subprocess

import openai
from flask import request
from markupsafe import Markup, escape

client = openai.OpenAI()
STYLES = {"short": "Answer in one sentence."}


def answer(question, style):
    # ruleid: python-prompt-from-request
    system = {"role": "system", "content": f"You answer questions about {question}."}
    tone = request.args["tone"]
    # ruleid: python-prompt-from-request
    client.responses.create(model="m", instructions="Be " + tone, input="hello")
    # ok: python-prompt-from-request
    fixed = {"role": "system", "content": "You answer questions about gardens."}
    # ok: python-prompt-from-request
    chosen = {"role": "system", "content": STYLES[style]}
    # ok: python-prompt-from-request
    return [system, fixed, chosen, {"role": "user", "content": question}]


def run(task, cursor):
    reply = client.chat.completions.create(model="m", messages=task)
    code = reply.choices[0].message.content
    # ruleid: python-model-output-executed
    exec(code)
    # ruleid: python-model-output-executed
    subprocess.run(code, shell=True)
    # ruleid: python-model-output-executed
    cursor.execute(code)
    # ok: python-model-output-executed
    print(code)
    # ok: python-model-output-executed
    cursor.execute("INSERT INTO replies VALUES (?)", (code,))
    if code in ACTIONS:
        # ok: python-model-output-executed
        os.system(code)


def page(task):
    reply = client.chat.completions.create(model="m", messages=task)
    text = reply.choices[0].message.content
    # ruleid: python-model-output-html
    a = Markup("<p>" + text + "</p>")
    # ruleid: python-model-output-html
    b = Markup(f"<p>{text}</p>")
    # ok: python-model-output-html
    c = Markup("<p>{}</p>").format(text)
    # ok: python-model-output-html
    return Markup("<p>" + escape(text) + "</p>")
