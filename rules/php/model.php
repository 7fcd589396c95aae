<?php
$topic = $_POST['topic'];
$messages = [
    // ruleid: php-model-instructions-from-request
    ['role' => 'system', 'content' => "You are an expert in $topic."],
    // ok: php-model-instructions-from-request
    ['role' => 'user', 'content' => $topic],
];
// ruleid: php-model-instructions-from-request
$first = ['role' => 'system', 'content' => 'Answer about ' . $request->input('topic')];
// ok: php-model-instructions-from-request
$second = ['role' => 'system', 'content' => 'Answer briefly.'];

$response = $client->chat()->create(['model' => $model, 'messages' => $messages]);
$code = $response->choices[0]->message->content;
// ruleid: php-model-output-executed
eval($code);
// ruleid: php-model-output-executed
$rows = DB::select($response['choices'][0]['message']['content']);
// ruleid: php-model-output-executed
echo "<div>$code</div>";
// ok: php-model-output-executed
echo htmlspecialchars($code);
// ok: php-model-output-executed
file_put_contents('answer.txt', $code);
