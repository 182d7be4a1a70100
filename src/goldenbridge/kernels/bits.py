"""The number of the lowest bit that is set."""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import config, types
from numba.extending import intrinsic

if config.DISABLE_JIT:

    def lowest_bit(word):
        """Number of the lowest bit set in a word that is not 0."""
        return (int(word) & -int(word)).bit_length() - 1

else:

    @intrinsic
    def lowest_bit(typing_context: Any, word: Any) -> Any:
        """Number of the lowest bit set in a word that is not 0: one machine instruction."""

        def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

        return types.int64(types.int64), build
