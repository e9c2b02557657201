// Package clients drives the server with an unmodified AWS SDK for Go.
package clients

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

var uuidV4 = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// countingClient is the SDK's own HTTP client, which counts the requests that it sends.
type countingClient struct {
	aws.HTTPClient
	requests atomic.Int32
}

func (c *countingClient) Do(request *http.Request) (*http.Response, error) {
	c.requests.Add(1)
	return c.HTTPClient.Do(request)
}

// table has the cases of one of the files that every client runs.
func table[Case any](t *testing.T, file string) (cases []Case) {
	t.Helper()
	text, err := os.ReadFile("../" + file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func newKMS(t *testing.T, options ...func(*kms.Options)) (*kms.Client, *countingClient) {
	t.Helper()
	cfg, err := config.LoadDefaultConfig(context.Background(), config.WithHTTPClient(awshttp.NewBuildableClient()))
	if err != nil {
		t.Fatal(err)
	}
	counting := &countingClient{HTTPClient: cfg.HTTPClient} // which trusts what the environment names
	cfg.HTTPClient = counting
	return kms.NewFromConfig(cfg, options...), counting
}

func generateRandom(ctx context.Context, client *kms.Client, numberOfBytes int32) (*kms.GenerateRandomOutput, error) {
	return client.GenerateRandom(ctx, &kms.GenerateRandomInput{NumberOfBytes: aws.Int32(numberOfBytes)})
}
