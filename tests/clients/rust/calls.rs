//! Calls GenerateRandom and prints what became of it, as JSON, as tests/scenarios/calls.cjs does.
//! Usage: calls '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}], "read_timeout": 1000}]'

use std::error::Error;
use std::fmt::Debug;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use aws_sdk_kms::Client;
use aws_sdk_kms::config::interceptors::BeforeTransmitInterceptorContextRef;
use aws_sdk_kms::config::retry::RetryPartition;
use aws_sdk_kms::config::timeout::TimeoutConfig;
use aws_sdk_kms::config::{
    BehaviorVersion, Config, ConfigBag, Credentials, Intercept, Region, RuntimeComponents,
};
use aws_sdk_kms::error::{BoxError, DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_kms::operation::generate_random::GenerateRandomError;
use aws_sdk_kms::primitives::Blob;
use aws_smithy_http_client::Builder;
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

fn client(given: &Value, counting: &Counting) -> Client {
    let key = given["key"].as_str().expect("a key");
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(std::env::var("KRM_ENDPOINT").expect("KRM_ENDPOINT"))
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new(key, "secret", None, None, "calls"))
        .http_client(Builder::new().build_http())
        .retry_partition(RetryPartition::new(key.to_owned())) // or all clients would share one quota of retries
        .interceptor(counting.clone());
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

async fn call(kms: &Client, counting: &Counting, input: &Value) -> Value {
    counting.0.store(0, Ordering::Relaxed);
    let number_of_bytes = input["NumberOfBytes"].as_i64().map(|number| number as i32);
    let began = Instant::now();
    let outcome = kms
        .generate_random()
        .set_number_of_bytes(number_of_bytes)
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
    let mut results = Vec::new();
    for input in given["inputs"].as_array().expect("inputs") {
        results.push(call(&kms, &counting, input).await);
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
