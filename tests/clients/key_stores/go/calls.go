// Calls KMS through the SDK for Go as it is told. callers.py says how.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/smithy-go"
)

type tenant struct {
	URL          string `json:"url"`
	AccessKeyID  string `json:"access_key_id"`
	Secret       string `json:"secret_access_key"`
	SessionToken string `json:"session_token"`
	Clock        string `json:"clock"`
}

type given struct {
	CustomKeyStoreId, CustomKeyStoreName, Marker *string
	Limit                                        *int32
}

type line struct {
	Tenant tenant `json:"tenant"`
	Call   string `json:"call"`
	Given  given  `json:"given"`
}

type refusal struct {
	Type    string `json:"type"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

func (t tenant) client() *kms.Client {
	return kms.New(kms.Options{
		BaseEndpoint: aws.String(t.URL),
		Region:       "us-east-1",
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: t.AccessKeyID, SecretAccessKey: t.Secret, SessionToken: t.SessionToken}, nil
		}),
	})
}

// wait takes the place of time.Sleep: it advances the tenant's clock.
func (t tenant) wait(duration time.Duration) {
	body := fmt.Sprintf(`{"advance": "%dms"}`, duration.Milliseconds())
	reply, err := http.Post(t.Clock, "application/json", strings.NewReader(body))
	if err != nil {
		panic(err)
	}
	defer reply.Body.Close()
	if reply.StatusCode != http.StatusOK {
		panic(reply.Status)
	}
}

func pagesOf(ctx context.Context, client *kms.Client, given given) (pages [][]types.CustomKeyStoresListEntry, err error) {
	paginator := kms.NewDescribeCustomKeyStoresPaginator(client, &kms.DescribeCustomKeyStoresInput{
		CustomKeyStoreId: given.CustomKeyStoreId, CustomKeyStoreName: given.CustomKeyStoreName, Limit: given.Limit, Marker: given.Marker})
	for paginator.HasMorePages() {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		pages = append(pages, page.CustomKeyStores)
	}
	return pages, nil
}

func replyTo(ctx context.Context, one line) (reply any, err error) {
	client, given := one.Tenant.client(), one.Given
	switch one.Call {
	case "random":
		bytes, err := client.GenerateRandom(ctx,
			&kms.GenerateRandomInput{NumberOfBytes: aws.Int32(32), CustomKeyStoreId: given.CustomKeyStoreId})
		if err != nil {
			return nil, err
		}
		return len(bytes.Plaintext), nil
	case "describe":
		return pagesOf(ctx, client, given)
	case "connect":
		_, err = client.ConnectCustomKeyStore(ctx, &kms.ConnectCustomKeyStoreInput{CustomKeyStoreId: given.CustomKeyStoreId})
		return nil, err
	case "disconnect":
		_, err = client.DisconnectCustomKeyStore(ctx, &kms.DisconnectCustomKeyStoreInput{CustomKeyStoreId: given.CustomKeyStoreId})
		return nil, err
	case "failed":
		return FailedStores(ctx, client)
	case "repair":
		repairer := Repairer{Client: client, Patience: time.Minute, Sleep: one.Tenant.wait}
		return nil, repairer.Repair(ctx, aws.ToString(given.CustomKeyStoreId))
	}
	return nil, fmt.Errorf("no call is named %q", one.Call)
}

func refusalOf(err error) (refused refusal) {
	var notConnected *NotConnectedError
	if errors.As(err, &notConnected) {
		return refusal{"NotConnectedError", string(notConnected.Code), err.Error()}
	}
	var said smithy.APIError
	if errors.As(err, &said) {
		kind := strings.TrimPrefix(fmt.Sprintf("%T", said), "*types.")
		return refusal{kind, said.ErrorCode(), said.ErrorMessage()}
	}
	return refusal{fmt.Sprintf("%T", err), "", err.Error()}
}

func main() {
	lines, answers := bufio.NewScanner(os.Stdin), json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var one line
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			panic(err)
		}
		var answer any
		if reply, err := replyTo(context.Background(), one); err != nil {
			answer = refusalOf(err)
		} else {
			answer = map[string]any{"reply": reply}
		}
		if err := answers.Encode(answer); err != nil {
			panic(err)
		}
	}
}
