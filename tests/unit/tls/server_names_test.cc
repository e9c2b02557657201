#include "tls/server_names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/certificates.h"

namespace krm::tls {
namespace {

using std::string_literals::operator""s;
using Texts = std::set<std::string>;

const std::string v6_loopback = std::string(15, '\0') + '\x01';

ServerNames of(std::string_view name) {
  ServerNames names;
  EXPECT_TRUE(names.add(name)) << name;
  return names;
}

TEST(ServerNames, TakeNamesInLowerCase) {
  for (const auto& [given, kept] : {std::pair{"localhost", "localhost"},
                                    {"KMS.US-East-1.amazonaws.com", "kms.us-east-1.amazonaws.com"},
                                    {"*.Example.com", "*.example.com"},
                                    {"kms_mock", "kms_mock"},
                                    {"_a", "_a"},
                                    {"4.example", "4.example"},
                                    {"1e4", "1e4"},
                                    {"xn--bcher-kva.example", "xn--bcher-kva.example"}}) {
    EXPECT_EQ(of(given), (ServerNames{{kept}, {}}));
  }
}

TEST(ServerNames, TakeAddressesAsTheyTravel) {
  EXPECT_EQ(of("192.0.2.1"), (ServerNames{{}, {"\xc0\x00\x02\x01"s}}));
  EXPECT_EQ(of("0.0.0.0"), (ServerNames{{}, {std::string(4, '\0')}}));
  EXPECT_EQ(of("::1"), (ServerNames{{}, {v6_loopback}}));
  EXPECT_EQ(of("2001:DB8::FF"),
            (ServerNames{{}, {"\x20\x01\x0d\xb8"s + std::string(11, '\0') + '\xff'}}));
  EXPECT_EQ(of("::ffff:192.0.2.1"),
            (ServerNames{{}, {std::string(10, '\0') + "\xff\xff\xc0\x00\x02\x01"s}}));
}

TEST(ServerNames, TakeLabelsAndNamesUpToTheirLength) {
  const std::string label(63, 'a');
  const std::string longest = label + '.' + label + '.' + label + '.' + std::string(61, 'b');
  ASSERT_EQ(longest.size(), 253u);
  EXPECT_EQ(of(longest), (ServerNames{{longest}, {}}));
  ServerNames names;
  EXPECT_FALSE(names.add(longest + 'b'));
  EXPECT_FALSE(names.add(label + "a.example"));
  EXPECT_FALSE(names.add("x." + label + 'a'));
  EXPECT_EQ(names, ServerNames{});
}

TEST(ServerNames, RefuseWhatIsNone) {
  for (const std::string_view text : {"",
                                      ".",
                                      "example.",
                                      ".example",
                                      "a..b",
                                      "-a",
                                      "a-",
                                      "a.-b",
                                      "a-.b",
                                      "*",
                                      "*.",
                                      "*.*.example",
                                      "a.*.example",
                                      "a*.example",
                                      "**.example",
                                      "a b",
                                      " a",
                                      "a/b",
                                      "a:1",
                                      "a@b",
                                      "b\xc3\xbc"
                                      "cher",
                                      "1.2.3",
                                      "1.2.3.4.5",
                                      "1.2.3.256",
                                      "300",
                                      "a.1",
                                      "*.1",
                                      "[::1]",
                                      "::1%lo",
                                      "1::2::3",
                                      "12345::",
                                      "127.0.0.1 "}) {
    ServerNames names;
    EXPECT_FALSE(names.add(text)) << '"' << text << '"';
    EXPECT_EQ(names, ServerNames{}) << '"' << text << '"';
  }
}

TEST(ServerNames, AreKeptOnce) {
  ServerNames names = of("a.example");
  EXPECT_TRUE(names.add("A.example"));
  EXPECT_TRUE(names.add("::1"));
  EXPECT_TRUE(names.add("0:0:0:0:0:0:0:1"));
  EXPECT_EQ(names, (ServerNames{{"a.example"}, {v6_loopback}}));
}

TEST(ServerNames, AreMergedWithOthers) {
  ServerNames names{{"a", "b"}, {"\x01\x01\x01\x01"}};
  names.merge({{"b", "c"}, {"\x01\x01\x01\x01", "\x02\x02\x02\x02"}});
  EXPECT_EQ(names, (ServerNames{{"a", "b", "c"}, {"\x01\x01\x01\x01", "\x02\x02\x02\x02"}}));
}

// What every server has, and further ones.
ServerNames usual(Texts hosts = {}, Texts addresses = {}) {
  hosts.insert("localhost");
  addresses.merge(Texts{"\x7f\x00\x00\x01"s, v6_loopback});
  return {hosts, addresses};
}

TEST(NamesOfServer, AreThoseOfLoopback) {
  EXPECT_EQ(names_of_server({"127.0.0.1"}, {}), usual());
  EXPECT_EQ(names_of_server({""}, {}), usual());
}

TEST(NamesOfServer, AreWithoutTheAddressThatMeansEveryInterface) {
  for (const std::string host : {"0.0.0.0", "::", "::0", "0:0:0:0:0:0:0:0", "::0.0.0.0"}) {
    EXPECT_EQ(names_of_server({host}, {}), usual()) << host;
  }
}

TEST(NamesOfServer, HaveTheHostThatItListensOn) {
  EXPECT_EQ(names_of_server({"Mock.test"}, {}), usual({"mock.test"}));
  EXPECT_EQ(names_of_server({"192.0.2.1"}, {}), usual({}, {"\xc0\x00\x02\x01"s}));
  EXPECT_EQ(names_of_server({"fe80::1%eth0"}, {}), usual())
      << "a host that no certificate can name";
}

TEST(NamesOfServer, HaveEveryHost) {
  EXPECT_EQ(names_of_server({"a.test", "127.0.0.1", "b.test"}, {}), usual({"a.test", "b.test"}));
}

TEST(NamesOfServer, HaveTheOthers) {
  EXPECT_EQ(names_of_server({"::"}, {{"kms", "*.mock.test"}, {"\xc0\x00\x02\x01"s}}),
            usual({"kms", "*.mock.test"}, {"\xc0\x00\x02\x01"s}));
  EXPECT_EQ(names_of_server({"::"}, {{"a"}, {}}), usual({"a"}));
}

TEST(ListOfNames, HoldsNamesAndAddresses) {
  EXPECT_EQ(parse_names("kms,*.Mock.test,192.0.2.1,kms"),
            (ServerNames{{"kms", "*.mock.test"}, {"\xc0\x00\x02\x01"s}}));
  EXPECT_EQ(parse_names("a"), (ServerNames{{"a"}, {}}));
}

TEST(ListOfNames, FailsWithTheFirstThatIsNoName) {
  const auto refused = [](std::string_view list) {
    const auto names = parse_names(list);
    return names ? "nothing" : '"' + names.error() + '"';
  };
  EXPECT_EQ(refused("a,b c,d e"), "\"b c\"");
  EXPECT_EQ(refused("a, b"), "\" b\"");
  for (const std::string_view list : {"", ",", ",a", "a,,b", "a,"}) {
    EXPECT_EQ(refused(list), "\"\"") << list;
  }
}

}  // namespace
}  // namespace krm::tls
