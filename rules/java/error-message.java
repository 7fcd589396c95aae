class Orders extends HttpServlet {
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            show(request, response);
        } catch (SQLException e) {
            // ruleid: java-stack-trace-sent
            response.getWriter().println("Error: " + e.getMessage());
        }
    }

    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            save(request);
        } catch (Exception e) {
            // ruleid: java-stack-trace-sent
            response.sendError(500, ExceptionUtils.getStackTrace(e));
        }
    }

    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            save(request);
        } catch (Exception e) {
            log.error("order not saved", e);
            // ok: java-stack-trace-sent
            response.sendError(500, "The order was not saved.");
            // ok: java-stack-trace-sent
            response.getWriter().println("Try again later");
        }
    }
}
