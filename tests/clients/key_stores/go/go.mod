// Marks the module's root. `client.sh` takes the versions from ../../go/go.mod.
module kms-random-mock/tests/clients/key_stores

go 1.24
