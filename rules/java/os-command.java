@RestController
class ToolController {
    @GetMapping("/ping")
    String ping(@RequestParam String host) throws IOException {
        String[] command = {"/bin/sh", "-c", "ping -c 1 " + host};
        // ruleid: java-command-injection, java-command-concatenation
        Process process = Runtime.getRuntime().exec(command);
        return read(process);
    }

    @GetMapping("/convert")
    String convert(HttpServletRequest request) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("convert");
        arguments.add(request.getParameter("file"));
        // ruleid: java-command-injection
        return read(new ProcessBuilder(arguments).start());
    }

    @GetMapping("/log")
    String log(@RequestParam int lines) throws IOException {
        // ok: java-command-injection
        return read(new ProcessBuilder("tail", "-n", String.valueOf(lines), "/var/log/app.log").start());
    }

    @GetMapping("/tool")
    String tool(@RequestParam String name) throws IOException {
        if (!ALLOWED.contains(name)) {
            throw new IllegalArgumentException("no such tool");
        }
        // ok: java-command-injection
        return read(new ProcessBuilder(name, "--version").start());
    }

    void archive(String directory) throws IOException {
        // ruleid: java-command-concatenation
        Runtime.getRuntime().exec("tar czf backup.tgz " + directory);
    }

    void shell(String host) throws IOException {
        String line = String.format("nslookup %s", host);
        // ruleid: java-command-concatenation
        new ProcessBuilder("bash", "-c", line).start();
    }

    void list(String directory) throws IOException {
        // ok: java-command-concatenation
        Runtime.getRuntime().exec(new String[] {"ls", "-l", directory});
        // ok: java-command-concatenation
        new ProcessBuilder("ls", "--", directory + "/current").start();
    }

    void constant() throws IOException {
        String program = "uname";
        // ok: java-command-concatenation
        Runtime.getRuntime().exec(program + " -a");
    }
}
