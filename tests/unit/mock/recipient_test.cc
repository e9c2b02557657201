// Requests with a Recipient, through the whole line of stages: who gets what sealed, and what a
// refusal says.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>

#include "base/base64.h"
#include "http/reply.h"
#include "mock/service.h"
#include "tests/support/enclave.h"
#include "tests/support/recipient_request.h"
#include "tests/support/scenario_world.h"
#include "tests/unit/nitro/document_fixture.h"

namespace krm::mock {
namespace {

using nitro::document_payload;
using nitro::DocumentTerms;
using test::ask_for;
using test::ask_sealed;
using test::Bytes;
using test::Enclave;
using test::ScenarioWorld;
using test::sealed_in;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

constexpr auto counter = "entropy: counter\n";  // 00 01 02 ...

Bytes counted(std::size_t size, std::size_t from = 0) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(from + i);
  return bytes;
}

DocumentTerms terms_at(base::WallTime time) {
  DocumentTerms terms = nitro::usual_document(time);
  terms.public_key = Enclave::of().public_key();
  return terms;
}

const nitro::Authority& authority() {
  static const nitro::Authority made = nitro::Authority::make();
  return made;
}

Bytes document_of(const DocumentTerms& terms) {
  return make_document(terms,
                       authority().issue(terms.timestamp, nitro::usual_chain(terms.module_id)));
}

const Bytes& good_document() {
  static const Bytes made = document_of(terms_at(test::ManualClock().wall()));
  return made;
}

std::string whole(const Case& exchange) {
  return http::encode_head(exchange.reply) + exchange.reply.body;
}

std::string not_accepted(std::string_view why) {
  return fmt::format(
      R"({{"__type":"ValidationException","message":"The attestation document is not accepted {}."}})",
      why);
}

// --- what is sealed

TEST(Recipient, GetsTheBytesOfTheScenarioSealed) {  // 1, 13
  for (const int size : {1, 15, 16, 17, 32, 991, 992, 1000, 1024}) {
    ScenarioWorld world(counter);
    const Case exchange = world.handle(ask_sealed(size, good_document()));
    EXPECT_EQ(exchange.reply.status, 200);
    EXPECT_EQ(Enclave::of().open(sealed_in(exchange.reply.body)),
              counted(static_cast<std::size_t>(size)))
        << size;
  }
}

TEST(Recipient, GetsAWholeReplyWithOneMember) {
  ScenarioWorld world(counter);
  const Case exchange = world.handle(ask_sealed(32, good_document()));
  const Bytes sealed = sealed_in(exchange.reply.body);
  EXPECT_EQ(sealed.size(), 493U);
  EXPECT_EQ(exchange.reply.body,
            R"({"CiphertextForRecipient":")" + base::to_base64(sealed) + R"("})");
  const std::string plain = whole(world.handle(ask_for(32)));
  const std::string head = http::encode_head(exchange.reply);
  const auto without_lengths = [](std::string text) {
    return text.substr(text.find("Cache"), text.find("Content-Length") - text.find("Cache"));
  };
  EXPECT_EQ(without_lengths(head), without_lengths(plain));
  EXPECT_THAT(head, HasSubstr("Content-Length: 689\r\n"));
}

TEST(Recipient, HasAKeyOfItsOwnForEachReply) {  // 14
  ScenarioWorld world("entropy: zeros\n");
  base::SodiumEntropy entropy;
  ASSERT_TRUE(base::SodiumEntropy::initialise());
  world.entropy = &entropy;
  const auto one = sealed_in(world.handle(ask_sealed(32, good_document())).reply.body);
  const auto other = sealed_in(world.handle(ask_sealed(32, good_document())).reply.body);
  EXPECT_TRUE(std::equal(one.begin(), one.begin() + 131, other.begin()));  // the key's name
  const auto key_in = [](const Bytes& sealed) {
    return Enclave::of().open_key({sealed.begin() + 131, sealed.begin() + 387});
  };
  EXPECT_EQ(key_in(one).size(), 32U);
  EXPECT_NE(key_in(one), key_in(other));
  const auto differ = [&](std::ptrdiff_t from, std::ptrdiff_t to) {
    return !std::equal(one.begin() + from, one.begin() + to, other.begin() + from);
  };
  EXPECT_TRUE(differ(415, 431));  // IV
  EXPECT_TRUE(differ(435, 483));  // content
  EXPECT_EQ(Enclave::of().open(other), Bytes(32, 0));
}

TEST(Recipient, CostsOneDrawAsPlaintextDoes) {
  for (const auto* yaml : {"{}", counter}) {
    ScenarioWorld world(std::string(yaml) == "{}" ? "" : yaml);
    world.handle(ask_sealed(32, good_document()));
    EXPECT_EQ(world.counting.fills, 1);
  }
}

TEST(Recipient, GetsTheSameBytesWhenItTriesAgain) {
  ScenarioWorld world;
  base::SodiumEntropy entropy;
  world.entropy = &entropy;
  const auto call = [&] {
    const auto request = test::of_call("a", ask_sealed(32, good_document()));
    return Enclave::of().open(sealed_in(world.handle(request).reply.body));
  };
  const auto first = call();
  ASSERT_TRUE(first);
  EXPECT_EQ(call(), first);
  EXPECT_EQ(test::bytes_in(world.handle(test::of_call("a", ask_for(32))).reply.body), *first);
}

TEST(Recipient, GetsNothingWhenNothingCanBeDrawn) {
  struct Refusing final : base::Entropy {
    bool fill(std::span<std::uint8_t>) override { return false; }
  } refusing;
  for (const auto* yaml : {"", counter}) {
    ScenarioWorld world(yaml);
    world.entropy = &refusing;
    EXPECT_EQ(world.handle(ask_sealed(32, good_document())).reply.body,
              R"({"__type":"KMSInternalException"})");
  }
}

// What QEMU's virtio-nsm makes.
TEST(Recipient, MayBeAnEnclaveOfQemu) {  // 10
  const auto bytes = [](std::size_t size) {
    return nitro::cbor([&](nitro::CborWriter& w) { w.bytes(Bytes(size, 0)); });
  };
  const auto list = nitro::cbor([](nitro::CborWriter& w) {
    w.array(1);
    w.bytes(Bytes(64, 0));
  });
  const DocumentTerms terms = terms_at(test::ManualClock().wall());
  const Bytes payload =
      test::Payload(
          document_payload(terms, authority().issue(terms.timestamp, nitro::usual_chain("i-1"))))
          .set("certificate", bytes(64))
          .set("cabundle", list)
          .set("pcrs", nitro::cbor([](nitro::CborWriter& w) { w.map(0); }))
          .written();
  const Bytes document = nitro::assemble_document(payload, Bytes(64, 0));
  EXPECT_EQ(Enclave::of().open(
                sealed_in(ScenarioWorld(counter).handle(ask_sealed(8, document)).reply.body)),
            counted(8));
}

TEST(Recipient, MayBeAFixtureForLocalStack) {  // 12
  const Bytes payload = nitro::cbor([](nitro::CborWriter& w) {
    w.map(1);
    w.text("public_key");
    w.bytes(Enclave::of().public_key());
  });
  const Bytes document = nitro::cbor([&](nitro::CborWriter& w) {
    w.array(4);
    w.text("");
    w.text("");
    w.bytes(payload);
    w.text("");
  });
  const auto reply_under = [&](const std::string& mode) {
    return ScenarioWorld("recipient: {verify: " + mode + "}\n" + counter)
        .handle(ask_sealed(8, document))
        .reply.body;
  };
  EXPECT_EQ(Enclave::of().open(sealed_in(reply_under("lenient"))), counted(8));
  EXPECT_EQ(reply_under("structure"),
            not_accepted("(COSE): it has a protected header that is no byte string"));
}

TEST(Recipient, ThatIsNullIsNone) {  // 25
  EXPECT_EQ(ScenarioWorld(counter)
                .handle(test::generate_random(R"({"NumberOfBytes":4,"Recipient":null})"))
                .reply.body,
            test::plaintext(counted(4)));
}

// --- what is refused

TEST(Recipient, IsNotGivenPlaintextInPlaceOfWhatItAsked) {  // 20, 76
  ScenarioWorld world(counter);
  int draws = 0;
  const auto refused = [&](const std::string& number) {
    const std::string members = number.empty() ? "" : R"("NumberOfBytes":)" + number + ',';
    const auto reply = world
                           .handle(test::generate_random(
                               '{' + members + test::recipient_json(good_document()) + '}'))
                           .reply;
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(world.counting.fills, ++draws) << "one, of the request's id";
    return reply.body;
  };
  EXPECT_EQ(refused(""),
            R"({"__type":"ValidationException","message":"NumberOfBytes is required."})");
  EXPECT_THAT(refused("0"), HasSubstr("greater than or equal to 1"));
  EXPECT_THAT(refused("1025"), HasSubstr("less than or equal to 1024"));
  Bytes broken = good_document();
  broken.pop_back();
  const Case exchange = world.handle(ask_sealed(32, broken));
  EXPECT_EQ(exchange.reply.status, 400);
  EXPECT_EQ(exchange.reply.body, not_accepted("(COSE): it ends within an item"));
  EXPECT_FALSE(exchange.plan.draws());
}

TEST(Recipient, IsToldWhichCheckFailed) {
  const auto reply_to = [](const Bytes& document, const std::string& yaml = "") {
    ScenarioWorld world(yaml);
    const Case exchange = world.handle(ask_sealed(32, document));
    EXPECT_EQ(exchange.reply.status, 400);
    EXPECT_FALSE(exchange.plan.draws());
    return exchange.reply.body;
  };
  DocumentTerms terms = terms_at(test::ManualClock().wall());
  terms.digest = "SHA1";
  EXPECT_EQ(reply_to(document_of(terms)),
            not_accepted("(structure): it has a digest that is not SHA384"));
  terms = terms_at(test::ManualClock().wall());
  terms.public_key.reset();
  EXPECT_EQ(reply_to(document_of(terms)), not_accepted("(public key): it has no public_key"));
  const std::string chain = "recipient: {verify: chain}\n";
  Bytes flipped = good_document();
  flipped.back() ^= 1;
  EXPECT_EQ(reply_to(flipped, chain),
            not_accepted("(signature): it has a signature that is not its certificate's"));
  EXPECT_EQ(reply_to(good_document(), chain),
            not_accepted("(certificate chain): it has certificates that do not lead to a root that "
                         "is trusted: self-signed certificate in certificate chain, at depth 4"));
}

TEST(Recipient, IsServedByNobodyWhereAttestationIsOff) {  // 75
  EXPECT_EQ(ScenarioWorld("recipient: {verify: off}\n")
                .handle(ask_sealed(32, good_document()))
                .reply.body,
            R"({"__type":"UnsupportedOperationException"})");
  EXPECT_EQ(
      ScenarioWorld("recipient: {verify: off}\nentropy: counter\n").handle(ask_for(2)).reply.body,
      test::plaintext(counted(2)));
}

TEST(Recipient, IsToldOfItsKeyStoreFirst) {  // 19
  const auto ask = [](const std::string& yaml, const Bytes& document) {
    return ScenarioWorld(yaml)
        .handle(test::generate_random(R"({"NumberOfBytes":8,"CustomKeyStoreId":"cks-1",)" +
                                      test::recipient_json(document) + '}'))
        .reply.body;
  };
  EXPECT_EQ(ask("", Bytes{1}), R"({"__type":"CustomKeyStoreNotFoundException"})");
  EXPECT_THAT(ask("key_stores: {cks-1: {state: DISCONNECTED}}\n", Bytes{1}),
              HasSubstr("CustomKeyStoreInvalidStateException"));
  EXPECT_EQ(ask("key_stores: {cks-1: {}}\n", Bytes{1}),
            not_accepted("(COSE): it is not an array of four"));
  EXPECT_EQ(Enclave::of().open(
                sealed_in(ask("key_stores: {cks-1: {}}\nentropy: counter\n", good_document()))),
            counted(8));
}

TEST(Recipient, CostsTheQuotaEvenWhenItIsRefused) {
  ScenarioWorld world("throttle: {account: {rate: 1, burst: 1}}\n");
  EXPECT_EQ(world.handle(ask_sealed(8, Bytes{1})).reply.body,
            not_accepted("(COSE): it is not an array of four"));
  EXPECT_THAT(world.handle(ask_sealed(8, good_document())).reply.body,
              HasSubstr("ThrottlingException"));
}

TEST(Recipient, IsDeniedForPcrsThatAreNotExpected) {  // 74
  const std::string zeros(96, '0');
  const std::string yaml = "recipient: {expect_pcrs: {\"0\": \"" + zeros + "\"}}\n";
  const auto denied = [](std::string_view arn) {
    return fmt::format(
        R"({{"__type":"AccessDeniedException","Message":"User: {} is not authorized to perform: )"
        R"(kms:GenerateRandom on resource: * because no identity-based policy allows the )"
        R"(kms:GenerateRandom action"}})",
        arn);
  };
  const auto request = ask_sealed(8, good_document());
  EXPECT_EQ(ScenarioWorld(yaml).handle(request).reply.body,
            denied("arn:aws:iam::111122223333:user/anonymous"));
  EXPECT_EQ(ScenarioWorld(yaml).handle(test::signed_by("AKIDNOBODYKNOWS1", request)).reply.body,
            denied("arn:aws:iam::111122223333:user/AKIDNOBODYKNOWS1"));
  EXPECT_EQ(ScenarioWorld(
                yaml + "account: \"444455556666\"\ncredentials:\n  - {access_key_id: AKIDEXAMPLE, "
                       "secret_access_key: s, role: enclave/build}\n")
                .handle(test::signed_by("AKIDEXAMPLE", request))
                .reply.body,
            denied("arn:aws:sts::444455556666:assumed-role/enclave/build"));
  DocumentTerms debug = nitro::usual_document(test::ManualClock().wall(), false, true);
  debug.public_key = Enclave::of().public_key();
  EXPECT_EQ(ScenarioWorld(yaml).handle(ask_sealed(8, document_of(debug))).reply.status, 200);
}

// --- the tenant's clock

class Chain : public testing::Test {
 protected:
  Chain() {
    nitro::Roots roots;
    EXPECT_TRUE(roots.anchors.add_pem(crypto::to_pem(*authority().root().certificate)));
    overrides_.attestation.verify = nitro::Verify::chain;
    overrides_.attestation.roots = std::move(roots);
  }
  Case handle(const std::string& yaml, const http::HttpRequest& request) {
    Tenants tenants(clock_, journal_, ActiveScenario(test::scenario_of(yaml), 1, overrides_));
    return mock::handle(request, {entropy_, tenants, journal_, capture_.log});
  }

  Journal journal_;
  test::ManualClock clock_;
  test::CountingEntropy entropy_;
  test::LogCapture capture_{base::LogFormat::text, base::Level::info};
  Overrides overrides_;
};

TEST_F(Chain, IsJudgedByTheTenantsClock) {
  const auto request = ask_sealed(8, good_document());
  EXPECT_EQ(handle("", request).reply.status, 200);
  EXPECT_EQ(handle("clock: {offset: 6m}\n", request).reply.body,
            not_accepted("(clock): it is 6m old; at most 5m is allowed"));
  EXPECT_EQ(handle("clock: {offset: 6m}\nrecipient: {max_age: 10m}\n", request).reply.status, 200);
  overrides_.attestation.max_age = 1min;
  EXPECT_EQ(handle("clock: {offset: 6m}\nrecipient: {max_age: 10m}\n", request).reply.status, 400);
  EXPECT_THAT(
      handle("clock: {offset: 4h}\n", request).reply.body,
      HasSubstr("(certificate chain): it has certificates that do not lead to a root that is "
                "trusted: certificate has expired"));
  overrides_.attestation.clock = nitro::DocumentClock::document;
  EXPECT_EQ(handle("clock: {offset: 4h}\n", request).reply.status, 200);
}

TEST_F(Chain, MayBeAheadOfTheTenantsClock) {
  const auto request = ask_sealed(8, document_of(terms_at(clock_.wall() + 4min)));
  EXPECT_EQ(handle("", request).reply.status, 200);
  EXPECT_EQ(handle("recipient: {skew: 239s}\n", request).reply.body,
            not_accepted("(clock): it is 4m ahead; at most 239s is allowed"));
  overrides_.attestation.skew = 238s;
  EXPECT_EQ(handle("recipient: {skew: 241s}\n", request).reply.body,
            not_accepted("(clock): it is 4m ahead; at most 238s is allowed"));
  overrides_.attestation.skew = 241s;
  EXPECT_EQ(handle("recipient: {skew: 239s}\n", request).reply.status, 200);
}

TEST_F(Chain, MayBeJudgedAtItsOwnTime) {
  const auto request = ask_sealed(8, good_document());
  const std::string later = "clock: {offset: 4h}\n";
  EXPECT_EQ(handle(later + "recipient: {clock: document}\n", request).reply.status, 200);
  overrides_.attestation.clock = nitro::DocumentClock::now;
  EXPECT_EQ(handle(later + "recipient: {clock: document}\n", request).reply.status, 400);
}

TEST_F(Chain, TakesTheCommandLineOverTheScenario) {
  const auto request = ask_sealed(8, good_document());
  const std::string lenient =
      "recipient: {verify: lenient, expect_pcrs: {\"0\": \"" + std::string(64, '0') + "\"}}\n";
  EXPECT_THAT(handle(lenient, request).reply.body, HasSubstr("AccessDeniedException"));
  overrides_.attestation.expected_pcrs = nitro::Pcrs{};
  EXPECT_EQ(handle(lenient, request).reply.status, 200);
  overrides_.attestation.roots = nitro::Roots{};
  EXPECT_THAT(handle(lenient, request).reply.body, HasSubstr("(certificate chain)"));
  overrides_.attestation.verify = std::nullopt;
  EXPECT_EQ(handle(lenient, request).reply.status, 200);
}

// --- rules and faults

std::string damaged(const std::string& damage) {
  return std::string(counter) + "rules: [{when: {recipient: present}, do: [" + damage + "]}]\n";
}

TEST(Recipient, IsToldApartByARule) {
  ScenarioWorld world(damaged("error: ThrottlingException"));
  EXPECT_THAT(world.handle(ask_sealed(8, good_document())).reply.body,
              HasSubstr("ThrottlingException"));
  EXPECT_EQ(world.handle(ask_for(2)).reply.body, test::plaintext(counted(2)));
}

TEST(Recipient, GetsADamagedForm) {
  const Bytes sealed = sealed_in(
      ScenarioWorld(damaged("cms: truncate")).handle(ask_sealed(32, good_document())).reply.body);
  const Bytes whole =
      sealed_in(ScenarioWorld(counter).handle(ask_sealed(32, good_document())).reply.body);
  EXPECT_EQ(sealed.size(), 246U);
  EXPECT_TRUE(std::equal(sealed.begin(), sealed.begin() + 131, whole.begin()));
  EXPECT_FALSE(Enclave::of().open(sealed));
}

TEST(Recipient, GetsAKeyForSomebodyElse) {
  const Bytes sealed = sealed_in(
      ScenarioWorld(damaged("cms: wrong_key")).handle(ask_sealed(32, good_document())).reply.body);
  EXPECT_EQ(sealed.size(), 493U);
  const auto key_id = crypto::sha256(Enclave::of().public_key());
  EXPECT_FALSE(std::equal(key_id.begin(), key_id.end(), sealed.begin() + 33));
  EXPECT_FALSE(Enclave::of().open(sealed));
}

// Whatever the length: the padding is the last octet of a block in any case.
TEST(Recipient, GetsAPaddingThatIsNone) {
  for (int size = 1; size <= 33; ++size) {
    const Bytes sealed = sealed_in(
        ScenarioWorld(damaged("cms: flip")).handle(ask_sealed(size, good_document())).reply.body);
    Bytes whole =
        sealed_in(ScenarioWorld(counter).handle(ask_sealed(size, good_document())).reply.body);
    EXPECT_FALSE(Enclave::of().open(sealed)) << size;
    // But for the encrypted key, which is another each time, one bit differs.
    ASSERT_EQ(sealed.size(), whole.size());
    int bits = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      if (i >= 131 && i < 387) continue;
      bits += std::popcount(static_cast<unsigned>(sealed[i] ^ whole[i]));
    }
    EXPECT_EQ(bits, 1) << size;
  }
}

TEST(Recipient, IsDamagedNoLessThanPlaintext) {
  const auto opened = [](const std::string& damage) {
    return Enclave::of().open(sealed_in(
        ScenarioWorld(damaged(damage)).handle(ask_sealed(8, good_document())).reply.body));
  };
  EXPECT_EQ(opened("payload: {short_by: 3}"), counted(5));
  EXPECT_EQ(opened("payload: {long_by: 3}"), counted(11));
  EXPECT_EQ(opened("payload: {long_by: 4096}"), counted(4096));
  EXPECT_EQ(opened("payload: empty"), Bytes{});
  EXPECT_EQ(opened("entropy: zeros"), Bytes(8, 0));
  const auto body = [](const std::string& damage) {
    return ScenarioWorld(damaged(damage)).handle(ask_sealed(8, good_document())).reply.body;
  };
  const std::string whole_body =
      ScenarioWorld(counter).handle(ask_sealed(8, good_document())).reply.body;
  EXPECT_EQ(body("payload: missing"), "{}");
  EXPECT_EQ(body("payload: \"null\""), R"({"CiphertextForRecipient":null})");
  EXPECT_EQ(body("payload: wrong_type"), R"({"CiphertextForRecipient":12345})");
  EXPECT_THAT(body("payload: broken_json"), Not(HasSubstr("}")));
  const std::string unpadded = body("payload: bad_base64");
  EXPECT_THAT(unpadded, testing::StartsWith(R"({"CiphertextForRecipient":"MIAGCSqGSIb3DQEH)"));
  EXPECT_EQ(unpadded.size(), whole_body.size() - 1);
  EXPECT_EQ(std::ranges::count(whole_body, '='), 1);
  EXPECT_EQ(std::ranges::count(unpadded, '='), 0);
}

TEST(Recipient, WithoutOneIsNothingForWhatDamagesCms) {
  for (const auto* damage : {"truncate", "wrong_key", "flip"}) {
    ScenarioWorld world(std::string(counter) + "rules: [{times: 1, do: [cms: " + damage + "]}]\n");
    const Case plain = world.handle(ask_for(2));
    EXPECT_EQ(plain.reply.body, test::plaintext(counted(2)));
    EXPECT_EQ(plain.plan.rule, "") << "it is kept for who has one";
    EXPECT_FALSE(world.handle(ask_sealed(8, Bytes{1})).plan.draws());
    const Case sealed = world.handle(ask_sealed(8, good_document()));
    EXPECT_NE(sealed.plan.rule, "");
    EXPECT_FALSE(Enclave::of().open(sealed_in(sealed.reply.body)));
  }
}

// --- the log

std::string logged(const std::string& yaml, const Bytes& document) {
  ScenarioWorld world(yaml);
  const auto answer = make_service(world.world(), true)(ask_sealed(32, document));
  answer.closed({});
  return world.capture.text();
}

TEST(Recipient, IsNamedInTheLog) {
  EXPECT_THAT(
      logged(counter, good_document()),
      HasSubstr("verified=structure key_bits=2048 "
                "module_id=\"i-0123456789abcdef0-enc0123456789abcdef\" pcr0=9dc63cafb77da57f"));
  const std::string lenient = logged("recipient: {verify: lenient}\n", good_document());
  EXPECT_THAT(lenient, HasSubstr("verified=lenient key_bits=2048 "));
  EXPECT_THAT(lenient, Not(HasSubstr("module_id")));
}

TEST(Recipient, ThatIsRefusedIsExplainedInTheLog) {
  DocumentTerms terms = terms_at(test::ManualClock().wall());
  terms.public_key.reset();
  terms.module_id = "i-1\n";
  EXPECT_THAT(
      logged("", document_of(terms)),
      HasSubstr(
          R"(the attestation document has no public_key; it has module_id \"i-1\\x0a\", timestamp )"));
}

TEST(Recipient, ThatCannotBeReadIsExplainedAsFarAsItCould) {
  EXPECT_THAT(logged("", Bytes{0x84}),
              HasSubstr("the attestation document has a head that promises more items than bytes "
                        "follow; its size is 1"));
  DocumentTerms terms = terms_at(test::ManualClock().wall());
  terms.pcrs[0] = Bytes(47);
  EXPECT_THAT(
      logged("", document_of(terms)),
      HasSubstr("the attestation document has a PCR0 that is not 32, 48 or 64 bytes; it has "
                R"(module_id \"i-0123456789abcdef0-enc0123456789abcdef\", timestamp )"));
}

TEST(Recipient, WithOtherPcrsIsToldApartInTheLog) {
  const std::string begin = "the attestation document does not have the kms:RecipientAttestation:";
  const auto expecting = [](const std::string& pcr, std::size_t size) {
    return "recipient: {expect_pcrs: {\"" + pcr + "\": \"" + std::string(2 * size, 'a') + "\"}}\n";
  };
  EXPECT_THAT(logged(expecting("1", 48), good_document()),
              HasSubstr(begin + "PCR1 that is expected, aaaaaaaaaaaaaaaa... of 48 bytes, but "
                                "c855dada7df1e8d0... of 48 bytes; it has module_id "));
  EXPECT_THAT(
      logged(expecting("31", 32), good_document()),
      HasSubstr(begin + "PCR31 that is expected, aaaaaaaaaaaaaaaa... of 32 bytes, but none; "
                        "it has module_id "));
}

TEST(Recipient, ThatIsRefusedHasItsDocumentInNoLog) {
  DocumentTerms terms = terms_at(test::ManualClock().wall());
  terms.public_key.reset();
  terms.nonce = Bytes(16, 'N');
  terms.user_data = Bytes(16, 'U');
  const Bytes document = document_of(terms);
  for (const auto* yaml : {"", "recipient: {verify: lenient}\n", "recipient: {verify: chain}\n",
                           "recipient: {verify: off}\n"}) {
    const std::string log = logged(yaml, document);
    EXPECT_THAT(log, Not(HasSubstr(base::to_base64(document).substr(0, 40))));
    EXPECT_THAT(log, Not(HasSubstr("NNNN")));
    EXPECT_THAT(log, Not(HasSubstr("UUUU")));
    EXPECT_THAT(log, Not(HasSubstr("4e4e4e4e")));
    EXPECT_THAT(log, Not(HasSubstr("55555555")));
  }
}

TEST(Recipient, HasItsDocumentAndItsBytesInNoLog) {
  const std::string log = logged(counter, good_document());
  EXPECT_THAT(log, Not(HasSubstr(base::to_base64(good_document()).substr(0, 40))));
  EXPECT_THAT(log, Not(HasSubstr("MIAG")));
  EXPECT_THAT(log, Not(HasSubstr(base::to_base64(counted(12)))));  // the bytes
  EXPECT_THAT(log, Not(HasSubstr("10111213")));                    // the content key
}

}  // namespace
}  // namespace krm::mock
