<?php
// Follows RapidPro's next links and prints one line per run: php runs.php [base URL] [token]
declare(strict_types=1);

/** @return iterable<array<string, mixed>> all runs, latest change first */
function runs(string $base, string $token): iterable
{
    $url = "$base/api/v2/runs.json";
    while ($url !== null) {
        $context = stream_context_create(['http' => ['header' => "Authorization: Token $token", 'ignore_errors' => true]]);
        $body = file_get_contents($url, false, $context);
        $status = (int) explode(' ', $http_response_header[0])[1];
        if ($body === false || $status !== 200) {
            throw new RuntimeException("$url returned $status");
        }
        $page = json_decode($body, true, flags: JSON_THROW_ON_ERROR);
        yield from $page['results'];
        $url = $page['next'];
    }
}

$base = $argv[1] ?? (getenv('FLOWTWIN_URL') ?: 'http://127.0.0.1:4010');
$count = 0;
foreach (runs($base, $argv[2] ?? 'demo') as $run) {
    $count++;
    printf("%s  %-12s  %s\n", $run['created_on'], $run['exit_type'] ?? 'active', $run['flow']['name']);
}
fwrite(STDERR, "$count runs\n");
