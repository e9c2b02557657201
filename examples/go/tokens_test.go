package sessions

import (
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/kms-random-mock/kms-random-mock/fixtures/go/kmsrandom"
)

const store = "cks-1234567890abcdef0"

// start returns what makes tokens, and the KMS that it asks.
func start(t *testing.T, scenario any) (*Tokens, *kmsrandom.Mock) {
	t.Parallel()
	mock := kmsrandom.Start(t, kmsrandom.Scenario(scenario))
	return &Tokens{KMS: kms.NewFromConfig(mock.Config(t.Context())), KeyStore: store}, mock
}

// wantToken makes a token, which has to be of the key store or not.
func wantToken(t *testing.T, tokens *Tokens, fromKeyStore bool) {
	t.Helper()
	token, err := tokens.New(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(token.Value) != 43 || token.FromKeyStore != fromKeyStore {
		t.Errorf("the token is %+v", token)
	}
}

func TestAThrottledTokenIsMadeByTheThirdAttempt(t *testing.T) {
	tokens, mock := start(t, `
version: 1
key_stores: {cks-1234567890abcdef0: CONNECTED}
rules: [{times: 2, do: [error: ThrottlingException]}]
`)
	wantToken(t, tokens, true)

	calls := mock.Calls()
	if len(calls) != 1 {
		t.Fatalf("there were %d calls", len(calls))
	}
	var errors []string
	for _, attempt := range calls[0].Attempts {
		errors = append(errors, attempt.Error)
	}
	if !slices.Equal(errors, []string{"ThrottlingException", "ThrottlingException", ""}) {
		t.Errorf("the attempts ended with %q", errors)
	}
}

func TestTokensComeFromKMSWhileTheStoreIsAway(t *testing.T) {
	tokens, mock := start(t, map[string]any{"version": 1, "key_stores": map[string]string{store: "CONNECTED"}})
	wantToken(t, tokens, true)
	mock.KeyStore(store).Move("DISCONNECTED")
	wantToken(t, tokens, false)
	mock.KeyStore(store).Move("CONNECTED")
	wantToken(t, tokens, true)
}

func TestAnOutageOfAMinute(t *testing.T) {
	tokens, mock := start(t, "testdata/outage.yaml")
	mock.Freeze()
	wantToken(t, tokens, true)
	mock.Advance(30 * time.Second)
	wantToken(t, tokens, false)
	mock.Advance(time.Minute)
	wantToken(t, tokens, true)

	if failed := mock.Calls(kmsrandom.ByError("CustomKeyStoreInvalidStateException")); len(failed) != 1 {
		t.Errorf("the store was asked %d times while it was away", len(failed))
	}
	mock.Verify()
}

func TestNoTokenWithoutPermission(t *testing.T) {
	tokens, mock := start(t, "access-denied")
	if token, err := tokens.New(t.Context()); err == nil {
		t.Errorf("the token is %+v", token)
	}
	if calls := mock.Calls(); len(calls) != 1 || len(calls[0].Attempts) != 1 {
		t.Errorf("KMS saw %+v", calls)
	}
}
