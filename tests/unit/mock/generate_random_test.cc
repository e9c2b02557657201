// The operation's own checks, one by one, through the whole line of stages.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "mock/handle.h"
#include "tests/support/requests.h"
#include "tests/support/scenario_world.h"

namespace krm::mock {
namespace {

// "N bytes", or the body of the error.
std::string outcome(const std::string& json,
                    const scenario::Table<scenario::KeyStore>& stores = {}) {
  scenario::Scenario scenario;
  scenario.key_stores = stores;
  test::ScenarioWorld world(std::make_shared<const scenario::Scenario>(scenario));
  const Case exchange = world.handle(test::generate_random(json));
  if (!exchange.plan.outcome) return exchange.reply.body;
  return fmt::format("{} bytes", kms::grant_of(exchange.plan.outcome)->number_of_bytes);
}

std::string validation(const std::string& message) {
  return R"({"__type":"ValidationException","message":")" + message + R"("})";
}

std::string one(const std::string& failure) {
  return validation("1 validation error detected: " + failure);
}

std::string number(const std::string& value, const std::string& bound) {
  return one("Value '" + value + "' at 'numberOfBytes' failed to satisfy constraint: Member must " +
             "have value " + bound);
}

std::string serialization(const std::string& message) {
  return R"({"__type":"SerializationException","Message":")" + message + R"("})";
}

const std::string too_small = "greater than or equal to 1";
const std::string too_large = "less than or equal to 1024";
const std::string required = validation("NumberOfBytes is required.");

TEST(GenerateRandom, GrantsEveryNumberOfBytesThereIs) {
  for (int n = 1; n <= 1024; ++n) {
    ASSERT_EQ(outcome(fmt::format(R"({{"NumberOfBytes":{}}})", n)), fmt::format("{} bytes", n));
  }
}

TEST(GenerateRandom, KeepsAbsentNullWrongTypeAndOutOfRangeApart) {
  EXPECT_EQ(outcome("{}"), required);
  EXPECT_EQ(outcome(R"({"NumberOfBytes":null})"), required);
  EXPECT_EQ(outcome(R"({"NumberOfBytes":"32"})"),
            serialization("STRING_VALUE can not be converted to an Integer"));
  EXPECT_EQ(outcome(R"({"NumberOfBytes":0})"), number("0", too_small));
}

TEST(GenerateRandom, ChecksTheRangeOfNumberOfBytes) {
  EXPECT_EQ(outcome(R"({"NumberOfBytes":-1})"), number("-1", too_small));
  EXPECT_EQ(outcome(R"({"NumberOfBytes":1025})"), number("1025", too_large));
  EXPECT_EQ(outcome(R"({"NumberOfBytes":99999999999})"), number("2147483647", too_large));
  EXPECT_EQ(outcome(R"({"NumberOfBytes":-99999999999})"), number("-2147483648", too_small));
  EXPECT_EQ(outcome(R"({"NumberOfBytes":0.9})"), number("0", too_small));
  EXPECT_EQ(outcome(R"({"NumberOfBytes":1.5})"), "1 bytes");
  EXPECT_EQ(outcome(R"({"NumberOfBytes":1024.9})"), "1024 bytes");
}

TEST(GenerateRandom, IgnoresUnknownMembersAndTheCaseOfNone) {
  EXPECT_EQ(outcome(R"({"NumberOfBytes":8,"DryRun":true,"x":{"y":[1e400]}})"), "8 bytes");
  EXPECT_EQ(outcome(R"({"numberOfBytes":8})"), required);
  EXPECT_EQ(outcome(R"({"NumberOfBytes":8,"Recipient":null,"CustomKeyStoreId":null})"), "8 bytes");
}

TEST(GenerateRandom, ChecksTheLengthOfCustomKeyStoreId) {
  const auto with_id = [](const std::string& id) {
    return outcome(R"({"NumberOfBytes":8,"CustomKeyStoreId":")" + id + R"("})");
  };
  const auto failure = [](const std::string& id, const std::string& bound) {
    return one("Value '" + id + "' at 'customKeyStoreId' failed to satisfy constraint: Member " +
               "must have length " + bound);
  };
  constexpr const char* not_found = R"({"__type":"CustomKeyStoreNotFoundException"})";
  EXPECT_EQ(with_id(""), failure("", "greater than or equal to 1"));
  EXPECT_EQ(with_id("x"), not_found);
  EXPECT_EQ(with_id(std::string(64, 'x')), not_found);
  EXPECT_EQ(with_id(std::string(65, 'x')),
            failure(std::string(65, 'x'), "less than or equal to 64"));
  std::string accents;
  for (int i = 0; i < 64; ++i) accents += "\xc3\xa9";
  EXPECT_EQ(with_id(accents), not_found);
  EXPECT_EQ(with_id(accents + "x"), failure(accents + "x", "less than or equal to 64"));
}

TEST(GenerateRandom, AsksTheKeyStore) {
  const scenario::Table<scenario::KeyStore> stores = {{"cks-1", {}}};
  EXPECT_EQ(outcome(R"({"NumberOfBytes":8,"CustomKeyStoreId":"cks-1"})", stores), "8 bytes");
}

// --- Recipient

constexpr const char* good_algorithm = R"("KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256")";

std::string recipient(const std::string& members) {
  return outcome(R"({"NumberOfBytes":8,"Recipient":{)" + members + "}}");
}

TEST(GenerateRandom, NeverGrantsPlaintextForADocumentThatIsNone) {
  EXPECT_EQ(recipient(std::string(good_algorithm) + R"(,"AttestationDocument":"YWJj")"),
            validation(
                "The attestation document is not accepted (COSE): it is text and not CBOR; perhaps "
                "it was encoded twice, or is the name of a file."));
}

TEST(GenerateRandom, DemandsBothMembersOfARecipient) {
  EXPECT_EQ(recipient(""), validation("Recipient.KeyEncryptionAlgorithm is required."));
  EXPECT_EQ(recipient(R"("KeyEncryptionAlgorithm":null,"AttestationDocument":"YWJj")"),
            validation("Recipient.KeyEncryptionAlgorithm is required."));
  EXPECT_EQ(recipient(good_algorithm), validation("Recipient.AttestationDocument is required."));
}

TEST(GenerateRandom, KnowsOneAlgorithm) {
  for (const std::string name :
       {"RSAES_OAEP_SHA_1", "SYMMETRIC_DEFAULT", "", "rsaes_oaep_sha_256"}) {
    EXPECT_EQ(recipient(R"("KeyEncryptionAlgorithm":")" + name + '"'),
              one("Value '" + name +
                  "' at 'recipient.keyEncryptionAlgorithm' failed to satisfy constraint: Member "
                  "must satisfy enum value set: [RSAES_OAEP_SHA_256]"));
  }
}

TEST(GenerateRandom, HidesTheDocumentWhoseLengthIsWrong) {
  const std::string failure =
      "Value at 'recipient.attestationDocument' failed to satisfy constraint: Member must have "
      "length ";
  const auto document = [](std::size_t groups, const std::string& rest) {
    std::string base64;
    for (std::size_t i = 0; i < groups; ++i) base64 += "AAAA";
    return R"("KeyEncryptionAlgorithm":"RSAES_OAEP_SHA_256","AttestationDocument":")" + base64 +
           rest + '"';
  };
  EXPECT_EQ(recipient(document(0, "")), one(failure + "greater than or equal to 1"));
  EXPECT_EQ(
      recipient(document(87381, "AA==")),  // 262,144 bytes
      validation("The attestation document is not accepted (COSE): it has bytes behind its end."));
  EXPECT_EQ(recipient(document(87381, "AAA=")), one(failure + "less than or equal to 262144"));
}

TEST(GenerateRandom, ChecksTheTypesOfARecipient) {
  const auto whole = [](const std::string& json) {
    return outcome(R"({"NumberOfBytes":8,"Recipient":)" + json + "}");
  };
  for (const std::string scalar : {R"("x")", "5", "true"}) {
    EXPECT_EQ(whole(scalar), serialization("Expected null")) << scalar;
  }
  EXPECT_EQ(whole("[]"), serialization("Start of list found where not expected"));
  EXPECT_EQ(recipient(R"("KeyEncryptionAlgorithm":1)"),
            serialization("NUMBER_VALUE can not be converted to a String"));
  EXPECT_EQ(recipient(R"("AttestationDocument":1)"),
            serialization("NUMBER_VALUE can not be converted to a Blob"));
  EXPECT_EQ(recipient(R"("AttestationDocument":"x")"), R"({"__type":"SerializationException"})");
  EXPECT_EQ(recipient(R"("Unknown":[{}])"),
            validation("Recipient.KeyEncryptionAlgorithm is required."));
}

// --- several at once

TEST(GenerateRandom, ListsEveryConstraintThatFails) {
  EXPECT_EQ(
      outcome(R"({"NumberOfBytes":0,"CustomKeyStoreId":"",)"
              R"("Recipient":{"KeyEncryptionAlgorithm":"X","AttestationDocument":""}})"),
      validation(
          "4 validation errors detected: "
          "Value '0' at 'numberOfBytes' failed to satisfy constraint: Member must have value "
          "greater than or equal to 1; "
          "Value '' at 'customKeyStoreId' failed to satisfy constraint: Member must have length "
          "greater than or equal to 1; "
          "Value 'X' at 'recipient.keyEncryptionAlgorithm' failed to satisfy constraint: Member "
          "must satisfy enum value set: [RSAES_OAEP_SHA_256]; "
          "Value at 'recipient.attestationDocument' failed to satisfy constraint: Member must have "
          "length greater than or equal to 1"));
}

TEST(GenerateRandom, NamesTheFirstWrongTypeOfTheDocument) {
  EXPECT_EQ(outcome(R"({"CustomKeyStoreId":5,"NumberOfBytes":"8"})"),
            serialization("NUMBER_VALUE can not be converted to a String"));
  EXPECT_EQ(outcome(R"({"NumberOfBytes":"8","CustomKeyStoreId":5})"),
            serialization("STRING_VALUE can not be converted to an Integer"));
}

TEST(GenerateRandom, TakesTheLastOfTwoMembersOfAName) {
  EXPECT_EQ(outcome(R"({"NumberOfBytes":0,"NumberOfBytes":8})"), "8 bytes");
}

}  // namespace
}  // namespace krm::mock
