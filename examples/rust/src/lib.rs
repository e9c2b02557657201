//! Session tokens from the random bytes of KMS, and of an HSM of one's own where that is connected.

use aws_sdk_kms::Client;
use aws_sdk_kms::error::{DisplayErrorContext, SdkError};
use aws_sdk_kms::operation::generate_random::GenerateRandomError;

/// Where the bytes of a token are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    OwnHsm,
    Kms,
}

/// A token of 256 bits, in hexadecimal.
#[derive(Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub origin: Origin,
}

#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    #[error("KMS gave no bytes: {}", DisplayErrorContext(.0))]
    Refused(Box<SdkError<GenerateRandomError>>),
    #[error("KMS gave {0} bytes in place of 32")]
    Short(usize),
}

/// Issues session tokens.
pub struct Tokens {
    kms: Client,
    key_store: String,
}

impl Tokens {
    /// `key_store` is the ID of the custom key store of the HSM.
    pub fn new(kms: Client, key_store: impl Into<String>) -> Self {
        Self { kms, key_store: key_store.into() }
    }

    /// Returns a token of the HSM. While its key store is not connected, the token is one of KMS.
    ///
    /// The SDK tries again what may pass. Fails where KMS refuses all the same, and where it gives too few bytes.
    pub async fn issue(&self) -> Result<Token, TokenError> {
        match self.generate(Some(&self.key_store)).await {
            Err(TokenError::Refused(error)) if is_away(&error) => {
                Ok(Token { text: self.generate(None).await?, origin: Origin::Kms })
            }
            text => Ok(Token { text: text?, origin: Origin::OwnHsm }),
        }
    }

    async fn generate(&self, key_store: Option<&str>) -> Result<String, TokenError> {
        let request = self.kms.generate_random().number_of_bytes(32);
        let sent = request.set_custom_key_store_id(key_store.map(str::to_owned)).send().await;
        let reply = sent.map_err(|error| TokenError::Refused(Box::new(error)))?;
        let bytes = reply.plaintext.map(|blob| blob.into_inner()).unwrap_or_default();
        match bytes.len() {
            32 => Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
            length => Err(TokenError::Short(length)),
        }
    }
}

fn is_away(error: &SdkError<GenerateRandomError>) -> bool {
    error
        .as_service_error()
        .is_some_and(GenerateRandomError::is_custom_key_store_invalid_state_exception)
}
