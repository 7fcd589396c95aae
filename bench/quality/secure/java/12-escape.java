// CWE-79: what is written into the page is encoded
import org.owasp.encoder.Encode;

public class SearchServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String term = Objects.requireNonNullElse(request.getParameter("q"), "");
        response.setContentType("text/html; charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("<h1>Results for " + Encode.forHtml(term) + "</h1>");
        out.println("<ul>");
        for (String title : index.find(term)) {
            out.printf("<li>%s</li>%n", Encode.forHtml(title));
        }
        out.println("</ul>");
    }
}
