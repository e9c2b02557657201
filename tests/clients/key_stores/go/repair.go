package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
)

const poll = 5 * time.Second // between two looks

// NotConnectedError says that the store is not connected. State and Code are what KMS says of it. Without a failure Code is empty.
type NotConnectedError struct {
	State types.ConnectionStateType
	Code  types.ConnectionErrorCodeType
}

func (e *NotConnectedError) Error() string {
	if e.Code == "" {
		return string(e.State)
	}
	return fmt.Sprintf("%s: %s", e.State, e.Code)
}

// FailedStores returns the IDs of all stores that are FAILED.
func FailedStores(ctx context.Context, client *kms.Client) (ids []string, err error) {
	pages := kms.NewDescribeCustomKeyStoresPaginator(client, &kms.DescribeCustomKeyStoresInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, store := range page.CustomKeyStores {
			if store.ConnectionState == types.ConnectionStateTypeFailed {
				ids = append(ids, aws.ToString(store.CustomKeyStoreId))
			}
		}
	}
	return ids, nil
}

// Repairer repairs custom key stores of AWS KMS.
type Repairer struct {
	Client   *kms.Client
	Patience time.Duration       // for each move of a store
	Sleep    func(time.Duration) // time.Sleep; a test hands in one that takes no time
}

// Repair disconnects a store that has failed, and connects one that is disconnected. It returns once the store is connected.
// It returns a NotConnectedError when the store fails again, or is still on its way, and else the error of the SDK.
func (r Repairer) Repair(ctx context.Context, id string) error {
	store, err := r.settled(ctx, id)
	if err != nil {
		return err
	}
	if store.ConnectionState == types.ConnectionStateTypeFailed { // a failed store cannot be connected
		if _, err := r.Client.DisconnectCustomKeyStore(ctx, &kms.DisconnectCustomKeyStoreInput{CustomKeyStoreId: &id}); err != nil {
			return err
		}
		if store, err = r.settled(ctx, id); err != nil {
			return err
		}
	}
	if store.ConnectionState == types.ConnectionStateTypeDisconnected {
		if _, err := r.Client.ConnectCustomKeyStore(ctx, &kms.ConnectCustomKeyStoreInput{CustomKeyStoreId: &id}); err != nil {
			return err
		}
		if store, err = r.settled(ctx, id); err != nil {
			return err
		}
	}
	if store.ConnectionState != types.ConnectionStateTypeConnected {
		return &NotConnectedError{State: store.ConnectionState, Code: store.ConnectionErrorCode}
	}
	return nil
}

// settled returns the store, once it is on its way no longer, or when the patience is over.
func (r Repairer) settled(ctx context.Context, id string) (types.CustomKeyStoresListEntry, error) {
	for waited := time.Duration(0); ; waited += poll {
		found, err := r.Client.DescribeCustomKeyStores(ctx, &kms.DescribeCustomKeyStoresInput{CustomKeyStoreId: &id})
		if err != nil {
			return types.CustomKeyStoresListEntry{}, err
		}
		store := found.CustomKeyStores[0] // an unknown ID is an error
		switch store.ConnectionState {
		case types.ConnectionStateTypeConnecting, types.ConnectionStateTypeDisconnecting:
			if waited < r.Patience {
				r.Sleep(poll)
				continue
			}
		}
		return store, nil
	}
}
