<?php
// SPDX-License-Identifier: MIT
// Creates a ticket with a file, reads it and the file, closes and deletes it with PHP's own streams; with
// STAFF_ID, an agent for whom the key acts, it is answered, noted and assigned before.
//   BASE_URL=https://help.example.com/api/v1 API_KEY=... [STAFF_ID=12] php docs/examples/tickets.php

function send(string $method, string $path, ?array $body = null): string
{
    $headers = ['X-API-Key: ' . getenv('API_KEY')];
    if (getenv('STAFF_ID')) {
        $headers[] = 'X-Staff-Id: ' . getenv('STAFF_ID');
    }
    $options = ['method' => $method, 'timeout' => 30, 'ignore_errors' => true];
    if ($body !== null) {
        $headers[] = 'Content-Type: application/json';
        $options['content'] = json_encode($body);
    }
    $context = stream_context_create(['http' => $options + ['header' => $headers]]);
    $text = file_get_contents(getenv('BASE_URL') . '/tickets.php' . $path, false, $context);
    if ($text !== false && preg_match('~ 2\d\d~', $http_response_header[0])) {
        return $text;
    }
    $answer = json_decode((string)$text, true) ?? ['error' => 'no answer', 'code' => ''];
    fwrite(STDERR, $answer['code'] . ': ' . $answer['error'] . ' ' . json_encode($answer['fields'] ?? null) . "\n");
    exit(1);
}

function call(string $method, array $query = [], ?array $body = null): array
{
    return json_decode(send($method, '?' . http_build_query($query), $body), true);
}

$file = 'data:text/plain;base64,' . base64_encode(file_get_contents(__FILE__));
$ticket = ['email' => 'jane@example.com', 'name' => 'Jane Doe', 'subject' => 'Printer', 'message' => 'It is on fire.',
           'attachments' => [['script.php' => $file]]];
$id = call('POST', [], $ticket)['id'];
echo "created $id\n";
$first = call('GET', ['id' => $id, 'include' => 'attachments'])['tickets'][0]['responses'][0];
$content = send('GET', "/$id/attachments/" . $first['attachments'][0]['file_id']);
echo 'downloaded ', strlen($content), " bytes\n";
echo 'subject ', call('GET', ['id' => $id])['tickets'][0]['subject'], "\n";
if (getenv('STAFF_ID')) {
    send('POST', "/$id/replies", ['message' => 'We are on our way.']);
    echo "answered\n";
    send('POST', "/$id/notes", ['title' => 'Printer', 'message' => 'Bring the extinguisher.']);
    echo "noted\n";
    send('PATCH', "/$id", ['staff_id' => (int) getenv('STAFF_ID'), 'comments' => 'Mine.']);
    echo "assigned\n";
}
call('PATCH', ['id' => $id], ['status_id' => 3]);
echo 'status ', call('GET', ['id' => $id])['tickets'][0]['status'], "\n";
call('DELETE', ['id' => $id]);
echo "deleted $id\n";
