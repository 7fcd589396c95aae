#include "cli/cli.h"

int main(int argc, char** argv) { return broch::cli::run(argc, argv); }
