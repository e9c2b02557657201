"""Tokens for links that reset a password. Their bytes come from the HSMs of a custom key store."""

import base64


class TokensUnavailable(Exception):
    """KMS gives no bytes now. The page says: try again in a minute."""


class Tokens:
    """Makes tokens. While the key store is away, the bytes come from the HSMs of KMS itself."""

    def __init__(self, kms, key_store):
        self._kms = kms
        self._key_store = key_store
        self.degraded = False  # whether the last token did without the key store

    def new(self):
        """Returns a token of 43 characters. Raises TokensUnavailable if KMS is too busy, even after retries."""
        try:
            bytes_, self.degraded = self._draw()
        except self._kms.exceptions.ClientError as error:
            if error.response["Error"]["Code"] == "ThrottlingException":
                raise TokensUnavailable from error
            raise
        return base64.urlsafe_b64encode(bytes_).rstrip(b"=").decode()

    def _draw(self):
        try:
            answer = self._kms.generate_random(NumberOfBytes=32, CustomKeyStoreId=self._key_store)
            return answer["Plaintext"], False
        except self._kms.exceptions.CustomKeyStoreInvalidStateException:
            return self._kms.generate_random(NumberOfBytes=32)["Plaintext"], True
