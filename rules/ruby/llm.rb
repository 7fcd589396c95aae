class AssistantController < ApplicationController
  def ask
    client = OpenAI::Client.new(access_token: ENV.fetch("OPENAI_KEY"))
    answer = client.chat(parameters: { model: "gpt-4o", messages: [
      # ruleid: ruby-llm-system-prompt-request
      { role: "system", content: "You are a #{params[:persona]}." },
      # ok: ruby-llm-system-prompt-request
      { role: "user", content: params[:question] }
    ] })
    text = answer.dig("choices", 0, "message", "content")
    # ruleid: ruby-llm-output-run
    @result = eval(text)
    # ruleid: ruby-llm-output-run
    @output = `#{text}`
    # ok: ruby-llm-output-run
    @data = JSON.parse(text)
    # ok: ruby-llm-output-run
    OPERATIONS.fetch(text.strip).call
    # ruleid: ruby-llm-system-prompt-request
    client.messages.create(model: "claude", system: params[:system], messages: [])
    # ok: ruby-llm-system-prompt-request
    client.messages.create(model: "claude", system: "Answer briefly.", messages: [])
  end
end
