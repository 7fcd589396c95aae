@RestController
class AssistantController {
    private final ChatClient chatClient;
    private final ChatModel chatModel;
    private final JdbcTemplate jdbc;

    @PostMapping("/ask")
    String ask(@RequestParam String role, @RequestParam String question) {
        // ruleid: java-system-prompt-from-request
        return chatClient.prompt().system("You are " + role).user(question).call().content();
    }

    @PostMapping("/persona")
    List<Message> persona(@RequestBody Persona persona) {
        // ruleid: java-system-prompt-from-request
        return List.of(new SystemMessage(persona.getInstructions()), new UserMessage("Hello"));
    }

    @PostMapping("/safe")
    String safe(@RequestParam String question) {
        // ok: java-system-prompt-from-request
        return chatClient.prompt().system("You answer questions about our shop.").user(question).call().content();
    }

    @PostMapping("/pages/{page}")
    Message page(@PathVariable int page) {
        // ok: java-system-prompt-from-request
        return new SystemMessage("Answer from page " + page);
    }

    List<Map<String, Object>> report(String question) {
        String sql = chatModel.call("Write SQL for: " + question);
        // ruleid: java-model-output-executed
        return jdbc.queryForList(sql);
    }

    void run(String task) throws IOException {
        String command = chatClient.prompt(task).call().content();
        // ruleid: java-model-output-executed
        Runtime.getRuntime().exec(command);
    }

    void chosen(String task) throws IOException {
        String name = chatModel.call(task);
        if (!PROGRAMS.contains(name)) {
            throw new IllegalArgumentException(name);
        }
        // ok: java-model-output-executed
        new ProcessBuilder(name).start();
    }

    List<Map<String, Object>> stored(String question) {
        String answer = chatModel.call(question);
        log(answer);
        // ok: java-model-output-executed
        return jdbc.queryForList("SELECT * FROM answers");
    }
}
