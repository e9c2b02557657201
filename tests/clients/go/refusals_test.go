package clients

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/smithy-go"
)

type refusal struct {
	Name    string
	Input   json.RawMessage
	Untyped bool // a Go program cannot express the input
	Code    string
	Message string
}

// unordered sorts the faults that one message lists: KMS promises no order among them.
func unordered(message string) string {
	count, list, _ := strings.Cut(message, " detected: ")
	faults := strings.Split(list, "; ")
	slices.Sort(faults)
	return count + " detected: " + strings.Join(faults, "; ")
}

func isTyped(err error, code string) bool {
	switch code {
	case "CustomKeyStoreNotFoundException":
		var typed *types.CustomKeyStoreNotFoundException
		return errors.As(err, &typed) && typed.Message == nil
	default: // outside the model of KMS, as ValidationException is
		var generic *smithy.GenericAPIError
		return errors.As(err, &generic)
	}
}

func assertRefused(t *testing.T, err error, code, message string) {
	t.Helper()
	var refused smithy.APIError
	if !errors.As(err, &refused) {
		t.Fatalf("got %v, want %s", err, code)
	}
	if refused.ErrorCode() != code || unordered(refused.ErrorMessage()) != unordered(message) {
		t.Errorf("got %s %q, want %s %q", refused.ErrorCode(), refused.ErrorMessage(), code, message)
	}
	if !isTyped(err, code) {
		t.Errorf("%s came as %T", code, refused)
	}
	var response *awshttp.ResponseError
	if !errors.As(err, &response) {
		t.Fatalf("%v carries no response", err)
	}
	if response.HTTPStatusCode() != http.StatusBadRequest {
		t.Errorf("HTTP %d, want 400", response.HTTPStatusCode())
	}
	if !uuidV4.MatchString(response.ServiceRequestID()) {
		t.Errorf("request id %q is no UUID v4", response.ServiceRequestID())
	}
}

func TestRefuses(t *testing.T) {
	client, counting := newKMS(t)
	for _, c := range table[refusal](t, "refusals.json") {
		if c.Untyped {
			continue
		}
		t.Run(c.Name, func(t *testing.T) {
			var input kms.GenerateRandomInput
			if err := json.Unmarshal(c.Input, &input); err != nil {
				t.Fatal(err)
			}
			counting.requests.Store(0)
			reply, err := client.GenerateRandom(context.Background(), &input)
			if reply != nil {
				t.Errorf("got a reply with %d bytes beside the error", len(reply.Plaintext))
			}
			assertRefused(t, err, c.Code, c.Message)
			if sent := counting.requests.Load(); sent != 1 {
				t.Errorf("sent %d requests, want 1", sent)
			}
		})
	}
}

func TestRefusesOtherOperations(t *testing.T) {
	client, counting := newKMS(t)
	_, err := client.ListKeys(context.Background(), &kms.ListKeysInput{})
	assertRefused(t, err, "UnknownOperationException", "kms-random-mock does not simulate ListKeys; it answers "+
		"GenerateRandom, DescribeCustomKeyStores, ConnectCustomKeyStore and DisconnectCustomKeyStore. --upstream URL "+
		"sends the rest to an emulator.")
	if sent := counting.requests.Load(); sent != 1 {
		t.Errorf("sent %d requests, want 1", sent)
	}
}
