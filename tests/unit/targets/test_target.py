from typing import ClassVar

from colorquant.targets.fitted import Fitted
from colorquant.targets.target import Target


class Constant(Target):
    name: ClassVar[str] = "constant"

    def _measure(self, fitted: Fitted) -> float:
        return 1.0 / 3.0


class AtLeast(Constant):
    is_least: ClassVar[bool] = True


def test_a_limit_is_the_most_or_the_least() -> None:
    assert Constant(2.0).is_met(2.0)
    assert not Constant(2.0).is_met(2.5)
    assert AtLeast(2.0).is_met(2.5)
    assert not AtLeast(2.0).is_met(1.5)


def test_the_last_digits_are_left_out() -> None:
    assert Constant(0.0).value(None) == 0.333333333  # type: ignore[arg-type]
