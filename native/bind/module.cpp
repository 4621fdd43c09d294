// The Python module.
#include "bind/arrays.hpp"

NB_MODULE(_core, module) {
  using namespace colorquant;
  module.def("instruction_sets", &instruction_sets);
  module.def("instruction_set", [] { return std::string(kernels().name); });
  module.def("use_instruction_set", &use_instruction_set);
  bind_pixels(module);
  bind_fits(module);
  bind_dithers(module);
  bind_mixing(module);
}
