#include "core/descent.hpp"

namespace colorquant {

template <size_t D>
CandidateStack<D>::CandidateStack(std::span<const Center<D>> centers, size_t levels) {
  // The filter writes whole vectors: up to 16 more than it keeps.
  constexpr size_t kVector = 16;
  const size_t capacity = (centers.size() / kVector + 2) * kVector;
  coordinates_.resize(D * levels * capacity);
  indices_.resize(levels * capacity);
  lists_.resize(levels);
  for (size_t level = 0; level < levels; ++level) {
    for (size_t c = 0; c < D; ++c)
      lists_[level].planes[c] = coordinates_.data() + (level * D + c) * capacity;
    lists_[level].index = indices_.data() + level * capacity;
  }
  CqCandidates<D>& all = lists_.front();
  all.size = centers.size();
  for (size_t j = 0; j < centers.size(); ++j) {
    for (size_t c = 0; c < D; ++c) all.planes[c][j] = static_cast<float>(centers[j][c]);
    all.index[j] = static_cast<int32_t>(j);
  }
}

template class CandidateStack<3>;
template class CandidateStack<4>;

}  // namespace colorquant
