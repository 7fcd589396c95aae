from flask import Flask, request

app = Flask(__name__)
service = Flask("service")


@app.route("/")
def index():
    return request.args.get("q", "")


if __name__ == "__main__":
    # ruleid: python-flask-debug
    app.run(debug=True)
    # ruleid: python-flask-debug
    service.run(host="127.0.0.1", debug=True, port=8080)
    # ok: python-flask-debug
    app.run(host="127.0.0.1")
    # ok: python-flask-debug
    app.run(debug=False)
