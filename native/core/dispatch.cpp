#include "core/dispatch.hpp"

#include <atomic>

extern const CqKernels cq_kernels_baseline;
#ifdef CQ_X86_64
extern const CqKernels cq_kernels_x86_64_v3;
extern const CqKernels cq_kernels_x86_64_v4;
#endif

namespace colorquant {
namespace {

std::vector<const CqKernels*> supported() {
  std::vector<const CqKernels*> sets{&cq_kernels_baseline};
#ifdef CQ_X86_64
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v3")) sets.push_back(&cq_kernels_x86_64_v3);
  if (__builtin_cpu_supports("x86-64-v4")) sets.push_back(&cq_kernels_x86_64_v4);
#endif
  return sets;
}

std::atomic<const CqKernels*>& chosen() {
  static std::atomic<const CqKernels*> kernels{supported().back()};
  return kernels;
}

}  // namespace

const CqKernels& kernels() { return *chosen().load(std::memory_order_relaxed); }

std::vector<std::string> instruction_sets() {
  std::vector<std::string> names;
  for (const CqKernels* set : supported()) names.emplace_back(set->name);
  return names;
}

bool use_instruction_set(const std::string& name) {
  for (const CqKernels* set : supported())
    if (name == set->name) {
      chosen().store(set);
      return true;
    }
  return false;
}

}  // namespace colorquant
