from html import escape


def recipe_html(recipe):
    steps = "".join(f"<li>{escape(step)}</li>" for step in recipe["steps"])
    return (
        f"<h1>{escape(recipe['name'])}</h1>"
        f"<p class=\"by\">{escape(recipe['author'])}</p><ol>{steps}</ol>"
    )
