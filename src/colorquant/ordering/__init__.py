"""Orders of a palette's entries: one a file, and the registry of them, `ORDERS`.

========= ======================================================================================
``given`` as they are
``luma``  from dark to light (Rec. ITU-R BT.601)
``hue``   grays first, from dark to light, then by the hue of OKLab: pinks, reds, yellows, greens,
          blues, purples
``count`` from the most pixels to the fewest; only an image has it
========= ======================================================================================

What is equal in an order goes from dark to light, so every order is the same each time.
"""

from colorquant.ordering.arrangement import ORDERS, arrange, check_places, get_order
from colorquant.ordering.luma import arrange_by_luma
from colorquant.ordering.order import Order

__all__ = ["ORDERS", "Order", "arrange", "arrange_by_luma", "check_places", "get_order"]
