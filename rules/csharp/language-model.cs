public class AssistantController : Controller
{
    [HttpPost("ask")]
    public async Task<IActionResult> Ask([FromBody] AskRequest ask)
    {
        var messages = new List<ChatMessage>
        {
            // ruleid: csharp-system-prompt-from-request
            new SystemChatMessage($"You are {ask.Persona}."),
            new UserChatMessage(ask.Question)
        };
        return Ok(await _chatClient.CompleteChatAsync(messages));
    }

    [HttpPost("role")]
    public IActionResult Role(string role)
    {
        var history = new ChatHistory();
        // ruleid: csharp-system-prompt-from-request
        history.AddSystemMessage("Act as " + role);
        // ok: csharp-system-prompt-from-request
        history.AddSystemMessage("You answer questions about our shop.");
        return Ok();
    }

    [HttpPost("question")]
    public IActionResult Question(string question)
    {
        // ok: csharp-system-prompt-from-request
        var history = new ChatHistory("You answer questions about our shop.");
        history.AddUserMessage(question);
        return Ok();
    }

    public async Task Report(SqlConnection connection, string question)
    {
        var answer = await _kernel.InvokePromptAsync("Write SQL for: " + question);
        // ruleid: csharp-model-output-executed
        var command = new SqlCommand(answer.ToString(), connection);
        command.ExecuteReader();
    }

    public void Run(List<ChatMessage> messages)
    {
        ChatCompletion completion = _chatClient.CompleteChat(messages);
        // ruleid: csharp-model-output-executed
        Process.Start("bash", completion.Content[0].Text);
    }

    public void Store(SqlConnection connection, List<ChatMessage> messages)
    {
        ChatCompletion completion = _chatClient.CompleteChat(messages);
        // ok: csharp-model-output-executed
        var command = new SqlCommand("INSERT INTO answers (text) VALUES (@text)", connection);
        command.Parameters.AddWithValue("@text", completion.Content[0].Text);
        // ok: csharp-model-output-executed
        Process.Start("notify-send");
    }
}
