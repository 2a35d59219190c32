"""Work that other processes can be given: found by its name there."""

import os
import time


def double(known, thing):
    time.sleep(0.02 if thing == 0 else 0)  # the first is ready last
    return known, thing * 2


def fail(known, thing):
    raise ValueError(f"no {thing}")


def die(known, thing):
    if thing == known:
        os._exit(9)
    return thing
