from hypothesis import given
from hypothesis import strategies as st

from colorquant.targets.galloping import least

sizes = st.integers(1, 300)


@given(st.lists(st.booleans(), min_size=1, max_size=80), st.data())
def test_what_is_found_is_enough_and_one_less_is_not(
    answers: list[bool], data: st.DataObject
) -> None:
    low, high = 5, 5 + len(answers) - 1
    found = least(lambda n: answers[n - low], low, high, data.draw(st.integers(low, high)))
    if found is None:
        assert not answers[-1]
    else:
        assert answers[found - low]
        assert found == low or not answers[found - 1 - low]


@given(sizes, sizes, sizes)
def test_few_questions_are_asked(threshold: int, high: int, guess: int) -> None:
    high = max(high, guess)
    asked: list[int] = []

    def is_enough(n: int) -> bool:
        asked.append(n)
        return n >= threshold

    found = least(is_enough, 1, high, guess)
    assert found == (threshold if threshold <= high else None)
    assert len(asked) <= 20
    assert set(asked) <= set(range(1, high + 1))
