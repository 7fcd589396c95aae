def recipe_html(recipe):
    steps = "\n".join(f"  <li>{step}</li>" for step in recipe["steps"])
    return f"""<h1>{recipe['name']}</h1>
<p class="by">{recipe['author']}</p>
<ol>
{steps}
</ol>"""
