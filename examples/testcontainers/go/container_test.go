// Package container runs tests against kms-random-mock in a container.
package container

import (
	"context"
	"log"
	"os"
	"testing"

	"github.com/kms-random-mock/kms-random-mock/fixtures/go/kmsrandom"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/wait"
)

func TestMain(m *testing.M) {
	container, err := testcontainers.Run(context.Background(), "kms-random-mock:0.1.0",
		testcontainers.WithExposedPorts("4599/tcp"),
		testcontainers.WithWaitStrategy(wait.ForHTTP("/readyz").WithPort("4599/tcp")))
	if err != nil {
		log.Fatal(err)
	}
	url, err := container.PortEndpoint(context.Background(), "4599/tcp", "http")
	if err != nil {
		log.Fatal(err)
	}
	os.Setenv("KMS_RANDOM_MOCK_URL", url) // Every test takes this server.
	code := m.Run()
	testcontainers.TerminateContainer(container)
	os.Exit(code)
}

func TestInAContainer(t *testing.T) {
	t.Parallel()
	mock := kmsrandom.Start(t, kmsrandom.Scenario("throttled-then-healthy"))
	t.Log(mock.URL())
}
