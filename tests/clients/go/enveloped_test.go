package clients

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"slices"
)

// The parts of RFC 5652 that a client of KMS has to read.
type (
	contentInfo struct {
		ContentType asn1.ObjectIdentifier
		Content     envelopedData `asn1:"explicit,tag:0"`
	}
	envelopedData struct {
		Version    int
		Recipients []keyTransRecipientInfo `asn1:"set"`
		Content    encryptedContentInfo
	}
	keyTransRecipientInfo struct {
		Version      int
		KeyID        []byte `asn1:"tag:0"`
		Algorithm    pkix.AlgorithmIdentifier
		EncryptedKey []byte
	}
	encryptedContentInfo struct {
		ContentType asn1.ObjectIdentifier
		Algorithm   pkix.AlgorithmIdentifier
		Content     asn1.RawValue `asn1:"tag:0"`
	}
)

var (
	envelopedDataOID = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 3}
	dataOID          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 7, 1}
	oaepOID          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 1, 7}
	aes256CBCOID     = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}

	errPadding = errors.New("bad padding")
)

// isParsing says whether the blob could not be read, as opposed to decrypted.
func isParsing(err error) bool {
	var syntax asn1.SyntaxError
	var structural asn1.StructuralError
	return errors.As(err, &syntax) || errors.As(err, &structural)
}

// definite reads one element of BER, whose length may be indefinite, and writes it as encoding/asn1 wants it.
func definite(ber []byte) (der, rest []byte, err error) {
	if len(ber) < 2 || ber[0]&0x1f == 0x1f {
		return nil, nil, asn1.SyntaxError{Msg: "no element with a short tag"}
	}
	if ber[1] != 0x80 {
		var element asn1.RawValue
		rest, err := asn1.Unmarshal(ber, &element)
		return element.FullBytes, rest, err
	}
	var content []byte
	for rest = ber[2:]; !bytes.HasPrefix(rest, []byte{0, 0}); {
		var inner []byte
		if inner, rest, err = definite(rest); err != nil {
			return nil, nil, err
		}
		content = append(content, inner...)
	}
	der, err = asn1.Marshal(asn1.RawValue{
		Class: int(ber[0] >> 6), Tag: int(ber[0] & 0x1f), IsCompound: true, Bytes: content,
	})
	return der, rest[2:], err
}

func parse(blob []byte) (info contentInfo, err error) {
	der, rest, err := definite(blob)
	if err != nil {
		return info, err
	}
	if len(rest) != 0 {
		return info, asn1.SyntaxError{Msg: "trailing data"}
	}
	_, err = asn1.Unmarshal(der, &info)
	return info, err
}

// segments joins the OCTET STRINGs that the content comes in.
func segments(content []byte) (joined []byte, err error) {
	for len(content) > 0 {
		var segment []byte
		if content, err = asn1.Unmarshal(content, &segment); err != nil {
			return nil, err
		}
		joined = append(joined, segment...)
	}
	return joined, nil
}

func decryptContent(key []byte, content encryptedContentInfo) ([]byte, error) {
	sealed, err := segments(content.Content.Bytes)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) == 0 || len(sealed)%block.BlockSize() != 0 {
		return nil, errors.New("not whole blocks")
	}
	cipher.NewCBCDecrypter(block, content.Algorithm.Parameters.Bytes).CryptBlocks(sealed, sealed)
	octet := sealed[len(sealed)-1]
	end := len(sealed) - int(octet)
	if octet == 0 || int(octet) > block.BlockSize() || !bytes.Equal(sealed[end:], bytes.Repeat([]byte{octet}, int(octet))) {
		return nil, errPadding
	}
	return sealed[:end], nil
}

// open opens a CiphertextForRecipient, with nothing but the standard library.
func open(blob []byte, key *rsa.PrivateKey) ([]byte, error) {
	info, err := parse(blob)
	if err != nil {
		return nil, err
	}
	data := info.Content
	if !info.ContentType.Equal(envelopedDataOID) || data.Version != 2 || len(data.Recipients) != 1 {
		return nil, fmt.Errorf("%v of version %d for %d recipients", info.ContentType, data.Version, len(data.Recipients))
	}
	recipient := data.Recipients[0]
	if recipient.Version != 2 || !recipient.Algorithm.Algorithm.Equal(oaepOID) ||
		!data.Content.ContentType.Equal(dataOID) || !data.Content.Algorithm.Algorithm.Equal(aes256CBCOID) {
		return nil, fmt.Errorf("recipient version %d, %v; %v in %v", recipient.Version, recipient.Algorithm.Algorithm,
			data.Content.ContentType, data.Content.Algorithm.Algorithm)
	}
	contentKey, err := rsa.DecryptOAEP(sha256.New(), nil, key, recipient.EncryptedKey, nil)
	if err != nil {
		return nil, err
	}
	spki, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return nil, err
	}
	if id := sha256.Sum256(spki); !slices.Equal(recipient.KeyID, id[:]) {
		return nil, fmt.Errorf("key id %x, want %x", recipient.KeyID, id)
	}
	return decryptContent(contentKey, data.Content)
}
