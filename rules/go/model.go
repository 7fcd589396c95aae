package chat

import (
	"fmt"
	"net/http"
	"os/exec"

	"github.com/sashabaranov/go-openai"
)

func ask(w http.ResponseWriter, r *http.Request) {
	topic := r.FormValue("topic")
	messages := []openai.ChatCompletionMessage{
		// ruleid: go-model-instructions-from-request
		{Role: openai.ChatMessageRoleSystem, Content: "You are an expert in " + topic},
		// ok: go-model-instructions-from-request
		{Role: openai.ChatMessageRoleUser, Content: topic},
	}
	// ruleid: go-model-instructions-from-request
	first := openai.ChatCompletionMessage{Role: "system", Content: fmt.Sprintf("Answer about %s.", topic)}
	// ok: go-model-instructions-from-request
	second := openai.ChatCompletionMessage{Role: "system", Content: "Answer briefly."}
}

func run(client *openai.Client, request openai.ChatCompletionRequest) {
	resp, err := client.CreateChatCompletion(ctx, request)
	command := resp.Choices[0].Message.Content
	// ruleid: go-model-output-executed
	exec.Command("python3", "-c", command).Run()
	// ruleid: go-model-output-executed
	db.Query(resp.Choices[0].Message.Content)
	// ok: go-model-output-executed
	exec.Command(actions[command]).Run()
	// ok: go-model-output-executed
	fmt.Println(command)
}
