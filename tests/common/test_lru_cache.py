from service.common.lru_cache import LruCache


def test_what_was_not_asked_for_the_longest_time_is_forgotten_first() -> None:
    recent: LruCache[str, int] = LruCache(2)
    recent.keep("a", 1)
    recent.keep("b", 2)
    assert recent.get("a") == 1
    recent.keep("c", 3)
    assert (recent.get("a"), recent.get("b"), recent.get("c")) == (1, None, 3)


def test_the_same_key_takes_one_place() -> None:
    recent: LruCache[str, int] = LruCache(2)
    for value in range(5):
        recent.keep("a", value)
    assert (len(recent), recent.get("a")) == (1, 4)


def test_forget_empties_it() -> None:
    recent: LruCache[str, int] = LruCache(2)
    recent.keep("a", 1)
    recent.forget()
    assert recent.get("a") is None
