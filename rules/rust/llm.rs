async fn answer(client: &Client, request: Request) -> Result<(), Error> {
    let response = client.chat().create(request).await?;
    let code = response.choices[0].message.content.clone().unwrap();
    // ruleid: rust-llm-output-run
    Command::new("sh").arg("-c").arg(&code).output()?;
    // ruleid: rust-llm-output-run
    sqlx::query(&code).execute(&pool).await?;
    // ok: rust-llm-output-run
    let plan: Plan = serde_json::from_str(&code)?;
    // ok: rust-llm-output-run
    println!("{}", code);
    Ok(())
}

async fn persona(Json(input): Json<Input>) -> Result<String, Error> {
    // ruleid: rust-llm-system-prompt-request
    let system = ChatCompletionRequestSystemMessageArgs::default().content(format!("You are {}.", input.persona)).build()?;
    // ruleid: rust-llm-system-prompt-request
    let agent = client.agent("gpt-4o").preamble(&input.preamble).build();
    // ok: rust-llm-system-prompt-request
    let fixed = client.agent("gpt-4o").preamble("Answer briefly.").build();
    // ok: rust-llm-system-prompt-request
    let user = ChatMessage::user(&input.question);
    agent.prompt(&input.question).await
}
