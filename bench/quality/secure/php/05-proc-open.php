<?php
// CWE-78: a list of arguments, no shell
final class Thumbnailer
{
    private const SIZES = ['small' => '160x160', 'large' => '800x800'];

    public function make(string $source, string $size): string
    {
        $geometry = self::SIZES[$size] ?? throw new InvalidArgumentException('unknown size');
        $target = sys_get_temp_dir() . '/' . bin2hex(random_bytes(16)) . '.jpg';
        $process = proc_open(
            ['convert', $source, '-thumbnail', $geometry, $target],
            [1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']],
            $pipes,
        );
        if ($process === false || proc_close($process) !== 0) {
            throw new RuntimeException('conversion failed');
        }
        return $target;
    }
}
