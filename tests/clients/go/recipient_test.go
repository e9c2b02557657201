package clients

import (
	"bytes"
	"context"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
)

type recipient struct {
	Name           string
	URL            string // empty: KRM_SEALING_URL
	Document       string
	NumbersOfBytes []int32 `json:"numbers_of_bytes"`
	FailsAt        string  `json:"fails_at"`
	Code, Message  string  // empty: the document is accepted
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(os.Getenv("KRM_DOCUMENTS"), file))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// key is the one of the document. All documents are for rsa-2048 that do not say otherwise.
func (r recipient) key(t *testing.T) *rsa.PrivateKey {
	t.Helper()
	file := r.Document + ".pem"
	if _, err := os.Stat(filepath.Join(os.Getenv("KRM_DOCUMENTS"), file)); err != nil {
		file = "rsa-2048.pem"
	}
	block, _ := pem.Decode(read(t, file))
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	return key.(*rsa.PrivateKey)
}

func (r recipient) ask(t *testing.T, numberOfBytes int32) (*kms.GenerateRandomOutput, error) {
	t.Helper()
	url := r.URL
	if url == "" {
		url = "KRM_SEALING_URL"
	}
	client, counting := newKMS(t, at(url))
	reply, err := client.GenerateRandom(context.Background(), &kms.GenerateRandomInput{
		NumberOfBytes: aws.Int32(numberOfBytes),
		Recipient: &types.RecipientInfo{
			KeyEncryptionAlgorithm: types.KeyEncryptionMechanismRsaesOaepSha256,
			AttestationDocument:    read(t, r.Document+".cbor"),
		},
	})
	if sent := counting.requests.Load(); sent != 1 {
		t.Errorf("sent %d requests, want 1", sent)
	}
	return reply, err
}

// failsAt says whether the blob could not be opened for that reason; for none that it could.
func failsAt(step string, err error) bool {
	switch step {
	case "parsing":
		return isParsing(err)
	case "key":
		return errors.Is(err, rsa.ErrDecryption)
	case "padding":
		return errors.Is(err, errPadding)
	}
	return err == nil
}

func (r recipient) assertOpens(t *testing.T, numberOfBytes int32) {
	t.Helper()
	reply, err := r.ask(t, numberOfBytes)
	if err != nil {
		t.Fatal(err)
	}
	if reply.Plaintext != nil {
		t.Errorf("got %d bytes in the clear", len(reply.Plaintext))
	}
	plaintext, err := open(reply.CiphertextForRecipient, r.key(t))
	if !failsAt(r.FailsAt, err) {
		t.Fatalf("opening says %v, should fail at %q", err, r.FailsAt)
	}
	var want []byte
	for at := int32(0); err == nil && at < numberOfBytes; at++ {
		want = append(want, byte(at%251))
	}
	if !bytes.Equal(plaintext, want) {
		t.Errorf("opened %x, want %x", plaintext, want)
	}
}

func TestRecipients(t *testing.T) {
	for _, r := range table[recipient](t, "recipients.json") {
		for _, numberOfBytes := range r.NumbersOfBytes {
			t.Run(fmt.Sprintf("%s, %d", r.Name, numberOfBytes), func(t *testing.T) { r.assertOpens(t, numberOfBytes) })
		}
		if r.Code != "" {
			t.Run(r.Name, func(t *testing.T) {
				reply, err := r.ask(t, 32)
				if reply != nil {
					t.Errorf("got a reply with %d bytes beside the error", len(reply.Plaintext))
				}
				assertRefused(t, err, r.Code, r.Message)
			})
		}
	}
}
