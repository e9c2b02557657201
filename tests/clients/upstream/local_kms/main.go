// Serves local-kms on loopback alone, and over TLS if a certificate is given. Its own main listens on every address, without TLS.
// Usage: local_kms DATA_FOLDER [CERTIFICATE KEY]. Prints its URL once it listens.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"

	"github.com/nsmithuk/local-kms/src"
	"github.com/nsmithuk/local-kms/src/config"
	"github.com/nsmithuk/local-kms/src/data"
)

func main() {
	config.AWSAccountId, config.AWSRegion, config.DatabasePath = "111122223333", "us-east-1", os.Args[1]
	database := data.NewDatabase(config.DatabasePath)
	http.HandleFunc("/", func(reply http.ResponseWriter, request *http.Request) {
		src.HandleRequest(reply, request, database)
	})
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	if len(os.Args) < 4 {
		fmt.Printf("http://%s\n", listener.Addr())
		log.Fatal(http.Serve(listener, nil))
	}
	fmt.Printf("https://%s\n", listener.Addr())
	log.Fatal(http.ServeTLS(listener, nil, os.Args[2], os.Args[3]))
}
