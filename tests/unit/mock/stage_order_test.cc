// Which stage wins when two fail at once: every pair of the stages that exist. A stage that is
// added gets one row here, in its place.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "mock/handle.h"
#include "tests/support/counting_entropy.h"
#include "tests/support/manual_clock.h"
#include "tests/support/requests.h"

namespace krm::mock {
namespace {

// What a request is made of, so that faults can be put together.
struct Parts {
  std::string method = "POST";
  http::Headers headers = {{"Host", "localhost"},
                           {"Content-Type", "application/x-amz-json-1.1"},
                           {"X-Amz-Target", "TrentService.GenerateRandom"}};
  std::vector<std::pair<std::string, std::string>> members;  // later ones are appended
  std::string before_body;
};

struct Stage {
  std::string name;
  std::function<void(Parts&)> break_it;
  int status;
  std::string body_starts_with;
};

http::Header& header(Parts& parts, std::string_view name) {
  for (http::Header& h : parts.headers) {
    if (h.name == name) return h;
  }
  return parts.headers.emplace_back(http::Header{std::string(name), ""});
}

void set(Parts& parts, std::string name, std::string json) {
  for (auto& [member, value] : parts.members) {
    if (member == name) {
      value = std::move(json);
      return;
    }
  }
  parts.members.emplace_back(std::move(name), std::move(json));
}

// In the order in which they are asked. A later fault must leave an earlier one standing, so each
// touches something of its own.
const std::vector<Stage>& stages() {
  static const std::vector<Stage> all = {
      {"preflight",
       [](Parts& p) {
         p.method = "OPTIONS";
         header(p, "Origin").value = "http://localhost";
       },
       200, ""},
      {"method",
       [](Parts& p) {
         if (p.method == "POST") p.method = "PUT";
       },
       403, "<MissingAuthenticationTokenException>"},
      {"content type", [](Parts& p) { header(p, "Content-Type").value = "text/plain"; }, 404,
       "<UnknownOperationException/>"},
      {"JSON syntax", [](Parts& p) { p.before_body = "{"; }, 400,
       R"({"__type":"SerializationException"})"},
      {"target", [](Parts& p) { header(p, "X-Amz-Target").value = "TrentService.Decrypt"; }, 400,
       R"({"__type":"UnknownOperationException"})"},
      {"types", [](Parts& p) { set(p, "CustomKeyStoreId", "[]"); }, 400,
       R"({"__type":"SerializationException","Message":)"},
      {"constraints",
       [](Parts& p) {
         set(p, "Recipient", R"({"KeyEncryptionAlgorithm":"X","AttestationDocument":"YWJj"})");
       },
       400, R"({"__type":"ValidationException","message":"1 validation error)"},
      {"required: NumberOfBytes", [](Parts& p) { set(p, "NumberOfBytes", "null"); }, 400,
       R"({"__type":"ValidationException","message":"NumberOfBytes is)"},
      {"required: Recipient",
       [](Parts& p) {
         for (auto& [name, json] : p.members) {
           if (name == "Recipient") return;
         }
         set(p, "Recipient", "{}");
       },
       400, R"({"__type":"ValidationException","message":"Recipient.)"},
      {"key store",
       [](Parts& p) {
         for (auto& [name, json] : p.members) {
           if (name == "CustomKeyStoreId") return;
         }
         set(p, "CustomKeyStoreId", R"("cks-1")");
       },
       400, R"({"__type":"CustomKeyStoreNotFoundException"})"},
      {"attest",
       [](Parts& p) {
         for (auto& [name, json] : p.members) {
           if (name == "Recipient") return;
         }
         set(p, "Recipient",
             R"({"KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256","AttestationDocument":"YWJj"})");
       },
       400, R"({"__type":"UnsupportedOperationException"})"},
  };
  return all;
}

http::HttpReply reply_to(const Parts& parts) {
  std::string body = parts.before_body + R"({"NumberOfBytes":8)";
  for (const auto& [name, json] : parts.members) body += ",\"" + name + "\":" + json;
  body += "}";
  // "NumberOfBytes": null stands for an absent member, and of two members the last non-null counts.
  if (body.find(R"("NumberOfBytes":null)") != std::string::npos) {
    body.replace(body.find(R"("NumberOfBytes":8,)"), 18, "");
  }
  const http::HttpRequest request{.method = parts.method,
                                  .target = "/",
                                  .version = http::Version::http_1_1,
                                  .headers = parts.headers,
                                  .body = body,
                                  .keep_alive = true};
  test::ManualClock clock;
  test::CountingEntropy entropy;
  const kms::KeyStores stores;
  return handle(request, {clock, entropy, stores}).reply;
}

void expect_stage(const Stage& stage, const Parts& parts, const std::string& what) {
  const http::HttpReply reply = reply_to(parts);
  EXPECT_EQ(reply.status, stage.status) << what;
  EXPECT_TRUE(reply.body.starts_with(stage.body_starts_with)) << what << ": " << reply.body;
}

TEST(StageOrder, NothingBrokenIsGranted) {
  const http::HttpReply reply = reply_to({});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, R"({"Plaintext":"EBESExQVFhc="})");
}

TEST(StageOrder, EachStageAloneAnswersForItself) {
  for (const Stage& stage : stages()) {
    Parts parts;
    stage.break_it(parts);
    expect_stage(stage, parts, stage.name);
  }
}

TEST(StageOrder, OfEveryPairTheEarlierStageAnswers) {
  for (std::size_t i = 0; i < stages().size(); ++i) {
    for (std::size_t j = i + 1; j < stages().size(); ++j) {
      Parts parts;
      stages()[i].break_it(parts);
      stages()[j].break_it(parts);
      expect_stage(stages()[i], parts, stages()[i].name + " before " + stages()[j].name);
    }
  }
}

}  // namespace
}  // namespace krm::mock
