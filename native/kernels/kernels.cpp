// One source for every instruction set. Vectors are 64 bytes wide everywhere: the compiler splits
// them where registers are narrower, so that the order of every sum is the same on every machine.
#include "kernels/kernels.h"

namespace {

constexpr size_t kFloats = 16;
constexpr size_t kDoubles = 8;

typedef float Floats __attribute__((vector_size(64)));
typedef int32_t Ints __attribute__((vector_size(64)));
typedef double Doubles __attribute__((vector_size(64)));
typedef int64_t Longs __attribute__((vector_size(64)));

inline Floats load(const float* p) {
  Floats v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

inline Doubles load(const double* p) {
  Doubles v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

template <typename V, typename T>
inline void store(T* p, V v) {
  __builtin_memcpy(p, &v, sizeof v);
}

void nearest(const float* const points[3], size_t n, const float* const centers[3], size_t k,
             int32_t* labels, float* squared) {
  for (size_t i = 0; i < n; i += 2 * kFloats) {
    // Two vectors of points at a time: each broadcast centre is used twice.
    const size_t second = i + kFloats < n ? i + kFloats : i;
    const Floats x0 = load(points[0] + i), x1 = load(points[0] + second);
    const Floats y0 = load(points[1] + i), y1 = load(points[1] + second);
    const Floats z0 = load(points[2] + i), z1 = load(points[2] + second);
    Floats best0 = Floats{} + 3e38f, best1 = best0;
    Ints label0 = Ints{}, label1 = label0;
    for (size_t j = 0; j < k; ++j) {
      const float cx = centers[0][j], cy = centers[1][j], cz = centers[2][j];
      const Floats dx0 = x0 - cx, dy0 = y0 - cy, dz0 = z0 - cz;
      const Floats dx1 = x1 - cx, dy1 = y1 - cy, dz1 = z1 - cz;
      const Floats d0 = dx0 * dx0 + dy0 * dy0 + dz0 * dz0;
      const Floats d1 = dx1 * dx1 + dy1 * dy1 + dz1 * dz1;
      const Ints closer0 = d0 < best0, closer1 = d1 < best1;
      best0 = closer0 ? d0 : best0;
      best1 = closer1 ? d1 : best1;
      label0 = closer0 ? Ints{} + static_cast<int32_t>(j) : label0;
      label1 = closer1 ? Ints{} + static_cast<int32_t>(j) : label1;
    }
    store(labels + second, label1);
    store(squared + second, best1);
    store(labels + i, label0);
    store(squared + i, best0);
  }
}

// The filtering test of Kanungo et al. (2002), doi:10.1109/TPAMI.2002.1017616: of two centres,
// the farther from the box's middle can win somewhere in the box only if it wins at the corner
// that lies farthest in its direction. Every value is exact, so ties are real ties: the lower
// index wins them.
void filter(const CqCandidates* in, const double low[3], const double high[3], CqCandidates* out) {
  const double mx = 0.5 * (low[0] + high[0]), my = 0.5 * (low[1] + high[1]),
               mz = 0.5 * (low[2] + high[2]);
  size_t middle = 0;
  double best = 1e300;
  for (size_t j = 0; j < in->size; ++j) {
    const double dx = in->x[j] - mx, dy = in->y[j] - my, dz = in->z[j] - mz;
    const double d = dx * dx + dy * dy + dz * dz;
    if (d < best) best = d, middle = j;
  }
  const double bx = in->x[middle], by = in->y[middle], bz = in->z[middle];
  size_t kept = 0;
  for (size_t j = 0; j < in->size; ++j) {
    const double x = in->x[j], y = in->y[j], z = in->z[j];
    const double vx = x > bx ? high[0] : low[0];
    const double vy = y > by ? high[1] : low[1];
    const double vz = z > bz ? high[2] : low[2];
    const double dx = x - vx, dy = y - vy, dz = z - vz;
    const double ex = bx - vx, ey = by - vy, ez = bz - vz;
    const double d = dx * dx + dy * dy + dz * dz;
    const double e = ex * ex + ey * ey + ez * ez;
    const bool keep = d < e || (d == e && j <= middle);
    out->x[kept] = x;
    out->y[kept] = y;
    out->z[kept] = z;
    out->index[kept] = in->index[j];
    kept += keep;
  }
  out->size = kept;
}

constexpr size_t kLeaf = 64;

void leaf(const uint8_t* const planes[3], const int64_t* counts, size_t n, const CqSums* total,
          const CqCandidates* candidates, CqSums* sums, int32_t* labels) {
  double x[kLeaf], y[kLeaf], z[kLeaf], w[kLeaf];
  const size_t padded = (n + kDoubles - 1) / kDoubles * kDoubles;
  for (size_t i = 0; i < n; ++i) {
    x[i] = planes[0][i];
    y[i] = planes[1][i];
    z[i] = planes[2][i];
    w[i] = static_cast<double>(counts[i]);
  }
  for (size_t i = n; i < padded; ++i) x[i] = y[i] = z[i] = w[i] = 0.0;

  Longs nearest_of[kLeaf / kDoubles];
  for (size_t b = 0; b < padded / kDoubles; ++b) {
    const Doubles px = load(x + b * kDoubles), py = load(y + b * kDoubles),
                  pz = load(z + b * kDoubles);
    Doubles best = Doubles{} + 1e300;
    Longs label = Longs{};
    for (size_t j = 0; j < candidates->size; ++j) {
      const Doubles dx = px - candidates->x[j], dy = py - candidates->y[j],
                    dz = pz - candidates->z[j];
      const Doubles d = dx * dx + dy * dy + dz * dz;
      const Longs closer = d < best;
      best = closer ? d : best;
      label = closer ? Longs{} + static_cast<int64_t>(j) : label;
    }
    nearest_of[b] = label;
  }

  // What the other candidates do not get is the first one's.
  CqSums rest = *total;
  for (size_t j = 1; j < candidates->size; ++j) {
    Doubles sw = Doubles{}, sx = Doubles{}, sy = Doubles{}, sz = Doubles{};
    for (size_t b = 0; b < padded / kDoubles; ++b) {
      const Longs mine = nearest_of[b] == static_cast<int64_t>(j);
      const Doubles weight = mine ? load(w + b * kDoubles) : Doubles{};
      sw += weight;
      sx += weight * load(x + b * kDoubles);
      sy += weight * load(y + b * kDoubles);
      sz += weight * load(z + b * kDoubles);
    }
    CqSums part = {0.0, 0.0, 0.0, 0.0};
    for (size_t l = 0; l < kDoubles; ++l) {
      part.count += sw[l];
      part.x += sx[l];
      part.y += sy[l];
      part.z += sz[l];
    }
    CqSums* sum = sums + candidates->index[j];
    sum->count += part.count, rest.count -= part.count;
    sum->x += part.x, rest.x -= part.x;
    sum->y += part.y, rest.y -= part.y;
    sum->z += part.z, rest.z -= part.z;
  }
  CqSums* sum = sums + candidates->index[0];
  sum->count += rest.count;
  sum->x += rest.x;
  sum->y += rest.y;
  sum->z += rest.z;

  if (labels)
    for (size_t i = 0; i < n; ++i)
      labels[i] = candidates->index[nearest_of[i / kDoubles][i % kDoubles]];
}

void cube(const double base[3], const CqCandidates* candidates, int32_t labels[64]) {
  // Squared distances between 8-bit colours stay below 2^18: exact in binary32.
  constexpr Floats dx = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1};
  constexpr Floats dy = {0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1};
  constexpr Floats dz = {0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3};
  for (size_t b = 0; b < 4; ++b) {
    const Floats x = dx + static_cast<float>(base[0] + (b & 2));
    const Floats y = dy + static_cast<float>(base[1] + (b & 1) * 2);
    const Floats z = dz + static_cast<float>(base[2]);
    Floats best = Floats{} + 3e38f;
    Ints label = Ints{};
    for (size_t j = 0; j < candidates->size; ++j) {
      const Floats ex = x - static_cast<float>(candidates->x[j]);
      const Floats ey = y - static_cast<float>(candidates->y[j]);
      const Floats ez = z - static_cast<float>(candidates->z[j]);
      const Floats d = ex * ex + ey * ey + ez * ez;
      const Ints closer = d < best;
      best = closer ? d : best;
      label = closer ? Ints{} + static_cast<int32_t>(j) : label;
    }
    store(labels + b * kFloats, label);
  }
}

void shrink(const float* const points[3], const float* weights, size_t n, const float center[3],
            float* squared, double* blocks) {
  for (size_t i = 0; i < n; i += kFloats) {
    const Floats dx = load(points[0] + i) - center[0], dy = load(points[1] + i) - center[1],
                 dz = load(points[2] + i) - center[2];
    const Floats d = dx * dx + dy * dy + dz * dz, old = load(squared + i);
    const Floats least = d < old ? d : old;
    store(squared + i, least);
    const Floats weighted = least * load(weights + i);
    double sum = 0.0;
    for (size_t l = 0; l < kFloats; ++l) sum += static_cast<double>(weighted[l]);
    blocks[i / kFloats] = sum;
  }
}

}  // namespace

#define CQ_NAME(x) CQ_NAME_(x)
#define CQ_NAME_(x) cq_kernels_##x
#define CQ_TEXT(x) CQ_TEXT_(x)
#define CQ_TEXT_(x) #x

extern const CqKernels CQ_NAME(CQ_KERNELS);
const CqKernels CQ_NAME(CQ_KERNELS) = {CQ_TEXT(CQ_KERNELS), nearest, filter, leaf, cube, shrink};
