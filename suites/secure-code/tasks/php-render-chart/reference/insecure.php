<?php
function chart(string $title, string $dataFile, string $outFile): bool
{
    $title = str_replace('"', '\"', $title);
    exec("./plot.sh \"$title\" \"$dataFile\" \"$outFile\"", $output, $status);
    return $status === 0;
}
