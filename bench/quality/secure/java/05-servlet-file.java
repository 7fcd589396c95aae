// CWE-22: canonical path compared with that of the folder
public class AvatarServlet extends HttpServlet {
    private final File folder = new File("/srv/avatars");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        if (name == null || !name.matches("[A-Za-z0-9_-]{1,40}\\.png")) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        File file = new File(folder, name);
        if (!file.getCanonicalPath().startsWith(folder.getCanonicalPath() + File.separator) || !file.isFile()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("image/png");
        try (InputStream in = new FileInputStream(file)) {
            in.transferTo(response.getOutputStream());
        }
    }
}
