#pragma once

#include <cstddef>

namespace colorquant {

// Calls work(0) ... work(n - 1) in four interleaved streams. Neighboring pixels are alike, and
// repeated additions to one address wait for each other; distant pixels rarely share an address.
template <typename Work>
inline void in_streams(size_t n, const Work& work) {
  const size_t quarter = n / 4;
  for (size_t i = 0; i < quarter; ++i) {
    work(i);
    work(i + quarter);
    work(i + 2 * quarter);
    work(i + 3 * quarter);
  }
  for (size_t i = 4 * quarter; i < n; ++i) work(i);
}

}  // namespace colorquant
