// Which kernels run: the widest the processor has, unless a test or a user asks for others.
#pragma once

#include <string>
#include <vector>

#include "kernels/kernels.h"

namespace colorquant {

const CqKernels& kernels();
std::vector<std::string> instruction_sets();        // those this machine can run, narrowest first
bool use_instruction_set(const std::string& name);  // false if the machine has no such set

}  // namespace colorquant
