#include <unistd.h>

#include "cli/run.h"

int main(int argc, char** argv) { return krm::cli::run(argc, argv, environ); }
