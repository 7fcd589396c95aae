// CWE-601: only paths of this site
@Controller
public class LoginController {
    private static boolean isLocal(String target) {
        return target != null && target.startsWith("/") && !target.startsWith("//") && !target.contains("\\");
    }

    @PostMapping("/login")
    public String login(@RequestParam String email, @RequestParam String password,
                        @RequestParam(required = false) String next, HttpServletRequest request)
            throws ServletException {
        request.login(email, password);
        request.changeSessionId();
        if (!isLocal(next)) {
            return "redirect:/home";
        }
        return "redirect:" + next;
    }
}
