package clients

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"os"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

// at calls a server just once.
func at(server string) func(*kms.Options) {
	return func(o *kms.Options) {
		o.BaseEndpoint = aws.String(os.Getenv(server))
		o.RetryMaxAttempts = 1
	}
}

func TestSpeaksHTTPS(t *testing.T) {
	client, counting := newKMS(t, at("KRM_HTTPS_URL"))
	var state tls.ConnectionState
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
		TLSHandshakeDone: func(agreed tls.ConnectionState, _ error) { state = agreed },
	})
	reply, err := generateRandom(ctx, client, 32)
	if err != nil {
		t.Fatal(err)
	}
	if len(reply.Plaintext) != 32 {
		t.Errorf("got %d bytes, want 32", len(reply.Plaintext))
	}
	if state.Version != tls.VersionTLS13 || state.NegotiatedProtocol != "http/1.1" || len(state.VerifiedChains) != 1 {
		t.Errorf("agreed on %s, %q, with %d verified chains", tls.VersionName(state.Version), state.NegotiatedProtocol,
			len(state.VerifiedChains))
	}
	if sent := counting.requests.Load(); sent != 1 {
		t.Errorf("sent %d requests, want 1", sent)
	}
}

// isRefusalOf says whether `err` tells of what is wrong with the certificate in certificates.json.
func isRefusalOf(err error, certificate string) bool {
	var (
		invalid x509.CertificateInvalidError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
	)
	switch certificate {
	case "expired":
		return errors.As(err, &invalid) && invalid.Reason == x509.Expired
	case "for another name":
		return errors.As(err, &host) && host.Host == "127.0.0.1"
	case "for a name that its authority may not vouch for":
		return errors.As(err, &invalid) && invalid.Reason == x509.CANotAuthorizedForThisName
	case "from a foreign authority":
		return errors.As(err, &unknown)
	}
	return false
}

func TestRefusesCertificates(t *testing.T) {
	for _, c := range table[struct{ Name, URL string }](t, "certificates.json") {
		t.Run(c.Name, func(t *testing.T) {
			client, counting := newKMS(t, at(c.URL))
			wrote := false
			ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{
				WroteHeaderField: func(string, []string) { wrote = true },
			})
			reply, err := generateRandom(ctx, client, 32)
			if reply != nil || wrote || !isRefusalOf(err, c.Name) {
				t.Errorf("got the reply %v and the error %v; wrote a request: %t", reply, err, wrote)
			}
			if tried := counting.requests.Load(); tried != 1 {
				t.Errorf("tried %d times, want 1", tried)
			}
		})
	}
}

func TestIsLedToTheServerByTheNameOfTheService(t *testing.T) {
	server, err := url.Parse(os.Getenv("KRM_HTTPS_URL"))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
	var asked []string
	client, _ := newKMS(t, func(o *kms.Options) {
		o.RetryMaxAttempts = 1
		own := o.HTTPClient.(*countingClient).HTTPClient.(*awshttp.BuildableClient)
		o.HTTPClient = own.WithTransportOptions(func(transport *http.Transport) {
			transport.Proxy = nil
			transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
				asked = append(asked, address)
				return (&net.Dialer{}).DialContext(ctx, network, server.Host)
			}
		})
	})
	reply, err := generateRandom(context.Background(), client, 32)
	if err != nil {
		t.Fatal(err)
	}
	if len(reply.Plaintext) != 32 || !slices.Equal(asked, []string{"kms.us-east-1.amazonaws.com:443"}) {
		t.Errorf("got %d bytes from %v", len(reply.Plaintext), asked)
	}
}
