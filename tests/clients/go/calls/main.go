// Calls GenerateRandom and prints what became of it, as JSON, as tests/scenarios/calls.cjs does, which says what a client may have.
// Usage: calls '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}], "read_timeout": 1000}]'
// The SDK has no timeout that starts again with each byte: here it bounds each attempt.
package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/smithy-go"
)

type client struct {
	Key           string                    `json:"key"`
	Inputs        []kms.GenerateRandomInput `json:"inputs"`
	ReadTimeout   int                       `json:"read_timeout"` // milliseconds
	Retries       *retries                  `json:"retries"`
	FallBackAfter *int                      `json:"fall_back_after"`
}

type retries struct {
	Attempts int      `json:"attempts"`
	Wait     *int     `json:"wait"` // milliseconds
	Also     []string `json:"also"`
}

type result struct {
	Requests  int     `json:"requests"`
	Seconds   float64 `json:"seconds"`
	Plaintext *string `json:"plaintext"`
	Error     string  `json:"error,omitempty"`
	Code      string  `json:"code,omitempty"`
	Message   string  `json:"message,omitempty"`
}

// counting is the SDK's own HTTP client, which counts the requests that it sends.
type counting struct {
	aws.HTTPClient
	requests int
}

func (c *counting) Do(request *http.Request) (*http.Response, error) {
	c.requests++
	return c.HTTPClient.Do(request)
}

// known are errors that a program can tell apart by errors.Is.
var known = []struct {
	name  string
	error error
}{
	{"io.EOF", io.EOF},
	{"io.ErrUnexpectedEOF", io.ErrUnexpectedEOF},
	{"syscall.ECONNRESET", syscall.ECONNRESET},
}

// typeOf is the innermost of the SDK's types in the chain.
func typeOf(err error) (kind string) {
	for ; err != nil; err = errors.Unwrap(err) {
		name := strings.TrimPrefix(fmt.Sprintf("%T", err), "*")
		if strings.HasPrefix(name, "smithy.") || strings.HasPrefix(name, "types.") || name == "http.RequestSendError" {
			kind = name
		}
	}
	return kind
}

func innermost(err error) error {
	if below := errors.Unwrap(err); below != nil {
		return innermost(below)
	}
	return err
}

// causeOf is the code of KMS, or what went wrong below the SDK.
func causeOf(err error) string {
	var refusal smithy.APIError
	if errors.As(err, &refusal) {
		return refusal.ErrorCode()
	}
	for _, one := range known {
		if errors.Is(err, one.error) {
			return one.name
		}
	}
	var unanswered net.Error
	if errors.As(err, &unanswered) && unanswered.Timeout() || errors.Is(err, net.ErrClosed) { // the timer closes it
		return "timeout"
	}
	var unreadable *smithy.DeserializationError
	if errors.As(err, &unreadable) {
		return innermost(unreadable).Error()
	}
	return ""
}

func call(service *kms.Client, sent *counting, input *kms.GenerateRandomInput) (became result) {
	sent.requests = 0
	began := time.Now()
	reply, err := service.GenerateRandom(context.Background(), input)
	became.Seconds, became.Requests = time.Since(began).Seconds(), sent.requests
	if err != nil {
		became.Error, became.Code, became.Message = typeOf(err), causeOf(err), err.Error()
	} else if reply.Plaintext != nil {
		became.Plaintext = aws.String(hex.EncodeToString(reply.Plaintext))
	}
	return became
}

// retryer is the SDK's standard one with these settings.
func (r retries) retryer() aws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		if r.Attempts != 0 {
			o.MaxAttempts = r.Attempts
		}
		if r.Wait != nil {
			o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) {
				return time.Duration(*r.Wait) * time.Millisecond, nil
			})
		}
		codes := map[string]struct{}{}
		for _, code := range r.Also {
			codes[code] = struct{}{}
		}
		o.Retryables = append(o.Retryables, retry.RetryableErrorCode{Codes: codes})
	})
}

func serviceOf(of client, sent *counting) *kms.Client {
	environment, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		panic(err)
	}
	return kms.NewFromConfig(environment, func(options *kms.Options) {
		options.Region = "us-east-1"
		options.HTTPClient = sent
		if endpoint := os.Getenv("KRM_ENDPOINT"); endpoint != "" {
			options.BaseEndpoint = aws.String(endpoint)
		}
		if of.Key != "" {
			options.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
				return aws.Credentials{AccessKeyID: of.Key, SecretAccessKey: "secret"}, nil
			})
		}
		if of.Retries != nil {
			options.Retryer = of.Retries.retryer()
		}
	})
}

func calls(of client) (results []result) {
	sent := &counting{HTTPClient: awshttp.NewBuildableClient().WithTimeout(time.Duration(of.ReadTimeout) * time.Millisecond)}
	service := serviceOf(of, sent)
	failures := 0
	for _, input := range of.Inputs {
		if of.FallBackAfter != nil && failures == *of.FallBackAfter {
			input.CustomKeyStoreId = nil
		}
		became := call(service, sent, &input)
		if became.Error != "" {
			failures++
		}
		results = append(results, became)
	}
	return results
}

func main() {
	var clients []client
	if err := json.Unmarshal([]byte(os.Args[1]), &clients); err != nil {
		panic(err)
	}
	results := make([][]result, len(clients))
	var all sync.WaitGroup
	for number, of := range clients {
		all.Add(1)
		go func() {
			defer all.Done()
			results[number] = calls(of)
		}()
	}
	all.Wait()
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		panic(err)
	}
}
