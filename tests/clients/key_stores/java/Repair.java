import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.ConnectionStateType;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;

/**
 * Repairs custom key stores of AWS KMS.
 *
 * @param patience for each move of a store
 * @param sleep waits so long; a test hands in one that takes no time
 */
public record Repair(KmsClient kms, Duration patience, Consumer<Duration> sleep) {
  private static final Duration POLL = Duration.ofSeconds(5); // between two looks

  /** The store is not connected. It has what KMS says of it. Without a failure the code is null. */
  public static class NotConnectedException extends RuntimeException {
    public final String state;
    public final String code;

    NotConnectedException(String state, String code) {
      super(code == null ? state : state + ": " + code);
      this.state = state;
      this.code = code;
    }
  }

  /** Returns the IDs of all stores that are FAILED. */
  public List<String> failedStores() {
    return kms.describeCustomKeyStoresPaginator().customKeyStores().stream()
        .filter(store -> store.connectionState() == ConnectionStateType.FAILED)
        .map(CustomKeyStoresListEntry::customKeyStoreId)
        .toList();
  }

  /**
   * Disconnects a store that has failed, and connects one that is disconnected. Returns once it is connected.
   *
   * @throws NotConnectedException when it fails again, or is still on its way. Every exception of the SDK goes through.
   */
  public void repair(String id) {
    var store = settled(id);
    if (store.connectionState() == ConnectionStateType.FAILED) { // a failed store cannot be connected
      kms.disconnectCustomKeyStore(request -> request.customKeyStoreId(id));
      store = settled(id);
    }
    if (store.connectionState() == ConnectionStateType.DISCONNECTED) {
      kms.connectCustomKeyStore(request -> request.customKeyStoreId(id));
      store = settled(id);
    }
    if (store.connectionState() != ConnectionStateType.CONNECTED) {
      throw new NotConnectedException(store.connectionStateAsString(), store.connectionErrorCodeAsString());
    }
  }

  /** Returns the store, once it is on its way no longer, or when the patience is over. */
  private CustomKeyStoresListEntry settled(String id) {
    for (var waited = Duration.ZERO;; waited = waited.plus(POLL)) {
      var store = kms.describeCustomKeyStores(request -> request.customKeyStoreId(id)).customKeyStores().get(0);
      var isOnItsWay = store.connectionState() == ConnectionStateType.CONNECTING
          || store.connectionState() == ConnectionStateType.DISCONNECTING;
      if (!isOnItsWay || waited.compareTo(patience) >= 0) {
        return store;
      }
      sleep.accept(POLL);
    }
  }
}
