"""Nonces of a message queue. It draws many at once, since a call takes a while."""


class Nonces:
    """Gives out nonces of 16 bytes from a stock of 8."""

    def __init__(self, kms):
        self._kms = kms
        self._stock = []

    def take(self):
        """Returns a nonce that was not given out before."""
        if not self._stock:
            drawn = self._kms.generate_random(NumberOfBytes=128)["Plaintext"]
            self._stock = [drawn[begin : begin + 16] for begin in range(0, 128, 16)]
        return self._stock.pop()
