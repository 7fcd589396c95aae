<?php
function chart(string $title, string $dataFile, string $outFile): bool
{
    $process = proc_open(['./plot.sh', $title, $dataFile, $outFile], [1 => ['file', '/dev/null', 'w']], $pipes);
    return $process !== false && proc_close($process) === 0;
}
