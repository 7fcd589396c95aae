class Greeting extends HttpServlet {
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        response.setContentType("text/html");
        PrintWriter out = response.getWriter();
        // ruleid: java-response-markup
        out.println("<h1>Hello " + name + "</h1>");
        // ruleid: java-response-markup
        response.getWriter().write(name);
        // ok: java-response-markup
        out.println("<h1>Hello " + HtmlUtils.htmlEscape(name) + "</h1>");
        // ok: java-response-markup
        out.println("<p>Welcome</p>");
    }

    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int page = Integer.parseInt(request.getParameter("page"));
        // ok: java-response-markup
        response.getWriter().println("page " + page);
    }

    @GetMapping("/hello")
    String hello(@RequestParam String name) {
        // ruleid: java-response-markup
        return "<html><body>Hello " + name + "</body></html>";
    }

    @GetMapping("/view")
    String view(@RequestParam String name, Model model) {
        model.addAttribute("name", name);
        // ok: java-response-markup
        return "view";
    }
}

class Api extends HttpServlet {
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        // ok: java-response-markup
        response.getWriter().write("{\"id\": \"" + request.getParameter("id") + "\"}");
    }
}
