<?php
// SPDX-License-Identifier: MIT
// Creates a ticket with a file, reads, closes and deletes it with PHP's own streams.
//   BASE_URL=https://help.example.com/api/v1 API_KEY=... php docs/examples/tickets.php

function call(string $method, array $query = [], ?array $body = null): array
{
    $headers = ['X-API-Key: ' . getenv('API_KEY')];
    $options = ['method' => $method, 'timeout' => 30, 'ignore_errors' => true];
    if ($body !== null) {
        $headers[] = 'Content-Type: application/json';
        $options['content'] = json_encode($body);
    }
    $url = getenv('BASE_URL') . '/tickets.php' . ($query ? '?' . http_build_query($query) : '');
    $text = file_get_contents($url, false, stream_context_create(['http' => $options + ['header' => $headers]]));
    $answer = $text === false ? ['error' => 'no answer', 'code' => ''] : json_decode($text, true);
    if (isset($answer['error'])) {
        fwrite(STDERR, $answer['code'] . ': ' . $answer['error'] . ' ' . json_encode($answer['fields'] ?? null) . "\n");
        exit(1);
    }
    return $answer;
}

$file = 'data:text/plain;base64,' . base64_encode(file_get_contents(__FILE__));
$ticket = ['email' => 'jane@example.com', 'name' => 'Jane Doe', 'subject' => 'Printer', 'message' => 'It is on fire.',
           'attachments' => [['script.php' => $file]]];
$id = call('POST', [], $ticket)['id'];
echo "created $id\n";
echo 'subject ', call('GET', ['id' => $id])['tickets'][0]['subject'], "\n";
call('PATCH', ['id' => $id], ['status_id' => 3]);
echo 'status ', call('GET', ['id' => $id])['tickets'][0]['status'], "\n";
call('DELETE', ['id' => $id]);
echo "deleted $id\n";
