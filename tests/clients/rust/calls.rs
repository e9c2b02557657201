//! Calls GenerateRandom and prints what became of it, as JSON, as tests/scenarios/calls.cjs does, which says what a client may have.
//! Usage: calls '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}], "read_timeout": 1000}]'

use std::error::Error;
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aws_sdk_kms::Client;
use aws_sdk_kms::config::interceptors::{BeforeTransmitInterceptorContextRef, InterceptorContext};
use aws_sdk_kms::config::retry::{ClassifyRetry, RetryAction, RetryConfig, RetryPartition};
use aws_sdk_kms::config::timeout::TimeoutConfig;
use aws_sdk_kms::config::{
    BehaviorVersion, Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_sdk_kms::error::{BoxError, DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_kms::operation::generate_random::GenerateRandomError;
use aws_sdk_kms::primitives::Blob;
use aws_smithy_http_client::Builder;
use aws_smithy_runtime_api::client::retries::classifiers::RetryClassifierPriority;
use aws_smithy_types::retry::ErrorKind;
use serde_json::{Value, json};

/// Counts the requests that the SDK sends.
#[derive(Clone, Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl Intercept for Counting {
    fn name(&self) -> &'static str {
        "Counting"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Says what is tried again besides what the SDK tries again, and how long to wait for it.
#[derive(Debug)]
struct OwnRetries {
    also: Vec<Value>,
    wait: Option<Duration>,
}

impl ClassifyRetry for OwnRetries {
    fn name(&self) -> &'static str {
        "OwnRetries"
    }

    fn classify_retry(&self, _: &InterceptorContext) -> RetryAction {
        RetryAction::NoActionIndicated
    }

    fn classify_retry_v2(&self, context: &InterceptorContext, so_far: &RetryAction) -> RetryAction {
        let failure = context
            .output_or_error()
            .and_then(Result::err)
            .and_then(|error| error.as_operation_error())
            .and_then(|error| error.downcast_ref::<GenerateRandomError>());
        let code = failure.and_then(ProvideErrorMetadata::code);
        if !so_far.should_retry() && !self.also.iter().any(|one| one.as_str() == code) {
            return RetryAction::NoActionIndicated;
        }
        match self.wait {
            Some(wait) => {
                RetryAction::retryable_error_with_explicit_delay(ErrorKind::TransientError, wait)
            }
            None => RetryAction::transient_error(),
        }
    }

    fn priority(&self) -> RetryClassifierPriority {
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}

/// What the SDK would read from the environment, if it were built with all that can be read there.
fn variable(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"))
}

fn client(given: &Value, counting: &Counting) -> Client {
    let (key, secret) = match given["key"].as_str() {
        Some(key) => (key.to_owned(), "secret".to_owned()),
        None => (
            variable("AWS_ACCESS_KEY_ID"),
            variable("AWS_SECRET_ACCESS_KEY"),
        ),
    };
    let endpoint =
        std::env::var("KRM_ENDPOINT").unwrap_or_else(|_| variable("AWS_ENDPOINT_URL_KMS"));
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(endpoint)
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new(&key, secret, None, None, "calls"))
        .http_client(Builder::new().build_http())
        .retry_partition(RetryPartition::new(key)) // or all clients would share one quota of retries
        .interceptor(counting.clone());
    let retries = &given["retries"];
    if let Some(attempts) = retries["attempts"].as_u64() {
        config = config.retry_config(RetryConfig::standard().with_max_attempts(attempts as u32));
    }
    let also = retries["also"].as_array().cloned().unwrap_or_default();
    let wait = retries["wait"].as_u64().map(Duration::from_millis);
    if !also.is_empty() || wait.is_some() {
        config = config.retry_classifier(OwnRetries { also, wait });
    }
    if let Some(timeout) = given["read_timeout"].as_u64() {
        let timeout = Duration::from_millis(timeout);
        config = config.timeout_config(TimeoutConfig::builder().read_timeout(timeout).build());
    }
    Client::from_conf(config.build())
}

/// The name of a variant that `Debug` shows with what it holds.
fn variant(error: &dyn Debug) -> String {
    let shown = format!("{error:?}");
    shown
        .split(['(', ' '])
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn innermost(error: &dyn Error) -> String {
    match error.source() {
        Some(source) => innermost(source),
        None => error.to_string(),
    }
}

fn described(error: &SdkError<GenerateRandomError>) -> Value {
    let refusal = error.as_service_error();
    json!({
        "error": refusal.map_or_else(|| variant(error), |refusal| variant(refusal)),
        "code": error.code().map_or_else(|| innermost(error), str::to_owned),
        "message": DisplayErrorContext(error).to_string(),
    })
}

fn hexadecimal(bytes: Blob) -> String {
    bytes
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

async fn call(kms: &Client, counting: &Counting, input: &Value, key_store: Option<&str>) -> Value {
    counting.0.store(0, Ordering::Relaxed);
    let number_of_bytes = input["NumberOfBytes"].as_i64().map(|number| number as i32);
    let began = Instant::now();
    let outcome = kms
        .generate_random()
        .set_number_of_bytes(number_of_bytes)
        .set_custom_key_store_id(key_store.map(str::to_owned))
        .send()
        .await;
    let seconds = began.elapsed().as_secs_f64();
    let mut result = match outcome {
        Ok(reply) => json!({"plaintext": reply.plaintext.map(hexadecimal)}),
        Err(error) => described(&error),
    };
    result["seconds"] = seconds.into();
    result["requests"] = counting.0.load(Ordering::Relaxed).into();
    result
}

async fn calls(given: Value) -> Value {
    let counting = Counting::default();
    let kms = client(&given, &counting);
    let fall_back_after = given["fall_back_after"].as_u64().unwrap_or(u64::MAX);
    let mut failures = 0;
    let mut results = Vec::new();
    for input in given["inputs"].as_array().expect("inputs") {
        let key_store = input["CustomKeyStoreId"]
            .as_str()
            .filter(|_| failures < fall_back_after);
        let result = call(&kms, &counting, input, key_store).await;
        failures += u64::from(result["error"].is_string());
        results.push(result);
    }
    results.into()
}

fn main() {
    let given: Vec<Value> =
        serde_json::from_str(&std::env::args().nth(1).expect("clients")).expect("JSON");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let results = runtime.block_on(async {
        let clients: Vec<_> = given
            .into_iter()
            .map(|given| tokio::spawn(calls(given)))
            .collect();
        let mut results = Vec::new();
        for client in clients {
            results.push(client.await.expect("a client"));
        }
        results
    });
    println!("{}", Value::from(results));
}
