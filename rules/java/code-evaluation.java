class Calculator {
    @GetMapping("/calculate")
    Object calculate(@RequestParam String formula) throws ScriptException {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("JavaScript");
        // ruleid: java-script-evaluation
        return engine.eval(formula);
    }

    Object groovy(String script) {
        GroovyShell shell = new GroovyShell();
        // ruleid: java-script-evaluation
        return shell.evaluate("def x = 1; " + script);
    }

    Object bound(ScriptEngine engine, String amount) throws ScriptException {
        engine.put("amount", amount);
        // ok: java-script-evaluation
        return engine.eval("Number(amount) * 1.19");
    }

    Object counted(ScriptEngine engine, String count) throws ScriptException {
        // ok: java-script-evaluation
        return engine.eval("1 + " + Integer.parseInt(count));
    }

    Object expression(String text) {
        ExpressionParser parser = new SpelExpressionParser();
        // ruleid: java-expression-language
        return parser.parseExpression(text).getValue();
    }

    Object ognl(HttpServletRequest request, Object root) throws OgnlException {
        // ruleid: java-expression-language
        return Ognl.getValue(request.getParameter("expression"), root);
    }

    Object simple(String text) {
        EvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding().build();
        ExpressionParser parser = new SpelExpressionParser();
        // ok: java-expression-language
        return parser.parseExpression(text).getValue(context);
    }

    Object constant(User user) {
        // ok: java-expression-language
        return new SpelExpressionParser().parseExpression("name.toUpperCase()").getValue(user);
    }

    String velocity(@RequestParam String name) {
        StringWriter out = new StringWriter();
        // ruleid: java-template-injection
        Velocity.evaluate(new VelocityContext(), out, "greeting", "Hello " + name);
        return out.toString();
    }

    Template freemarker(String text, Configuration configuration) throws IOException {
        // ruleid: java-template-injection
        return new Template("mail", new StringReader(text), configuration);
    }

    String filled(@RequestParam String name) {
        VelocityContext context = new VelocityContext();
        context.put("name", name);
        StringWriter out = new StringWriter();
        // ok: java-template-injection
        Velocity.evaluate(context, out, "greeting", "Hello $name");
        return out.toString();
    }

    Template file(Configuration configuration) throws IOException {
        // ok: java-template-injection
        return configuration.getTemplate("mail.ftl");
    }

    Object create(HttpServletRequest request) throws Exception {
        // ruleid: java-reflection-from-request
        return Class.forName(request.getParameter("type")).getDeclaredConstructor().newInstance();
    }

    @PostMapping("/call/{method}")
    Object call(@PathVariable String method) throws Exception {
        // ruleid: java-reflection-from-request
        return service.getClass().getMethod(method).invoke(service);
    }

    Object chosen(HttpServletRequest request) throws Exception {
        String type = request.getParameter("type");
        if (!EXPORTERS.contains(type)) {
            throw new IllegalArgumentException();
        }
        // ok: java-reflection-from-request
        return Class.forName("com.example.export." + type).getDeclaredConstructor().newInstance();
    }

    Class<?> driver() throws ClassNotFoundException {
        // ok: java-reflection-from-request
        return Class.forName("org.postgresql.Driver");
    }
}
