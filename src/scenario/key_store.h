// A KeyStore is a custom key store of a scenario.
#pragma once

#include "kms/key_stores.h"
#include "scenario/error_name.h"
#include "scenario/names.h"
#include "scenario/notation.h"

namespace krm::scenario {

struct Connect {
  static constexpr std::string_view name = "connect";
  static constexpr std::string_view help = "what becomes of a ConnectCustomKeyStore";
  static void fields(auto& field) {
    field("takes", &Connect::takes, "how long the store is CONNECTING, on the tenant's clock");
    field("ends", &Connect::ends, "how that ends");
    field("error_code", &Connect::error_code,
          "ConnectionErrorCode where it ends FAILED; else that of the store");
    field("refused", &Connect::refused,
          "the error that a ConnectCustomKeyStore gets at once; the state stays");
  }
  void check(const Node& node, Reading& reading) const {
    if (error_code && ends != kms::ConnectTerms::Ends::failed) {
      reading.refuse(node.find("error_code")->mark,
                     "only what ends FAILED has an error code; add ends: FAILED");
    }
    if (refused != nullptr && (node.find("takes") != nullptr || node.find("ends") != nullptr)) {
      reading.refuse(node.find("refused")->mark,
                     "what is refused takes no time and has no end; take one of them away");
    }
  }

  Milliseconds takes{0};
  kms::ConnectTerms::Ends ends = kms::ConnectTerms::Ends::connected;
  std::optional<kms::ConnectionErrorCode> error_code;
  ErrorName refused = nullptr;
  bool operator==(const Connect&) const = default;
};

struct Disconnect {
  static constexpr std::string_view name = "disconnect";
  static constexpr std::string_view help = "what becomes of a DisconnectCustomKeyStore";
  static void fields(auto& field) {
    field("takes", &Disconnect::takes,
          "how long the store is DISCONNECTING, on the tenant's clock");
  }
  Milliseconds takes{0};
  bool operator==(const Disconnect&) const = default;
};

struct KeyStore {
  static constexpr std::string_view name = "key store";
  static constexpr std::string_view help = "a custom key store";
  static constexpr std::string_view shorthand = "state";
  static void fields(auto& field) {
    field("type", &KeyStore::type, "EXTERNAL_KEY_STORE gives no random bytes");
    field("state", &KeyStore::state, "only CONNECTED gives random bytes");
    field("name", &KeyStore::title, "CustomKeyStoreName; one is made up if absent", store_name);
    field("error_code", &KeyStore::error_code, "ConnectionErrorCode while it is FAILED");
    field("connect", &KeyStore::connect, Connect::help);
    field("disconnect", &KeyStore::disconnect, Disconnect::help);
  }

  // Returns it as an account finds it.
  kms::KeyStore initial(std::string_view id) const {
    return {.type = type,
            .state = state,
            .name = title.value_or(fmt::format("ExampleKeyStore-{}", id)),
            .connect = {connect.takes, connect.ends, connect.error_code, connect.refused},
            .disconnect_takes = disconnect.takes,
            .error_code = error_code};
  }

  kms::KeyStoreType type = kms::KeyStoreType::aws_cloudhsm;
  kms::ConnectionState state = kms::ConnectionState::connected;
  std::optional<std::string> title{};
  kms::ConnectionErrorCode error_code = kms::ConnectionErrorCode::internal_error;
  Connect connect{};
  Disconnect disconnect{};
  bool operator==(const KeyStore&) const = default;
};

}  // namespace krm::scenario
