package clients

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"sync"
	"testing"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

func requestID(t *testing.T, metadata middleware.Metadata) string {
	t.Helper()
	id, _ := awsmiddleware.GetRequestIDMetadata(metadata)
	if !uuidV4.MatchString(id) {
		t.Errorf("request id %q is no UUID v4", id)
	}
	return id
}

func TestReturnsAsManyBytesAsAsked(t *testing.T) {
	client, counting := newKMS(t)
	for _, numberOfBytes := range []int32{1, 32, 1024} {
		t.Run(fmt.Sprint(numberOfBytes), func(t *testing.T) {
			counting.requests.Store(0)
			reply, err := generateRandom(context.Background(), client, numberOfBytes)
			if err != nil {
				t.Fatal(err)
			}
			if len(reply.Plaintext) != int(numberOfBytes) || reply.CiphertextForRecipient != nil {
				t.Errorf("got %d bytes and a ciphertext of %d", len(reply.Plaintext), len(reply.CiphertextForRecipient))
			}
			response, ok := awsmiddleware.GetRawResponse(reply.ResultMetadata).(*smithyhttp.Response)
			if !ok || response.StatusCode != http.StatusOK {
				t.Errorf("raw response %+v, want HTTP 200", response)
			}
			requestID(t, reply.ResultMetadata)
			if sent := counting.requests.Load(); sent != 1 {
				t.Errorf("sent %d requests, want 1", sent)
			}
		})
	}
}

func TestTwoCallsGetDifferentBytesAndRequestIDs(t *testing.T) {
	client, _ := newKMS(t)
	first, err := generateRandom(context.Background(), client, 32)
	if err != nil {
		t.Fatal(err)
	}
	second, err := generateRandom(context.Background(), client, 32)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(first.Plaintext, second.Plaintext) {
		t.Error("two calls got the same bytes")
	}
	if requestID(t, first.ResultMetadata) == requestID(t, second.ResultMetadata) {
		t.Error("two calls got the same request id")
	}
}

func TestFiftyGoroutinesShareOneClient(t *testing.T) {
	client, counting := newKMS(t)
	var (
		calls   sync.WaitGroup
		results sync.Map
	)
	for range 50 {
		calls.Add(1)
		go func() {
			defer calls.Done()
			reply, err := generateRandom(context.Background(), client, 32)
			if err != nil {
				t.Error(err)
				return
			}
			if len(reply.Plaintext) != 32 {
				t.Errorf("got %d bytes, want 32", len(reply.Plaintext))
			}
			if _, seen := results.LoadOrStore(string(reply.Plaintext), true); seen {
				t.Error("two calls got the same bytes")
			}
		}()
	}
	calls.Wait()
	if sent := counting.requests.Load(); sent != 50 {
		t.Errorf("sent %d requests for 50 calls", sent)
	}
}

// Not all of them reuse it: the SDK closes the request body as soon as it has the reply, and where that comes
// before net/http has seen the end of the body, net/http takes the write for broken and drops the connection.
func TestTwentyCallsInARowReuseAConnection(t *testing.T) {
	client, _ := newKMS(t)
	reused := 0
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
		GotConn: func(connection httptrace.GotConnInfo) {
			if connection.Reused {
				reused++
			}
		},
	})
	for range 20 {
		if _, err := generateRandom(ctx, client, 32); err != nil {
			t.Fatal(err)
		}
	}
	if reused == 0 {
		t.Error("20 calls opened 20 connections")
	}
}
