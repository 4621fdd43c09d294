// Selects the kernels: the widest that the processor supports, unless a test or a user chooses.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "kernels/kernels.h"

namespace colorquant {

const CqKernels& kernels();
std::vector<std::string> instruction_sets();        // those this machine can run, narrowest first
bool use_instruction_set(const std::string& name);  // false if the machine has no such set

template <size_t D>
const CqPointKernels<D>& point_kernels() {
  if constexpr (D == 3)
    return kernels().points_3;
  else
    return kernels().points_4;
}

template <typename T, size_t D>
const CqColorKernels<T, D>& color_kernels() {
  if constexpr (std::is_same_v<T, uint8_t>)
    return kernels().colors_8_3;
  else if constexpr (D == 3)
    return kernels().colors_16_3;
  else
    return kernels().colors_16_4;
}

}  // namespace colorquant
