// The command line of broch. `run` is main() without the process: tests call the binary, not this.
#pragma once

namespace broch::cli {

/// Parses arguments, runs one subcommand, prints its error if any; the exit code.
int run(int argc, char** argv);

}  // namespace broch::cli
