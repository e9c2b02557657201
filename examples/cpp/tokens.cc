#include "tokens.h"

#include <curl/curl.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

namespace {

std::size_t append(char* data, std::size_t size, std::size_t count, void* text) {
  static_cast<std::string*>(text)->append(data, size * count);
  return size * count;
}

// Returns the bytes in base64.
std::string ask(const Kms& kms, const std::string& key_store) {
  nlohmann::json body{{"NumberOfBytes", 32}};
  if (!key_store.empty()) body["CustomKeyStoreId"] = key_store;
  const std::string sent = body.dump();
  const std::string user = kms.access_key_id + ":" + kms.secret_access_key;
  const std::string provider = "aws:amz:" + kms.region + ":kms";
  const std::string token = "X-Amz-Security-Token: " + kms.session_token;
  curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/x-amz-json-1.1");
  list = curl_slist_append(list, "X-Amz-Target: TrentService.GenerateRandom");
  if (!kms.session_token.empty()) list = curl_slist_append(list, token.c_str());
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(list,
                                                                            curl_slist_free_all);
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 curl_easy_cleanup);
  std::string received;
  long status = 0;
  curl_easy_setopt(curl.get(), CURLOPT_URL, kms.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, sent.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_USERPWD, user.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_AWS_SIGV4, provider.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &received);
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  if (curl_easy_perform(curl.get()) != CURLE_OK) throw KmsError("Unreachable");
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  const auto reply = nlohmann::json::parse(received, nullptr, false);
  if (reply.is_discarded()) throw KmsError("NotJson");
  if (status != 200) throw KmsError(reply.value("__type", "Unknown"));
  return reply.at("Plaintext").get<std::string>();
}

bool is_worth_another_try(const std::string& error) {
  return error == "ThrottlingException" || error == "KMSInternalException" ||
         error == "DependencyTimeoutException" || error == "Unreachable";
}

std::string ask_up_to_three_times(const Kms& kms, const std::string& key_store) {
  auto pause = kms.pause;
  for (int attempt = 1;; ++attempt) {
    try {
      return ask(kms, key_store);
    } catch (const KmsError& error) {
      if (attempt == 3 || !is_worth_another_try(error.what())) throw;
    }
    std::this_thread::sleep_for(pause);
    pause *= 2;
  }
}

}  // namespace

Token make_token(const Kms& kms) {
  try {
    return {ask_up_to_three_times(kms, kms.key_store), true};
  } catch (const KmsError& error) {
    if (std::string(error.what()) != "CustomKeyStoreInvalidStateException") throw;
    return {ask_up_to_three_times(kms, {}), false};
  }
}
