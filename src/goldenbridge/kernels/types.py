"""What kernels are given: compiled for these types ahead of the first call, and for no others.

Arrays are contiguous; the digit says how many axes.
"""

from __future__ import annotations

from numba import types

Int = types.int64
Float = types.float64
Bool = types.boolean
Pair = types.UniTuple(types.int64, 2)

Floats1 = types.float64[::1]
Floats2 = types.float64[:, ::1]
Floats3 = types.float64[:, :, ::1]
Floats4 = types.float64[:, :, :, ::1]
Floats5 = types.float64[:, :, :, :, ::1]
Singles2 = types.float32[:, ::1]
Singles3 = types.float32[:, :, ::1]
Ints1 = types.int64[::1]
Ints2 = types.int64[:, ::1]
Ints3 = types.int64[:, :, ::1]
Ints4 = types.int64[:, :, :, ::1]
Index1 = types.int32[::1]
Index2 = types.int32[:, ::1]
Index3 = types.int32[:, :, ::1]
Index4 = types.int32[:, :, :, ::1]
Small1 = types.int16[::1]
Small2 = types.int16[:, ::1]
Small3 = types.int16[:, :, ::1]
Small4 = types.int16[:, :, :, ::1]
Bools1 = types.boolean[::1]
Bools2 = types.boolean[:, ::1]
Bools3 = types.boolean[:, :, ::1]
Marks1 = types.uint8[::1]
