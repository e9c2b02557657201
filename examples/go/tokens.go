// Package sessions makes the tokens of sessions from random bytes of KMS.
package sessions

import (
	"context"
	"encoding/base64"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
)

// Tokens makes tokens from the generator of a key store, and from that of KMS while the store is away.
type Tokens struct {
	KMS      *kms.Client
	KeyStore string
}

// A Token is a secret that a browser shows again.
type Token struct {
	Value        string
	FromKeyStore bool
}

// New returns a token of 32 random bytes, or an error of KMS.
func (t *Tokens) New(ctx context.Context) (Token, error) {
	input := kms.GenerateRandomInput{NumberOfBytes: aws.Int32(32), CustomKeyStoreId: &t.KeyStore}
	reply, err := t.KMS.GenerateRandom(ctx, &input)
	var away *types.CustomKeyStoreInvalidStateException
	if errors.As(err, &away) {
		input.CustomKeyStoreId = nil
		reply, err = t.KMS.GenerateRandom(ctx, &input)
	}
	if err != nil {
		return Token{}, err
	}
	return Token{base64.RawURLEncoding.EncodeToString(reply.Plaintext), input.CustomKeyStoreId != nil}, nil
}
