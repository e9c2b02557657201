// Which stage wins when two fail at once: every pair of the stages that exist. A stage that is
// added gets one row here, in its place; the rows, the program and src/README.md use the same
// names.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "mock/handle.h"
#include "mock/stages.h"
#include "tests/support/places.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"
#include "tests/support/signed_request.h"

namespace krm::mock {
namespace {

// What a request is made of, so that faults can be put together. Every fault has parts of its own.
struct Parts {
  std::string method = "POST";
  std::string origin;
  std::string content_type = "application/x-amz-json-1.1";
  std::string target = "TrentService.GenerateRandom";
  std::string before_body;
  std::map<std::string, std::string> members = {{"NumberOfBytes", "8"}};
  std::map<std::string, std::string> recipient;
  bool without_signature = false;
  bool denied = false;
  bool throttled = false;
};

struct Stage {
  std::string name;  // as the program has it; behind a colon, a part of it
  std::function<void(Parts&)> break_it;
  int status;
  std::string body_starts_with;
};

// In the order in which they are asked.
const std::vector<Stage>& stages() {
  static const std::vector<Stage> all = {
      {"decode: preflight",
       [](Parts& p) {
         p.method = "OPTIONS";
         p.origin = "http://localhost";
       },
       200, ""},
      {"decode: method", [](Parts& p) { p.method = p.method == "POST" ? "PUT" : p.method; }, 403,
       "<"},
      {"decode: content type", [](Parts& p) { p.content_type = "text/plain"; }, 404,
       "<UnknownOperationException/>"},
      {"decode: JSON syntax", [](Parts& p) { p.before_body = "{"; }, 400,
       R"({"__type":"SerializationException"})"},
      {"decode: target", [](Parts& p) { p.target = "TrentService.Decrypt"; }, 400,
       R"({"__type":"UnknownOperationException","message":"kms-random-mock does not simulate Decrypt)"},
      {"authenticate", [](Parts& p) { p.without_signature = true; }, 400,
       R"({"__type":"MissingAuthenticationTokenException","message":)"},
      {"types", [](Parts& p) { p.recipient["KeyEncryptionAlgorithm"] = "[]"; }, 400,
       R"({"__type":"SerializationException","Message":)"},
      {"constraints", [](Parts& p) { p.recipient.try_emplace("KeyEncryptionAlgorithm", R"("X")"); },
       400, R"({"__type":"ValidationException","message":"1 validation error)"},
      {"authorise", [](Parts& p) { p.denied = true; }, 400,
       R"({"__type":"AccessDeniedException","Message":"User: arn:aws:iam::111122223333:user/bob )"},
      {"required: NumberOfBytes", [](Parts& p) { p.members.erase("NumberOfBytes"); }, 400,
       R"({"__type":"ValidationException","message":"NumberOfBytes is)"},
      {"required: Recipient",
       [](Parts& p) { p.recipient.try_emplace("AttestationDocument", "null"); }, 400,
       R"({"__type":"ValidationException","message":"Recipient.)"},
      {"throttle", [](Parts& p) { p.throttled = true; }, 400,
       R"({"__type":"ThrottlingException","message":"You have)"},
      {"key store", [](Parts& p) { p.members["CustomKeyStoreId"] = R"("cks-1")"; }, 400,
       R"({"__type":"CustomKeyStoreNotFoundException"})"},
      {"attest",
       [](Parts& p) {
         p.recipient.try_emplace("KeyEncryptionAlgorithm", R"("RSAES_OAEP_SHA_256")");
         p.recipient.try_emplace("AttestationDocument", R"("YWJj")");
       },
       400, R"({"__type":"ValidationException","message":"The attestation document is not)"},
  };
  return all;
}

const std::string strict_for_two = R"(auth: strict
credentials:
  - {access_key_id: AKIDEXAMPLE, secret_access_key: wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY}
  - access_key_id: AKIDDENIED
    secret_access_key: wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY
    user: bob
    denied: implicit
)";

std::string json_of(const std::map<std::string, std::string>& members) {
  std::string json = "{";
  for (const auto& [name, value] : members) {
    json += (json.size() > 1 ? ",\"" : "\"") + name + "\":" + value;
  }
  return json + "}";
}

http::HttpReply reply_to(Parts parts) {
  if (!parts.recipient.empty()) parts.members["Recipient"] = json_of(parts.recipient);
  http::HttpRequest request = test::generate_random(parts.before_body + json_of(parts.members));
  request.method = parts.method;
  request = test::with(request, "Content-Type", parts.content_type);
  request = test::with(request, "X-Amz-Target", parts.target);
  if (!parts.origin.empty()) request = test::with(request, "Origin", parts.origin);
  const std::string id = parts.denied ? "AKIDDENIED" : "AKIDEXAMPLE";
  const auto as_signed = [&](http::HttpRequest unsigned_request) {
    return test::signed_as({.access_key_id = id}, std::move(unsigned_request));
  };
  test::ScenarioWorld world(strict_for_two +
                            (parts.throttled ? "throttle: {account: {rate: 1}}\n" : ""));
  if (parts.throttled) world.handle(as_signed(test::ask_for(1)));
  return world.handle(parts.without_signature ? request : as_signed(request)).reply;
}

void expect_stage(const Stage& stage, const Parts& parts, const std::string& what) {
  const http::HttpReply reply = reply_to(parts);
  EXPECT_EQ(reply.status, stage.status) << what;
  EXPECT_TRUE(reply.body.starts_with(stage.body_starts_with)) << what << ": " << reply.body;
}

// Each once, without its parts.
std::vector<std::string> stages_with_rows() {
  std::vector<std::string> names;
  for (const Stage& stage : stages()) {
    const std::string name = stage.name.substr(0, stage.name.find(':'));
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

// "judge the document" fails nothing by itself: what it finds counts in "attest".
std::vector<std::string> stages_of_the_program() {
  std::vector<std::string> names;
  for (const Examination& stage : examination()) names.emplace_back(stage.name);
  std::erase(names, "judge the document");
  for (const Admission& stage : admission()) names.emplace_back(stage.name);
  return names;
}

TEST(StageOrder, HasARowForEachStageOfTheProgram) {
  EXPECT_EQ(stages_with_rows(), stages_of_the_program());
}

std::string text_of(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(std::string(test::source_directory) + "/src/" + file).rdbuf();
  return text.str();
}

// The names in the picture of src/README.md that stand behind exactly so many blanks, top to
// bottom.
std::vector<std::string> names_in_the_picture(std::size_t blanks) {
  const std::string page = text_of("README.md");
  const auto begin = page.find("mock/handle");
  std::istringstream lines(page.substr(begin, page.find("```", begin) - begin));
  std::vector<std::string> names;
  for (std::string line; std::getline(lines, line);) {
    if (line.find_first_not_of(' ') != blanks || line[blanks] > 'z') continue;
    const auto end = std::min(line.find("  ", blanks), line.find(" kms/attest"));
    names.push_back(line.substr(blanks, end - blanks));
  }
  return names;
}

TEST(StageOrder, IsThatOfThePicture) {
  std::vector<std::string> names;
  for (const Examination& stage : examination()) names.emplace_back(stage.name);
  for (const Admission& stage : admission()) names.emplace_back(stage.name);
  EXPECT_EQ(names_in_the_picture(12), names);
}

// The outer list is what handle() calls, with what resolve() does in its middle.
TEST(StageOrder, OfTheOuterListIsThatOfThePicture) {
  const std::string code = text_of("mock/handle.cc");
  std::size_t at = code.find("void identify(");
  const auto names = names_in_the_picture(8);
  EXPECT_EQ(names.size(), 10);
  for (const std::string& name : names) {
    const auto next = code.find(name + "(", at);
    ASSERT_NE(next, std::string::npos) << name;
    at = next;
  }
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
