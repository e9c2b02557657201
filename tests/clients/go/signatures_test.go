package clients

import (
	"context"
	"errors"
	"net/http"
	"os"
	"regexp"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/smithy-go"
)

type signer struct {
	Name            string
	AccessKeyID     string `json:"access_key_id"`
	SecretAccessKey string `json:"secret_access_key"`
	SessionToken    string `json:"session_token"`
	Region          string
	Code            string // empty: the signature is right
	Message         string
}

func (s signer) at(server string) func(*kms.Options) {
	return func(o *kms.Options) {
		o.BaseEndpoint = aws.String(os.Getenv(server))
		o.Credentials = aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{
				AccessKeyID:     s.AccessKeyID,
				SecretAccessKey: s.SecretAccessKey,
				SessionToken:    s.SessionToken,
			}, nil
		})
		if s.Region != "" {
			o.Region = s.Region
		}
	}
}

func signers(t *testing.T) []signer { return table[signer](t, "signatures.json") }

func TestSignatures(t *testing.T) {
	for _, s := range signers(t) {
		t.Run(s.Name, func(t *testing.T) {
			client, counting := newKMS(t, s.at("KRM_STRICT_URL"))
			reply, err := generateRandom(context.Background(), client, 32)
			if s.Code != "" {
				assertRefused(t, err, s.Code, s.Message)
			} else if err != nil {
				t.Error(err)
			} else if len(reply.Plaintext) != 32 {
				t.Errorf("got %d bytes, want 32", len(reply.Plaintext))
			}
			if sent := counting.requests.Load(); sent != 1 {
				t.Errorf("sent %d requests, want 1", sent)
			}
		})
	}
}

type clock struct {
	Name    string
	URL     string
	Seconds float64
	Message string
}

// recordingClient keeps how each request was answered and when it says that it was signed.
type recordingClient struct {
	kms.HTTPClient
	statuses []int
	dates    []time.Time
}

func (c *recordingClient) Do(request *http.Request) (*http.Response, error) {
	response, err := c.HTTPClient.Do(request)
	if err != nil {
		return response, err
	}
	date, err := time.Parse("20060102T150405Z", request.Header.Get("X-Amz-Date"))
	c.statuses = append(c.statuses, response.StatusCode)
	c.dates = append(c.dates, date)
	return response, err
}

// assertCorrected wants the date of the first request to be wrong by what the clocks differ, and no other.
func (c *recordingClient) assertCorrected(t *testing.T, seconds float64, statuses ...int) {
	t.Helper()
	if !slices.Equal(c.statuses, statuses) {
		t.Fatalf("answered with %v, want %v", c.statuses, statuses)
	}
	for _, date := range c.dates[1:] {
		if moved := date.Sub(c.dates[0]).Seconds(); moved < seconds-5 || moved > seconds+5 {
			t.Errorf("the date moved by %g s, want %g s", moved, seconds)
		}
	}
}

// The SDK signs by the Date of the last reply, and tries again where that is more than 4 minutes off.
func TestCorrectsItsClock(t *testing.T) {
	right := signers(t)[0]
	for _, c := range table[clock](t, "clocks.json") {
		recordingKMS := func(t *testing.T, attempts int) (*kms.Client, *recordingClient) {
			t.Helper()
			recording := &recordingClient{}
			client, _ := newKMS(t, right.at(c.URL), func(o *kms.Options) {
				recording.HTTPClient = o.HTTPClient
				o.HTTPClient = recording
				o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
					o.MaxAttempts = attempts
					o.MaxBackoff = time.Millisecond
				})
			})
			return client, recording
		}

		t.Run(c.Name+", within a call", func(t *testing.T) {
			client, recording := recordingKMS(t, 3)
			for range 2 {
				if _, err := generateRandom(context.Background(), client, 32); err != nil {
					t.Fatal(err)
				}
			}
			recording.assertCorrected(t, c.Seconds, 400, 200, 200)
		})
		t.Run(c.Name+", for the next call", func(t *testing.T) {
			client, recording := recordingKMS(t, 1)
			_, err := generateRandom(context.Background(), client, 32)
			var refused smithy.APIError
			if !errors.As(err, &refused) || !regexp.MustCompile(c.Message).MatchString(refused.ErrorMessage()) {
				t.Fatalf("got %v, want %s", err, c.Message)
			}
			assertRefused(t, err, "InvalidSignatureException", refused.ErrorMessage())
			if _, err := generateRandom(context.Background(), client, 32); err != nil {
				t.Fatal(err)
			}
			recording.assertCorrected(t, c.Seconds, 400, 200)
		})
	}
}
