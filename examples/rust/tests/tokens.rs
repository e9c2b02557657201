use std::time::Duration;

use kms_random_mock::{Error, KeyStoreState, KmsRandomMock, Outcome, Value, json};
use session_tokens::{Origin, TokenError, Tokens};

const HSM: &str = "cks-1234567890abcdef0";

async fn tokens(scenario: Value) -> Result<(KmsRandomMock, Tokens), Error> {
    let mock = KmsRandomMock::builder().scenario(scenario).start().await?;
    let tokens = Tokens::new(mock.client(), HSM);
    Ok((mock, tokens))
}

#[tokio::test]
async fn a_busy_kms_only_delays_a_token() -> Result<(), Error> {
    let (mock, tokens) = tokens(json!({
        "version": 1,
        "key_stores": {HSM: "CONNECTED"},
        "rules": [{"name": "busy", "times": 2, "do": [{"error": "ThrottlingException"}]}],
    }))
    .await?;

    let token = tokens.issue().await.expect("a token");
    assert_eq!((token.text.len(), token.origin), (64, Origin::OwnHsm));

    let [call] = &mock.calls().await?[..] else { panic!("one call") };
    let rules: Vec<_> = call.attempts.iter().map(|one| one.rule.as_deref()).collect();
    assert_eq!(rules, [Some("busy"), Some("busy"), None]);
    Ok(())
}

#[tokio::test]
async fn a_kms_that_stays_busy_is_given_up_after_three_attempts() -> Result<(), Error> {
    let (mock, tokens) = tokens(json!({
        "version": 1,
        "key_stores": {HSM: "CONNECTED"},
        "rules": [{"name": "busy", "do": [{"error": "ThrottlingException"}]}],
        "expect": {"attempts_per_call": {"max": 3}, "rules_fired": "all"},
    }))
    .await?;

    let error = tokens.issue().await.unwrap_err();
    assert!(error.to_string().contains("ThrottlingException"), "{error}");
    assert_eq!(mock.requests().error("ThrottlingException").await?.len(), 3);
    mock.verify().await
}

#[tokio::test]
async fn tokens_are_of_kms_until_the_hsm_is_back() -> Result<(), Error> {
    let (mock, tokens) = tokens(json!({"version": 1, "key_stores": {HSM: "CONNECTED"}})).await?;
    assert_eq!(tokens.issue().await.unwrap().origin, Origin::OwnHsm);

    mock.key_store(HSM).move_to(KeyStoreState::Disconnected).await?;
    assert_eq!(tokens.issue().await.unwrap().origin, Origin::Kms);
    mock.key_store(HSM).move_to(KeyStoreState::Connected).await?;
    assert_eq!(tokens.issue().await.unwrap().origin, Origin::OwnHsm);

    // What a disconnected store refuses is asked once, and then KMS is asked.
    let attempts: Vec<_> = mock.calls().await?.iter().map(|call| call.attempts.len()).collect();
    assert_eq!(attempts, [1, 1, 1, 1]);
    assert_eq!(mock.calls().outcome(Outcome::Failed).await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn an_hsm_that_reconnects_at_night_is_used_in_the_morning() -> Result<(), Error> {
    let (mock, tokens) = tokens(json!({
        "version": 1,
        "key_stores": {HSM: "CONNECTED"},
        "timeline": [
            {"at": "10m", "key_stores": {HSM: "DISCONNECTED"}},
            {"at": "8h", "key_stores": {HSM: "CONNECTED"}},
        ],
    }))
    .await?;

    mock.freeze().await?;
    let mut origins = Vec::new();
    for minutes in [0, 10, 469, 1] {
        mock.advance(Duration::from_secs(60 * minutes)).await?;
        origins.push(tokens.issue().await.unwrap().origin);
    }
    assert_eq!(origins, [Origin::OwnHsm, Origin::Kms, Origin::Kms, Origin::OwnHsm]);
    Ok(())
}

#[tokio::test]
async fn too_few_bytes_are_no_token() -> Result<(), Error> {
    let (_mock, tokens) = tokens(json!({
        "version": 1,
        "key_stores": {HSM: "CONNECTED"},
        "rules": [{"do": [{"payload": {"short_by": 1}}]}],
    }))
    .await?;
    assert!(matches!(tokens.issue().await, Err(TokenError::Short(31))));
    Ok(())
}
