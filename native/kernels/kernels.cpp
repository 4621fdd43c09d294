// One source for every instruction set: the table of its kernels.
#include "kernels/colors.h"
#include "kernels/pairs.h"
#include "kernels/pixels.h"
#include "kernels/points.h"

#define CQ_NAME(x) CQ_NAME_(x)
#define CQ_NAME_(x) cq_kernels_##x
#define CQ_TEXT(x) CQ_TEXT_(x)
#define CQ_TEXT_(x) #x

extern const CqKernels CQ_NAME(CQ_KERNELS);
const CqKernels CQ_NAME(CQ_KERNELS) = {
    CQ_TEXT(CQ_KERNELS),
    {filter<3>, nearest_to_points<3>, two_nearest_to_points<3>, update_min_distance<3>, pair<3>},
    {filter<4>, nearest_to_points<4>, two_nearest_to_points<4>, update_min_distance<4>, pair<4>},
    {measure<uint8_t, 3>, nearest_to_colors<uint8_t, 3>, sum_colors<uint8_t, 3>},
    {measure<uint16_t, 3>, nearest_to_colors<uint16_t, 3>, sum_colors<uint16_t, 3>},
    {measure<uint16_t, 4>, nearest_to_colors<uint16_t, 4>, sum_colors<uint16_t, 4>},
    {drain, label_cube<uint8_t>, label_cube<uint16_t>, squared_error<uint8_t>,
     squared_error<uint16_t>},
};
