// Takes the steps of steps.json by two ways, and prints as JSON what became of them, as walk.py does, which says how.
// Usage: walk <STEPS_AND_WALKS. It is built within the module tests/clients/go.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"reflect"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

type way struct{ URL, Key, Secret string }

type step struct {
	Call, Pages, As string
	Input           any
}

type result struct {
	Of        int     `json:"of"`
	By        int     `json:"by"`
	Status    int     `json:"status"`
	RequestID *string `json:"request_id"`
	Reply     any     `json:"reply,omitempty"`
	Error     string  `json:"error,omitempty"`
	Code      string  `json:"code,omitempty"`
	Message   string  `json:"message,omitempty"`
	Fault     string  `json:"fault,omitempty"`
}

func client(by way) *kms.Client {
	settings, err := config.LoadDefaultConfig(context.Background(),
		config.WithRegion("us-east-1"), config.WithBaseEndpoint(by.URL), config.WithRetryMaxAttempts(1),
		config.WithCredentialsProvider(aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: by.Key, SecretAccessKey: by.Secret}, nil
		})))
	if err != nil {
		log.Fatal(err)
	}
	return kms.NewFromConfig(settings)
}

// filled is what a step has as input: references are replaced by what was made. Bytes are base64, as in JSON.
func filled(value any, made map[string]any) any {
	switch known := value.(type) {
	case string:
		if !strings.HasPrefix(known, "$") {
			return known
		}
		var within any = made
		for _, member := range strings.Split(known[1:], ".") {
			within = within.(map[string]any)[member]
		}
		return within
	case []any:
		of := make([]any, len(known))
		for i, one := range known {
			of[i] = filled(one, made)
		}
		return of
	case map[string]any:
		if bytes, ok := known["base64"]; ok {
			return bytes
		}
		of := map[string]any{}
		for name, one := range known {
			of[name] = filled(one, made)
		}
		return of
	}
	return value
}

// convert makes one value of another by way of JSON.
func convert(from, to any) {
	text, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(text, to)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func tell(became *result, metadata middleware.Metadata) {
	if id, ok := awsmiddleware.GetRequestIDMetadata(metadata); ok {
		became.RequestID = &id
	}
	if reply, ok := awsmiddleware.GetRawResponse(metadata).(*smithyhttp.Response); ok {
		became.Status = reply.StatusCode
	}
}

func innermost(err error) error {
	if below := errors.Unwrap(err); below != nil {
		return innermost(below)
	}
	return err
}

func refused(became *result, err error) {
	var refusal smithy.APIError
	var reply *awshttp.ResponseError
	became.Error, became.Message = fmt.Sprintf("%T", innermost(err)), innermost(err).Error()
	if errors.As(err, &refusal) {
		became.Error, became.Code = fmt.Sprintf("%T", refusal), refusal.ErrorCode()
		became.Message, became.Fault = refusal.ErrorMessage(), refusal.ErrorFault().String()
	}
	if errors.As(err, &reply) {
		became.Status = reply.HTTPStatusCode()
		if id := reply.ServiceRequestID(); id != "" {
			became.RequestID = &id
		}
	}
}

// outputOf is all members of a reply, with null for those that are not there.
func outputOf(reply any) map[string]any {
	of := map[string]any{}
	convert(reply, &of)
	delete(of, "ResultMetadata")
	return of
}

func call(service *kms.Client, operation string, given any) (became result) {
	method := reflect.ValueOf(service).MethodByName(operation)
	input := reflect.New(method.Type().In(1).Elem())
	convert(given, input.Interface())
	returned := method.Call([]reflect.Value{reflect.ValueOf(context.Background()), input})
	if err, failed := returned[1].Interface().(error); failed {
		refused(&became, err)
		return became
	}
	tell(&became, returned[0].Elem().FieldByName("ResultMetadata").Interface().(middleware.Metadata))
	became.Reply = outputOf(returned[0].Interface())
	return became
}

func pagesOfKeys(service *kms.Client, given any) (became result) {
	var input kms.ListKeysInput
	convert(given, &input)
	var replies []any
	for pages := kms.NewListKeysPaginator(service, &input); pages.HasMorePages(); {
		page, err := pages.NextPage(context.Background())
		if err != nil {
			refused(&became, err)
			return became
		}
		tell(&became, page.ResultMetadata)
		replies = append(replies, outputOf(page))
	}
	became.Reply = replies
	return became
}

func take(service *kms.Client, one step, made map[string]any) result {
	given := filled(one.Input, made)
	if one.Pages != "" {
		if one.Pages != "ListKeys" {
			log.Fatal("no pages of ", one.Pages)
		}
		return pagesOfKeys(service, given)
	}
	return call(service, one.Call, given)
}

func walk(ways []way, steps []step) (results [][]result) {
	var clients []*kms.Client
	var made []map[string]any
	for _, by := range ways {
		clients, made = append(clients, client(by)), append(made, map[string]any{})
	}
	for _, one := range steps {
		var became []result
		for of := range ways {
			for by := range ways {
				if one.As != "" && of != by {
					continue
				}
				taken := take(clients[by], one, made[of])
				taken.Of, taken.By = of, by
				if one.As != "" && taken.Reply == nil {
					log.Fatalf("%+v came to %+v", one, taken)
				}
				if one.As != "" {
					made[by][one.As] = taken.Reply
				}
				became = append(became, taken)
			}
		}
		results = append(results, became)
	}
	return results
}

func main() {
	var given struct {
		Steps []step
		Walks [][]way
	}
	if err := json.NewDecoder(os.Stdin).Decode(&given); err != nil {
		log.Fatal(err)
	}
	var results [][][]result
	for _, ways := range given.Walks {
		results = append(results, walk(ways, given.Steps))
	}
	if err := json.NewEncoder(os.Stdout).Encode(results); err != nil {
		log.Fatal(err)
	}
}
