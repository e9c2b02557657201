// What a user reads who has made a mistake: every kind of it, to the letter.
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "scenario/load.h"

namespace krm::scenario {
namespace {

// As `check` prints them; empty when there are none.
std::string mistakes_in(std::string_view text) {
  const auto loaded = load(text, std::nullopt);
  return loaded ? "" : render(loaded.error(), "s.yaml", text);
}

TEST(Messages, RefusesWrongTypesOfWholeNumbers) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - {skip: "3", do: [close]}
  - {skip: three, do: [close]}
  - {skip: 1.5, do: [close]}
  - {skip: true, do: [close]}
  - {skip: , do: [close]}
  - {skip: ~, do: [close]}
  - {skip: [3], do: [close]}
  - {skip: {a: 3}, do: [close]}
)yaml"),
      R"text(s.yaml:3:12: expected a whole number from 0 to 1000000, found the text "3": write 3 without quotes
    - {skip: "3", do: [close]}
             ^
s.yaml:4:12: expected a whole number from 0 to 1000000, found the text "three"
    - {skip: three, do: [close]}
             ^
s.yaml:5:12: expected a whole number from 0 to 1000000, found 1.5
    - {skip: 1.5, do: [close]}
             ^
s.yaml:6:12: expected a whole number from 0 to 1000000, found true
    - {skip: true, do: [close]}
             ^
s.yaml:7:6: expected a whole number from 0 to 1000000, found nothing
    - {skip: , do: [close]}
       ^
s.yaml:8:6: expected a whole number from 0 to 1000000, found nothing
    - {skip: ~, do: [close]}
       ^
s.yaml:9:12: expected a whole number from 0 to 1000000, found a list
    - {skip: [3], do: [close]}
             ^
s.yaml:10:12: expected a whole number from 0 to 1000000, found a mapping
    - {skip: {a: 3}, do: [close]}
             ^
)text");
}

TEST(Messages, RefusesWholeNumbersOutOfRange) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
seed: 9007199254740992
rules:
  - {skip: -1, do: [close]}
  - {skip: 1000001, do: [close]}
  - {skip: 99999999999999999999, do: [close]}
  - {do: [truncate: 8193]}
  - {do: [error: {name: ThrottlingException, status: 200}]}
  - {do: [reply: {status: 199}]}
  - {do: [payload: {short_by: 0}]}
  - {do: [payload: {long_by: 4097}]}
)yaml"),
            R"text(s.yaml:2:7: expected a whole number from 0, found 9007199254740992
  seed: 9007199254740992
        ^
s.yaml:4:12: expected a whole number from 0 to 1000000, found -1
    - {skip: -1, do: [close]}
             ^
s.yaml:5:12: expected a whole number from 0 to 1000000, found 1000001
    - {skip: 1000001, do: [close]}
             ^
s.yaml:6:12: expected a whole number from 0 to 1000000, found 99999999999999999999
    - {skip: 99999999999999999999, do: [close]}
             ^
s.yaml:7:21: expected a whole number from 0 to 8192, found 8193
    - {do: [truncate: 8193]}
                      ^
s.yaml:8:54: expected a whole number from 400 to 599, found 200
    - {do: [error: {name: ThrottlingException, status: 200}]}
                                                       ^
s.yaml:9:27: expected a whole number from 200 to 599, found 199
    - {do: [reply: {status: 199}]}
                            ^
s.yaml:10:31: expected a whole number from 1 to 1024, found 0
    - {do: [payload: {short_by: 0}]}
                                ^
s.yaml:11:30: expected a whole number from 1 to 4096, found 4097
    - {do: [payload: {long_by: 4097}]}
                               ^
)text");
}

TEST(Messages, SaysWhatToWriteInPlaceOfZero) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - every: 0
    do: [close]
  - times: 0
    do: [close]
)yaml"),
      R"text(s.yaml:3:12: expected a whole number from 1 to 1000000, found 0: write every: 1 for each match, or leave it out
    - every: 0
             ^
s.yaml:5:12: expected a whole number from 1 to 1000000, found 0: leave the rule out if it is never to fire
    - times: 0
             ^
)text");
}

TEST(Messages, RefusesWrongTypesOfNumbers) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - {chance: "0.5", do: [close]}
  - {chance: half, do: [close]}
  - {chance: true, do: [close]}
  - {chance: , do: [close]}
  - {chance: [0.5], do: [close]}
  - {chance: {p: 0.5}, do: [close]}
)yaml"),
      R"text(s.yaml:3:14: expected a number from 0 to 1, found the text "0.5": write 0.5 without quotes
    - {chance: "0.5", do: [close]}
               ^
s.yaml:4:14: expected a number from 0 to 1, found the text "half"
    - {chance: half, do: [close]}
               ^
s.yaml:5:14: expected a number from 0 to 1, found true
    - {chance: true, do: [close]}
               ^
s.yaml:6:6: expected a number from 0 to 1, found nothing
    - {chance: , do: [close]}
       ^
s.yaml:7:14: expected a number from 0 to 1, found a list
    - {chance: [0.5], do: [close]}
               ^
s.yaml:8:14: expected a number from 0 to 1, found a mapping
    - {chance: {p: 0.5}, do: [close]}
               ^
)text");
}

TEST(Messages, RefusesNumbersOutOfRange) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
throttle: {account: {rate: 0}}
rules:
  - {chance: 1.5, do: [close]}
  - {chance: -0.1, do: [close]}
  - {chance: .inf, do: [close]}
  - {chance: .nan, do: [close]}
  - {do: [latency: {lognormal: {median: 1s, sigma: 4}}]}
)yaml"),
            R"text(s.yaml:2:28: expected a number from 0.001 to 1000000, found 0
  throttle: {account: {rate: 0}}
                             ^
s.yaml:4:14: expected a number from 0 to 1, found 1.5
    - {chance: 1.5, do: [close]}
               ^
s.yaml:5:14: expected a number from 0 to 1, found -0.1
    - {chance: -0.1, do: [close]}
               ^
s.yaml:6:14: expected a number from 0 to 1, found .inf
    - {chance: .inf, do: [close]}
               ^
s.yaml:7:14: expected a number from 0 to 1, found .nan
    - {chance: .nan, do: [close]}
               ^
s.yaml:8:52: expected a number from 0 to 3, found 4
    - {do: [latency: {lognormal: {median: 1s, sigma: 4}}]}
                                                     ^
)text");
}

TEST(Messages, RefusesWrongTypesOfTexts) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - {name: 5, do: [close]}
  - {name: true, do: [close]}
  - {name: , do: [close]}
  - {name: [a], do: [close]}
  - {name: {a: b}, do: [close]}
  - {when: {operation: 5}, do: [close]}
  - {do: [reply: {body: 1.5}]}
)yaml"),
      R"text(s.yaml:3:12: expected a name, which does not begin with #, found 5: write "5" in quotes
    - {name: 5, do: [close]}
             ^
s.yaml:4:12: expected a name, which does not begin with #, found true: write "true" in quotes
    - {name: true, do: [close]}
             ^
s.yaml:5:6: expected a name, which does not begin with #, found nothing
    - {name: , do: [close]}
       ^
s.yaml:6:12: expected a name, which does not begin with #, found a list
    - {name: [a], do: [close]}
             ^
s.yaml:7:12: expected a name, which does not begin with #, found a mapping
    - {name: {a: b}, do: [close]}
             ^
s.yaml:8:24: expected a text of at most 256 characters, in which * and ? stand for others, found 5: write "5" in quotes
    - {when: {operation: 5}, do: [close]}
                         ^
s.yaml:9:25: expected text, found 1.5: write "1.5" in quotes
    - {do: [reply: {body: 1.5}]}
                          ^
)text");
}

TEST(Messages, WantsAnAccountInQuotes) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
account: 111122223333
)yaml"),
      R"text(s.yaml:2:10: expected an account of 12 digits, in quotes, found 111122223333: write "111122223333" in quotes
  account: 111122223333
           ^
)text");
}

TEST(Messages, RefusesTextsOfAnotherForm) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
account: "1111"
region: US East
credentials:
  - {access_key_id: "A B", secret_access_key: ""}
key_stores: {"": {}}
recipient: {expect_pcrs: {"32": "00", "07": "00"}}
throttle: {account: {quota: US}}
)yaml"),
            R"text(s.yaml:2:10: expected an account of 12 digits, in quotes, found the text "1111"
  account: "1111"
           ^
s.yaml:3:9: expected a region, as us-east-1, found the text "US East"
  region: US East
          ^
s.yaml:5:21: expected an access key ID: at most 128 letters, digits and underscores, found the text "A B"
    - {access_key_id: "A B", secret_access_key: ""}
                      ^
s.yaml:5:47: expected a text that is not empty, found the text ""
    - {access_key_id: "A B", secret_access_key: ""}
                                                ^
s.yaml:6:14: expected the id of a key store, of 1 to 64 characters, found ""
  key_stores: {"": {}}
               ^
s.yaml:7:27: expected the number of a PCR, 0 to 31, found "32"
  recipient: {expect_pcrs: {"32": "00", "07": "00"}}
                            ^
s.yaml:7:39: expected the number of a PCR, 0 to 31, found "07"
  recipient: {expect_pcrs: {"32": "00", "07": "00"}}
                                        ^
s.yaml:8:29: expected a region, as us-east-1, found the text "US"
  throttle: {account: {quota: US}}
                              ^
)text");
}

TEST(Messages, RefusesWrongTypesOfTruth) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
credentials:
  - {access_key_id: A, secret_access_key: s, expired: "true"}
  - {access_key_id: B, secret_access_key: s, expired: yes}
  - {access_key_id: C, secret_access_key: s, expired: 1}
  - {access_key_id: D, secret_access_key: s, expired: }
  - {access_key_id: E, secret_access_key: s, expired: [true]}
  - {access_key_id: F, secret_access_key: s, expired: {a: true}}
)yaml"),
            R"text(s.yaml:3:55: expected true or false, found the text "true"
    - {access_key_id: A, secret_access_key: s, expired: "true"}
                                                        ^
s.yaml:4:55: expected true or false, found the text "yes"
    - {access_key_id: B, secret_access_key: s, expired: yes}
                                                        ^
s.yaml:5:55: expected true or false, found 1
    - {access_key_id: C, secret_access_key: s, expired: 1}
                                                        ^
s.yaml:6:46: expected true or false, found nothing
    - {access_key_id: D, secret_access_key: s, expired: }
                                               ^
s.yaml:7:55: expected true or false, found a list
    - {access_key_id: E, secret_access_key: s, expired: [true]}
                                                        ^
s.yaml:8:55: expected true or false, found a mapping
    - {access_key_id: F, secret_access_key: s, expired: {a: true}}
                                                        ^
)text");
}

TEST(Messages, RefusesWrongTypesOfTimesAndNamesTheUnit) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
rules:
  - do: [latency: 5]
  - do: [latency: 1.5]
  - do: [latency: 1.5s]
  - do: [latency: five]
  - do: [latency: 5 s]
  - do: [latency: 5d]
  - do: [latency: true]
  - do: [latency: [5s]]
  - do: [latency: {fixed: }]
  - do: [latency: {fixed: {a: 5s}}]
)yaml"),
            R"text(s.yaml:3:19: expected a time with a unit from 0s to 24h, found 5: write 5s or 5ms
    - do: [latency: 5]
                    ^
s.yaml:4:19: expected a time with a unit from 0s to 24h, found 1.5: write a whole number and a unit, as 1500ms
    - do: [latency: 1.5]
                    ^
s.yaml:5:19: expected a time with a unit from 0s to 24h, found the text "1.5s": write a whole number and a unit, as 1500ms
    - do: [latency: 1.5s]
                    ^
s.yaml:6:19: expected a time with a unit from 0s to 24h, found the text "five"
    - do: [latency: five]
                    ^
s.yaml:7:19: expected a time with a unit from 0s to 24h, found the text "5 s"
    - do: [latency: 5 s]
                    ^
s.yaml:8:19: expected a time with a unit from 0s to 24h, found the text "5d"
    - do: [latency: 5d]
                    ^
s.yaml:9:19: expected a time with a unit from 0s to 24h, found true
    - do: [latency: true]
                    ^
s.yaml:10:19: expected a time with a unit from 0s to 24h, found a list
    - do: [latency: [5s]]
                    ^
s.yaml:11:20: expected a time with a unit from 0s to 24h, found nothing
    - do: [latency: {fixed: }]
                     ^
s.yaml:12:27: expected a time with a unit from 0s to 24h, found a mapping
    - do: [latency: {fixed: {a: 5s}}]
                            ^
)text");
}

TEST(Messages, RefusesTimesOutOfRange) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
clock: {offset: -87601h}
rules:
  - do: [latency: 25h]
  - do: [latency: -1s]
  - do: [stall: 0s]
  - do: [drip: {bytes: 0, every: 0s}]
)yaml"),
      R"text(s.yaml:2:17: expected a time with a unit from -87600h to 87600h, found the text "-87601h"
  clock: {offset: -87601h}
                  ^
s.yaml:4:19: expected a time with a unit from 0s to 24h, found the text "25h"
    - do: [latency: 25h]
                    ^
s.yaml:5:19: expected a time with a unit from 0s to 24h, found the text "-1s"
    - do: [latency: -1s]
                    ^
s.yaml:6:17: expected a time with a unit from 1ms to 24h, found the text "0s"
    - do: [stall: 0s]
                  ^
s.yaml:7:24: expected a whole number from 1 to 8192, found 0
    - do: [drip: {bytes: 0, every: 0s}]
                         ^
s.yaml:7:34: expected a time with a unit from 1ms to 1h, found the text "0s"
    - do: [drip: {bytes: 0, every: 0s}]
                                   ^
)text");
}

TEST(Messages, RefusesWrongTypesOfWords) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
rules:
  - {per: 1, do: [close]}
  - {per: , do: [close]}
  - {per: [call], do: [close]}
  - {per: {call: 1}, do: [close]}
  - {when: {outcome: 1}, do: [close]}
  - {do: [entropy: 5]}
)yaml"),
            R"text(s.yaml:3:11: expected request | call, found 1
    - {per: 1, do: [close]}
            ^
s.yaml:4:6: expected request | call, found nothing
    - {per: , do: [close]}
       ^
s.yaml:5:11: expected request | call, found a list
    - {per: [call], do: [close]}
            ^
s.yaml:6:11: expected request | call, found a mapping
    - {per: {call: 1}, do: [close]}
            ^
s.yaml:7:22: expected one of 30 outcomes, found 1
    - {when: {outcome: 1}, do: [close]}
                       ^
s.yaml:8:20: expected one of 10 entropy sources, found 5
    - {do: [entropy: 5]}
                     ^
)text");
}

TEST(Messages, RefusesHexadecimalDigitsThatAreNoBytes) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [entropy: {source: fixed, hex: 1234}]
  - do: [entropy: {source: fixed, hex: 1e5}]
  - do: [entropy: {source: fixed, hex: "123"}]
  - do: [entropy: {source: fixed, hex: "12 3x"}]
  - do: [entropy: {source: fixed, hex: "1 23 4"}]
  - do: [entropy: {source: fixed, hex: ""}]
  - do: [entropy: {source: fixed, hex: ["00", 11, "2"]}]
  - do: [entropy: {source: fixed, hex: {a: b}}]
  - do: [garbage: {hex: "0g"}]
)yaml"),
      R"text(s.yaml:3:40: expected bytes as pairs of hexadecimal digits, in quotes, found 1234: write "1234" in quotes
    - do: [entropy: {source: fixed, hex: 1234}]
                                         ^
s.yaml:4:40: expected bytes as pairs of hexadecimal digits, in quotes, found 1e5: write "1e5" in quotes
    - do: [entropy: {source: fixed, hex: 1e5}]
                                         ^
s.yaml:5:40: expected bytes as pairs of hexadecimal digits, in quotes, found the text "123"
    - do: [entropy: {source: fixed, hex: "123"}]
                                         ^
s.yaml:6:40: expected bytes as pairs of hexadecimal digits, in quotes, found the text "12 3x"
    - do: [entropy: {source: fixed, hex: "12 3x"}]
                                         ^
s.yaml:7:40: expected bytes as pairs of hexadecimal digits, in quotes, found the text "1 23 4"
    - do: [entropy: {source: fixed, hex: "1 23 4"}]
                                         ^
s.yaml:8:40: expected bytes as pairs of hexadecimal digits, in quotes, found the text ""
    - do: [entropy: {source: fixed, hex: ""}]
                                         ^
s.yaml:9:47: expected bytes as pairs of hexadecimal digits, in quotes, found 11: write "11" in quotes
    - do: [entropy: {source: fixed, hex: ["00", 11, "2"]}]
                                                ^
s.yaml:9:51: expected bytes as pairs of hexadecimal digits, in quotes, found the text "2"
    - do: [entropy: {source: fixed, hex: ["00", 11, "2"]}]
                                                    ^
s.yaml:10:40: expected bytes as pairs of hexadecimal digits, in quotes, found a mapping
    - do: [entropy: {source: fixed, hex: {a: b}}]
                                         ^
s.yaml:11:25: expected bytes as pairs of hexadecimal digits, in quotes, found the text "0g"
    - do: [garbage: {hex: "0g"}]
                          ^
)text");
}

TEST(Messages, RefusesScalarsInPlaceOfListsAndMappings) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
clock: 5s
credentials: alice
key_stores: {cks-1: CONNECTED}
timeline: {at: 3s}
rules:
  - close
  - do: close
  - do:
  - {when: ok, do: [close]}
  - {when: , do: [close]}
  - {when: {any: {outcome: ok}}, do: [close]}
  - {when: {not: [{outcome: ok}]}, do: [close]}
  - {when: {header: x}, do: [close]}
  - {do: [5]}
  - {do: [[close]]}
  - {do: [reply: 503]}
  - {do: [garbage: x]}
  - {do: [close: 3]}
  - {do: [payload: 5]}
expect:
)yaml"),
            R"text(s.yaml:2:8: expected a mapping for "clock", found the text "5s"
  clock: 5s
         ^
s.yaml:3:14: expected a list of at least one, found the text "alice"
  credentials: alice
               ^
s.yaml:4:21: expected a mapping for "key store", found the text "CONNECTED"
  key_stores: {cks-1: CONNECTED}
                      ^
s.yaml:5:11: expected a list of at least one, found a mapping
  timeline: {at: 3s}
            ^
s.yaml:7:5: expected a mapping for "rule", found the text "close"
    - close
      ^
s.yaml:8:9: expected a list of at least one, found the text "close"
    - do: close
          ^
s.yaml:9:5: expected a list of at least one, found nothing
    - do:
      ^
s.yaml:10:12: expected a mapping of at least one matcher, found the text "ok"
    - {when: ok, do: [close]}
             ^
s.yaml:11:6: expected a mapping of at least one matcher, found nothing
    - {when: , do: [close]}
       ^
s.yaml:12:18: expected a list of at least one, found a mapping
    - {when: {any: {outcome: ok}}, do: [close]}
                   ^
s.yaml:13:18: expected a mapping of at least one matcher, found a list
    - {when: {not: [{outcome: ok}]}, do: [close]}
                   ^
s.yaml:14:21: expected a mapping of at least one key, found the text "x"
    - {when: {header: x}, do: [close]}
                      ^
s.yaml:15:11: expected one fault, as a mapping of its name, found 5
    - {do: [5]}
            ^
s.yaml:16:11: expected one fault, as a mapping of its name, found a list
    - {do: [[close]]}
            ^
s.yaml:17:18: expected a mapping for "reply", found 503
    - {do: [reply: 503]}
                   ^
s.yaml:18:20: expected a mapping for "garbage", found the text "x"
    - {do: [garbage: x]}
                     ^
s.yaml:19:18: expected a mapping for "close", found 3
    - {do: [close: 3]}
                   ^
s.yaml:20:20: expected one damage, as a mapping of its name, found 5
    - {do: [payload: 5]}
                     ^
s.yaml:21:1: expected a mapping for "expect", found nothing
  expect:
  ^
)text");
}

TEST(Messages, RefusesATopThatIsNoMapping) {
  EXPECT_EQ(mistakes_in(R"yaml(- version: 1
)yaml"),
            R"text(s.yaml:1:1: expected a mapping for "scenario", found a list
  - version: 1
  ^
)text");
}

TEST(Messages, RefusesATopThatIsText) {
  EXPECT_EQ(mistakes_in(R"yaml(hello
)yaml"),
            R"text(s.yaml:1:1: expected a mapping for "scenario", found the text "hello"
  hello
  ^
)text");
}

TEST(Messages, TellsWhatIsEmpty) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
credentials: []
key_stores: {}
rules:
  - do: []
  - {when: {}, do: [close]}
  - {when: {any: []}, do: [close]}
  - {when: {header: {}}, do: [close]}
  - {when: {number_of_bytes: []}, do: [close]}
  - {do: [header: {}]}
  - {do: [entropy: {source: fixed, hex: []}]}
)yaml"),
            R"text(s.yaml:2:14: expected a list of at least one, found an empty list
  credentials: []
               ^
s.yaml:3:13: expected a mapping of at least one key, found an empty mapping
  key_stores: {}
              ^
s.yaml:5:9: expected a list of at least one, found an empty list
    - do: []
          ^
s.yaml:6:12: expected a mapping of at least one matcher, found an empty mapping
    - {when: {}, do: [close]}
             ^
s.yaml:7:18: expected a list of at least one, found an empty list
    - {when: {any: []}, do: [close]}
                   ^
s.yaml:8:21: expected a mapping of at least one key, found an empty mapping
    - {when: {header: {}}, do: [close]}
                      ^
s.yaml:9:30: expected a list of at least one, found an empty list
    - {when: {number_of_bytes: []}, do: [close]}
                               ^
s.yaml:10:19: expected a mapping of at least one key, found an empty mapping
    - {do: [header: {}]}
                    ^
s.yaml:11:41: expected a list of at least one, found an empty list
    - {do: [entropy: {source: fixed, hex: []}]}
                                          ^
)text");
}

TEST(Messages, TellsThatNothingStandsWhereSomethingIsWanted) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
rules:
  - do: [payload]
  - do: [payload: ]
  - do: [header]
  - do: [cms]
  - do: [entropy]
  - do: [key_store: ]
)yaml"),
            R"text(s.yaml:3:10: expected one damage, as a mapping of its name, found nothing
    - do: [payload]
           ^
s.yaml:4:10: expected one damage, as a mapping of its name, found nothing
    - do: [payload: ]
           ^
s.yaml:5:10: expected a mapping of at least one key, found nothing
    - do: [header]
           ^
s.yaml:6:10: expected truncate | wrong_key | flip, found nothing
    - do: [cms]
           ^
s.yaml:7:10: expected one of 10 entropy sources, found nothing
    - do: [entropy]
           ^
s.yaml:8:10: expected a mapping of at least one key, found nothing
    - do: [key_store: ]
           ^
)text");
}

TEST(Messages, RefusesUnknownKeysOfTheFile) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
sead: 42
banana: 42
)yaml"),
            R"text(s.yaml:2:1: "scenario" has no key "sead"; did you mean "seed"?
  sead: 42
  ^
s.yaml:3:1: "scenario" has no key "banana"; there is version, name, description, seed, stream, auth, clock, region, account, entropy, retries, credentials, key_stores, recipient, throttle, rules, timeline, expect
  banana: 42
  ^
)text");
}

TEST(Messages, RefusesUnknownKeysOfItsParts) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
clock: {ofset: 1s}
credentials: [{access_key_id: A, secret_access_key: s, expire: true}]
key_stores: {cks-1: {sate: CONNECTED}}
throttle: {acount: {rate: 1}}
rules:
  - {tims: 2, do: [close]}
  - {banana: 2, do: [close]}
  - {do: [error: {name: ThrottlingException, mesage: x}]}
  - {do: [entropy: {source: biased, q: 1}]}
  - {when: {number_of_bytes: {mix: 5}}, do: [close]}
expect: {retries: sdk-legacy}
)yaml"),
            R"text(s.yaml:2:9: "clock" has no key "ofset"; did you mean "offset"?
  clock: {ofset: 1s}
          ^
s.yaml:3:56: "credential" has no key "expire"; did you mean "expired"?
  credentials: [{access_key_id: A, secret_access_key: s, expire: true}]
                                                         ^
s.yaml:4:22: "key store" has no key "sate"; did you mean "state"?
  key_stores: {cks-1: {sate: CONNECTED}}
                       ^
s.yaml:5:12: "throttle" has no key "acount"; did you mean "account"?
  throttle: {acount: {rate: 1}}
             ^
s.yaml:7:6: "rule" has no key "tims"; did you mean "times"?
    - {tims: 2, do: [close]}
       ^
s.yaml:8:6: "rule" has no key "banana"; there is name, when, skip, every, chance, times, between, per, do
    - {banana: 2, do: [close]}
       ^
s.yaml:9:46: "error" has no key "mesage"; did you mean "message"?
    - {do: [error: {name: ThrottlingException, mesage: x}]}
                                               ^
s.yaml:10:37: "biased" has no key "q"; did you mean "p"?
    - {do: [entropy: {source: biased, q: 1}]}
                                      ^
s.yaml:11:31: "range" has no key "mix"; did you mean "min"?
    - {when: {number_of_bytes: {mix: 5}}, do: [close]}
                                ^
s.yaml:12:10: "expect" has no key "retries"; there is attempts_per_call, retry, rules_fired
  expect: {retries: sdk-legacy}
           ^
)text");
}

TEST(Messages, SaysOfWhatTakesNoKeysNoMoreThanThat) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
entropy: {source: seeded, hex: "00"}
rules:
  - do: [close: {a: 3}]
)yaml"),
            R"text(s.yaml:2:27: "seeded" has no key "hex"
  entropy: {source: seeded, hex: "00"}
                            ^
s.yaml:4:18: "close" has no key "a"
    - do: [close: {a: 3}]
                   ^
)text");
}

TEST(Messages, RefusesUnknownNamesOfFaultsMatchersAndSources) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
entropy: sedeed
rules:
  - do: [eror: ThrottlingException]
  - do: [clos]
  - do: [banana]
  - do: [payload: shortby]
  - do: [payload: {lng_by: 3}]
  - do: [entropy: {source: zero}]
  - do: [entropy: {source: banana}]
  - do: [entropy: {sauce: zeros}]
  - {when: {operatoin: GenerateRandom}, do: [close]}
  - {when: {banana: x}, do: [close]}
  - {when: {any: [{not: {otcome: ok}}]}, do: [close]}
)yaml"),
            R"text(s.yaml:2:10: there is no entropy source "sedeed"; did you mean "seeded"?
  entropy: sedeed
           ^
s.yaml:4:10: there is no fault "eror"; did you mean "error"?
    - do: [eror: ThrottlingException]
           ^
s.yaml:5:10: there is no fault "clos"; did you mean "close"?
    - do: [clos]
           ^
s.yaml:6:10: there is no fault "banana"; there is error, reply, garbage, close, entropy, payload, cms, header, latency, stall, drip, truncate, reset, key_store
    - do: [banana]
           ^
s.yaml:7:19: there is no damage "shortby"; did you mean "short_by"?
    - do: [payload: shortby]
                    ^
s.yaml:8:20: there is no damage "lng_by"; did you mean "long_by"?
    - do: [payload: {lng_by: 3}]
                     ^
s.yaml:9:28: there is no entropy source "zero"; did you mean "zeros"?
    - do: [entropy: {source: zero}]
                             ^
s.yaml:10:28: there is no entropy source "banana"; there is system, seeded, fixed, file, zeros, repeat, counter, stuck_bit, biased, low_entropy
    - do: [entropy: {source: banana}]
                             ^
s.yaml:11:19: "entropy source" needs "source"; there is system, seeded, fixed, file, zeros, repeat, counter, stuck_bit, biased, low_entropy
    - do: [entropy: {sauce: zeros}]
                    ^
s.yaml:12:13: there is no matcher "operatoin"; did you mean "operation"?
    - {when: {operatoin: GenerateRandom}, do: [close]}
              ^
s.yaml:13:13: there is no matcher "banana"; there is operation, number_of_bytes, custom_key_store_id, recipient, region, access_key_id, header, target, body, attempt, call, outcome, any, not
    - {when: {banana: x}, do: [close]}
              ^
s.yaml:14:26: there is no matcher "otcome"; did you mean "outcome"?
    - {when: {any: [{not: {otcome: ok}}]}, do: [close]}
                           ^
)text");
}

TEST(Messages, RefusesUnknownNamesOfErrorsAndOutcomes) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [error: ThrottlingExeption]
  - do: [error: {name: throttlingexception}]
  - do: [error: Banana]
  - {when: {outcome: ThrottlingExeption}, do: [close]}
  - {when: {outcome: [ok, okey-dokey]}, do: [close]}
)yaml"),
      R"text(s.yaml:3:17: there is no error "ThrottlingExeption"; did you mean "ThrottlingException"?
    - do: [error: ThrottlingExeption]
                  ^
s.yaml:4:24: there is no error "throttlingexception"; did you mean "ThrottlingException"?
    - do: [error: {name: throttlingexception}]
                         ^
s.yaml:5:17: there is no error "Banana"
    - do: [error: Banana]
                  ^
s.yaml:6:22: there is no outcome "ThrottlingExeption"; did you mean "ThrottlingException"?
    - {when: {outcome: ThrottlingExeption}, do: [close]}
                       ^
s.yaml:7:27: there is no outcome "okey-dokey"
    - {when: {outcome: [ok, okey-dokey]}, do: [close]}
                            ^
)text");
}

TEST(Messages, RefusesUnknownWords) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
stream: per_tenant
auth: strickt
retries: fresch
entropy: {source: fixed, hex: "00", then: always, pad: zeros}
credentials: [{access_key_id: A, secret_access_key: s, denied: maybe}]
key_stores:
  cks-1: {state: DISCONECTED}
  cks-2: {state: disconnected}
  cks-3: {type: EXTERNAL}
recipient: {verify: strict, clock: never}
rules:
  - {per: cal, do: [close]}
  - {when: {body: emty}, do: [close]}
  - {when: {recipient: presnt}, do: [close]}
  - {do: [cms: flipp]}
  - {do: [reset: after]}
expect: {retry: sdk_standard, rules_fired: al}
)yaml"),
            R"text(s.yaml:2:9: there is no kind of stream "per_tenant"; did you mean "per-tenant"?
  stream: per_tenant
          ^
s.yaml:3:7: there is no way to authenticate "strickt"; did you mean "strict"?
  auth: strickt
        ^
s.yaml:4:10: there is no way to answer retries "fresch"; did you mean "fresh"?
  retries: fresch
           ^
s.yaml:5:43: there is no end "always"; there is repeat, last, error, system
  entropy: {source: fixed, hex: "00", then: always, pad: zeros}
                                            ^
s.yaml:5:56: there is no padding "zeros"; there is none, repeat
  entropy: {source: fixed, hex: "00", then: always, pad: zeros}
                                                         ^
s.yaml:6:64: there is no kind of denial "maybe"; there is implicit, explicit
  credentials: [{access_key_id: A, secret_access_key: s, denied: maybe}]
                                                                 ^
s.yaml:8:18: there is no state "DISCONECTED"; did you mean "DISCONNECTED"?
    cks-1: {state: DISCONECTED}
                   ^
s.yaml:9:18: there is no state "disconnected"; did you mean "DISCONNECTED"?
    cks-2: {state: disconnected}
                   ^
s.yaml:10:17: there is no key store type "EXTERNAL"; did you mean "EXTERNAL_KEY_STORE"?
    cks-3: {type: EXTERNAL}
                  ^
s.yaml:11:21: there is no way to verify "strict"; there is off, lenient, structure, chain
  recipient: {verify: strict, clock: never}
                      ^
s.yaml:11:36: there is no clock "never"; there is now, document
  recipient: {verify: strict, clock: never}
                                     ^
s.yaml:13:11: there is no unit "cal"; did you mean "call"?
    - {per: cal, do: [close]}
            ^
s.yaml:14:19: there is no kind of body "emty"; did you mean "empty"?
    - {when: {body: emty}, do: [close]}
                    ^
s.yaml:15:24: there is no presence "presnt"; did you mean "present"?
    - {when: {recipient: presnt}, do: [close]}
                         ^
s.yaml:16:16: there is no damage "flipp"; did you mean "flip"?
    - {do: [cms: flipp]}
                 ^
s.yaml:17:18: there is no place "after"; there is before
    - {do: [reset: after]}
                   ^
s.yaml:18:17: there is no retry behaviour "sdk_standard"; did you mean "sdk-standard"?
  expect: {retry: sdk_standard, rules_fired: al}
                  ^
s.yaml:18:44: there is no choice of rules "al"; did you mean "all"?
  expect: {retry: sdk_standard, rules_fired: al}
                                             ^
)text");
}

TEST(Messages, NamesTheKeysThatAreMissing) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
entropy: file
credentials:
  - {access_key_id: A}
  - {secret_access_key: s}
timeline:
  - {at: 3s}
  - {key_stores: {cks-1: CONNECTED}}
key_stores: {cks-1: {}}
rules:
  - when: {outcome: ok}
  - do: [error]
  - do: [error: {message: x}]
  - do: [drip]
  - do: [drip: {bytes: 1}]
  - do: [truncate: ]
  - do: [latency: {uniform: {min: 1s}}]
  - do: [latency: {lognormal: {median: 1s}}]
  - do: [payload: short_by]
  - do: [entropy: {source: fixed}]
expect: {attempts_per_call: {}}
)yaml"),
            R"text(s.yaml:2:10: "file" needs "path"
  entropy: file
           ^
s.yaml:4:5: "credential" needs "secret_access_key"
    - {access_key_id: A}
      ^
s.yaml:5:5: "credential" needs "access_key_id"
    - {secret_access_key: s}
      ^
s.yaml:7:5: "event" needs "key_stores"
    - {at: 3s}
      ^
s.yaml:8:5: "event" needs "at"
    - {key_stores: {cks-1: CONNECTED}}
      ^
s.yaml:11:5: "rule" needs "do"
    - when: {outcome: ok}
      ^
s.yaml:12:10: "error" needs "name"
    - do: [error]
           ^
s.yaml:13:17: "error" needs "name"
    - do: [error: {message: x}]
                  ^
s.yaml:14:10: "drip" needs "bytes"
    - do: [drip]
           ^
s.yaml:14:10: "drip" needs "every"
    - do: [drip]
           ^
s.yaml:15:16: "drip" needs "every"
    - do: [drip: {bytes: 1}]
                 ^
s.yaml:16:10: "truncate" needs "after"
    - do: [truncate: ]
           ^
s.yaml:17:29: "uniform" needs "max"
    - do: [latency: {uniform: {min: 1s}}]
                              ^
s.yaml:18:31: "lognormal" needs "sigma"
    - do: [latency: {lognormal: {median: 1s}}]
                                ^
s.yaml:19:19: "short_by" needs "bytes"
    - do: [payload: short_by]
                    ^
s.yaml:20:19: "fixed" needs "hex"
    - do: [entropy: {source: fixed}]
                    ^
s.yaml:21:29: "attempts_per_call" needs "max"
  expect: {attempts_per_call: {}}
                              ^
)text");
}

TEST(Messages, WantsAVersion) {
  EXPECT_EQ(mistakes_in(R"yaml(name: x
)yaml"),
            R"text(s.yaml:1:1: "scenario" needs "version"
  name: x
  ^
)text");
}

TEST(Messages, WantsVersionOne) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 2
)yaml"),
            R"text(s.yaml:1:10: expected the number 1, found 2
  version: 2
           ^
)text");
}

TEST(Messages, WantsVersionOneAsANumber) {
  EXPECT_EQ(mistakes_in(R"yaml(version: "1"
)yaml"),
            R"text(s.yaml:1:10: expected the number 1, found the text "1": write 1 without quotes
  version: "1"
           ^
)text");
}

TEST(Messages, RefusesASecondFaultInAnExclusiveSlotAndNamesBothLines) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do:
      - error: ThrottlingException
      - latency: 1s
      - reply: {status: 503}
  - do:
      - garbage
      - close
  - do:
      - entropy: zeros
      - entropy: counter
  - do:
      - truncate: 3
      - reset
  - do:
      - latency: 3s
      - latency: 4s
  - do:
      - stall
      - stall
  - do:
      - drip: {bytes: 1, every: 1s}
      - drip: {bytes: 2, every: 1s}
  - do:
      - payload: missing
      - payload: "null"
  - do:
      - cms: flip
      - cms: truncate
  - do:
      - close
      - reply
      - error: ThrottlingException
)yaml"),
      R"text(s.yaml:6:9: "reply" cannot stand beside "error" of line 4: a rule takes one fault of the outcome slot; take one of the two away
        - reply: {status: 503}
          ^
s.yaml:9:9: "close" cannot stand beside "garbage" of line 8: a rule takes one fault of the outcome slot; take one of the two away
        - close
          ^
s.yaml:12:9: "entropy" cannot stand beside "entropy" of line 11: a rule takes one fault of the bytes slot; take one of the two away
        - entropy: counter
          ^
s.yaml:15:9: "reset" cannot stand beside "truncate" of line 14: a rule takes one fault of the cut slot; take one of the two away
        - reset
          ^
s.yaml:18:9: "latency" cannot stand beside "latency" of line 17: a rule takes one "latency"; take one of the two away
        - latency: 4s
          ^
s.yaml:21:9: "stall" cannot stand beside "stall" of line 20: a rule takes one "stall"; take one of the two away
        - stall
          ^
s.yaml:24:9: "drip" cannot stand beside "drip" of line 23: a rule takes one "drip"; take one of the two away
        - drip: {bytes: 2, every: 1s}
          ^
s.yaml:27:9: "payload" cannot stand beside "payload" of line 26: a rule takes one "payload"; take one of the two away
        - payload: "null"
          ^
s.yaml:30:9: "cms" cannot stand beside "cms" of line 29: a rule takes one "cms"; take one of the two away
        - cms: truncate
          ^
s.yaml:33:9: "reply" cannot stand beside "close" of line 32: a rule takes one fault of the outcome slot; take one of the two away
        - reply
          ^
s.yaml:34:9: "error" cannot stand beside "close" of line 32: a rule takes one fault of the outcome slot; take one of the two away
        - error: ThrottlingException
          ^
)text");
}

TEST(Messages, RefusesBytesAndContentBesideErrorAndReply) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [error: ThrottlingException, entropy: zeros]
  - do: [error: ThrottlingException, payload: missing]
  - do: [error: ThrottlingException, cms: flip]
  - do: [reply, entropy: zeros]
  - do: [reply, payload: missing]
  - do: [reply, cms: flip]
  - do: [entropy: zeros, error: ThrottlingException]
  - do: [payload: missing, reply]
)yaml"),
      R"text(s.yaml:3:38: "entropy" cannot stand beside "error" of line 3: there are no random bytes to change then; make it two rules
    - do: [error: ThrottlingException, entropy: zeros]
                                       ^
s.yaml:4:38: "payload" cannot stand beside "error" of line 4: there are no random bytes to change then; make it two rules
    - do: [error: ThrottlingException, payload: missing]
                                       ^
s.yaml:5:38: "cms" cannot stand beside "error" of line 5: there are no random bytes to change then; make it two rules
    - do: [error: ThrottlingException, cms: flip]
                                       ^
s.yaml:6:17: "entropy" cannot stand beside "reply" of line 6: there are no random bytes to change then; make it two rules
    - do: [reply, entropy: zeros]
                  ^
s.yaml:7:17: "payload" cannot stand beside "reply" of line 7: there are no random bytes to change then; make it two rules
    - do: [reply, payload: missing]
                  ^
s.yaml:8:17: "cms" cannot stand beside "reply" of line 8: there are no random bytes to change then; make it two rules
    - do: [reply, cms: flip]
                  ^
s.yaml:9:26: "error" cannot stand beside "entropy" of line 9: there are no random bytes to change then; make it two rules
    - do: [entropy: zeros, error: ThrottlingException]
                           ^
s.yaml:10:28: "reply" cannot stand beside "payload" of line 10: there are no random bytes to change then; make it two rules
    - do: [payload: missing, reply]
                             ^
)text");
}

TEST(Messages, RefusesWhatNobodySeesBesideCloseAndGarbage) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [close, entropy: zeros]
  - do: [close, payload: empty]
  - do: [close, cms: flip]
  - do: [close, header: {a: b}]
  - do: [close, drip: {bytes: 1, every: 1s}]
  - do: [garbage, entropy: zeros]
  - do: [garbage, payload: empty]
  - do: [garbage, cms: flip]
  - do: [garbage, header: {a: b}]
  - do: [garbage, drip: {bytes: 1, every: 1s}]
  - do: [header: {a: b}, close]
  - do: [drip: {bytes: 1, every: 1s}, garbage]
)yaml"),
      R"text(s.yaml:3:17: "entropy" cannot stand beside "close" of line 3: nothing of the reply is sent then; take one of the two away
    - do: [close, entropy: zeros]
                  ^
s.yaml:4:17: "payload" cannot stand beside "close" of line 4: nothing of the reply is sent then; take one of the two away
    - do: [close, payload: empty]
                  ^
s.yaml:5:17: "cms" cannot stand beside "close" of line 5: nothing of the reply is sent then; take one of the two away
    - do: [close, cms: flip]
                  ^
s.yaml:6:17: "header" cannot stand beside "close" of line 6: nothing of the reply is sent then; take one of the two away
    - do: [close, header: {a: b}]
                  ^
s.yaml:7:17: "drip" cannot stand beside "close" of line 7: nothing of the reply is sent then; take one of the two away
    - do: [close, drip: {bytes: 1, every: 1s}]
                  ^
s.yaml:8:19: "entropy" cannot stand beside "garbage" of line 8: nothing of the reply is sent then; take one of the two away
    - do: [garbage, entropy: zeros]
                    ^
s.yaml:9:19: "payload" cannot stand beside "garbage" of line 9: nothing of the reply is sent then; take one of the two away
    - do: [garbage, payload: empty]
                    ^
s.yaml:10:19: "cms" cannot stand beside "garbage" of line 10: nothing of the reply is sent then; take one of the two away
    - do: [garbage, cms: flip]
                    ^
s.yaml:11:19: "header" cannot stand beside "garbage" of line 11: nothing of the reply is sent then; take one of the two away
    - do: [garbage, header: {a: b}]
                    ^
s.yaml:12:19: "drip" cannot stand beside "garbage" of line 12: nothing of the reply is sent then; take one of the two away
    - do: [garbage, drip: {bytes: 1, every: 1s}]
                    ^
s.yaml:13:26: "close" cannot stand beside "header" of line 13: nothing of the reply is sent then; take one of the two away
    - do: [header: {a: b}, close]
                           ^
s.yaml:14:39: "garbage" cannot stand beside "drip" of line 14: nothing of the reply is sent then; take one of the two away
    - do: [drip: {bytes: 1, every: 1s}, garbage]
                                        ^
)text");
}

TEST(Messages, RefusesAnyCutBesideClose) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [close, truncate: 1]
  - do: [close, reset]
  - do: [reset: {after: 3}, close]
)yaml"),
      R"text(s.yaml:3:17: "truncate" cannot stand beside "close" of line 3: the connection is closed as it is; take one of the two away
    - do: [close, truncate: 1]
                  ^
s.yaml:4:17: "reset" cannot stand beside "close" of line 4: the connection is closed as it is; take one of the two away
    - do: [close, reset]
                  ^
s.yaml:5:29: "close" cannot stand beside "reset" of line 5: the connection is closed as it is; take one of the two away
    - do: [reset: {after: 3}, close]
                              ^
)text");
}

TEST(Messages, RefusesKeyStoresThatAreNotThere) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
key_stores: {cks-1: {}}
timeline:
  - {at: 3s, key_stores: {cks-1: FAILED, cks-2: CONNECTED}}
rules:
  - do: [key_store: {kks-1: FAILED}]
  - do: [key_store: {banana: FAILED}]
)yaml"),
            R"text(s.yaml:4:42: the scenario has no key store "cks-2"; did you mean "cks-1"?
    - {at: 3s, key_stores: {cks-1: FAILED, cks-2: CONNECTED}}
                                           ^
s.yaml:6:22: the scenario has no key store "kks-1"; did you mean "cks-1"?
    - do: [key_store: {kks-1: FAILED}]
                       ^
s.yaml:7:22: the scenario has no key store "banana"; there is cks-1
    - do: [key_store: {banana: FAILED}]
                       ^
)text");
}

TEST(Messages, SaysWhereKeyStoresAreWrittenWhenThereAreNone) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
timeline:
  - {at: 3s, key_stores: {cks-1: CONNECTED}}
rules:
  - do: [key_store: {cks-1: FAILED}]
)yaml"),
            R"text(s.yaml:3:27: the scenario has no key store "cks-1"; add it to "key_stores"
    - {at: 3s, key_stores: {cks-1: CONNECTED}}
                            ^
s.yaml:5:22: the scenario has no key store "cks-1"; add it to "key_stores"
    - do: [key_store: {cks-1: FAILED}]
                       ^
)text");
}

TEST(Messages, RefusesNamesGivenTwice) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
credentials:
  - {access_key_id: A, secret_access_key: x}
  - {access_key_id: A, secret_access_key: y}
rules:
  - {name: a, do: [close]}
  - {name: b, do: [close]}
  - {name: a, do: [reset]}
  - {name: a, do: [garbage]}
)yaml"),
            R"text(s.yaml:4:21: a credential "A" is on line 3 already; give it another name
    - {access_key_id: A, secret_access_key: y}
                      ^
s.yaml:8:12: a rule "a" is on line 6 already; give it another name
    - {name: a, do: [reset]}
             ^
s.yaml:9:12: a rule "a" is on line 6 already; give it another name
    - {name: a, do: [garbage]}
             ^
)text");
}

TEST(Messages, RefusesRangesThatHoldNothing) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
rules:
  - {between: [20s, 10s], do: [close]}
  - {between: [20s, 20s], do: [close]}
  - {between: [20s], do: [close]}
  - {between: 20s, do: [close]}
  - {between: [10, 20s], do: [close]}
  - {when: {number_of_bytes: {min: 5, max: 2}}, do: [close]}
  - {when: {number_of_bytes: {is: 1, min: 2}}, do: [close]}
  - {when: {number_of_bytes: {}}, do: [close]}
  - {do: [latency: {uniform: {min: 2s, max: 1s}}]}
)yaml"),
            R"text(s.yaml:3:15: the second time must be later than the first; change them round
    - {between: [20s, 10s], do: [close]}
                ^
s.yaml:4:15: the second time must be later than the first; change them round
    - {between: [20s, 20s], do: [close]}
                ^
s.yaml:5:15: expected two times, as [10s, 20s], found a list
    - {between: [20s], do: [close]}
                ^
s.yaml:6:15: expected two times, as [10s, 20s], found the text "20s"
    - {between: 20s, do: [close]}
                ^
s.yaml:7:16: expected a time with a unit from 0s to 24h, found 10: write 10s or 10ms
    - {between: [10, 20s], do: [close]}
                 ^
s.yaml:8:30: min 5 is more than max 2; change them round
    - {when: {number_of_bytes: {min: 5, max: 2}}, do: [close]}
                               ^
s.yaml:9:30: "is" goes without "min" and "max"
    - {when: {number_of_bytes: {is: 1, min: 2}}, do: [close]}
                               ^
s.yaml:10:30: a range needs "min", "max" or both
    - {when: {number_of_bytes: {}}, do: [close]}
                               ^
s.yaml:11:30: min 2s is more than max 1s; change them round
    - {do: [latency: {uniform: {min: 2s, max: 1s}}]}
                               ^
)text");
}

TEST(Messages, RefusesTwoOfWhatExcludesEachOther) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
credentials:
  - {access_key_id: A, secret_access_key: x, user: u, role: r}
throttle:
  account: {rate: 1, quota: us-east-1}
  key_store: {burst: 1}
rules:
  - do: [latency: {fixed: 1s, lognormal: {median: 1s, sigma: 1}}]
  - do: [latency]
  - do: [garbage: {text: a, hex: "00"}]
  - do: [reset: {at: before, after: 3}]
  - do: [payload: {short_by: 1, empty: }]
  - do: [{close: , reset: }]
  - do: [entropy: {source: file, path: x, then: last}]
expect:
  retry: {as: sdk-legacy, base: 1s}
)yaml"),
            R"text(s.yaml:3:5: a credential belongs to "user" or "role"; take one of them away
    - {access_key_id: A, secret_access_key: x, user: u, role: r}
      ^
s.yaml:5:12: give "rate" or "quota", one of the two
    account: {rate: 1, quota: us-east-1}
             ^
s.yaml:6:14: give "rate" or "quota", one of the two
    key_store: {burst: 1}
               ^
s.yaml:8:19: "latency" takes one of fixed, uniform and lognormal
    - do: [latency: {fixed: 1s, lognormal: {median: 1s, sigma: 1}}]
                    ^
s.yaml:9:10: "latency" takes one of fixed, uniform and lognormal
    - do: [latency]
           ^
s.yaml:10:19: "garbage" takes "text" or "hex"; take one of them away
    - do: [garbage: {text: a, hex: "00"}]
                    ^
s.yaml:11:17: "reset" takes "at" or "after", not both
    - do: [reset: {at: before, after: 3}]
                  ^
s.yaml:12:19: expected one damage, as a mapping of its name, found a mapping: give each an item of its own
    - do: [payload: {short_by: 1, empty: }]
                    ^
s.yaml:13:10: expected one fault, as a mapping of its name, found a mapping: give each an item of its own
    - do: [{close: , reset: }]
           ^
s.yaml:14:40: only a scenario that is a file itself can name a file; write fixed bytes
    - do: [entropy: {source: file, path: x, then: last}]
                                         ^
s.yaml:14:49: a file has no last entry; write repeat, error or system
    - do: [entropy: {source: file, path: x, then: last}]
                                                  ^
s.yaml:16:10: "retry" takes a name, or all of base, factor and cap
    retry: {as: sdk-legacy, base: 1s}
           ^
)text");
}

TEST(Messages, WantsAllOfARetryBehaviour) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
expect:
  retry: {base: 1s, factor: 2}
)yaml"),
            R"text(s.yaml:3:10: "retry" takes a name, or all of base, factor and cap
    retry: {base: 1s, factor: 2}
           ^
)text");
}

TEST(Messages, RefusesFilesInAScenarioThatIsNoneItself) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
entropy: {source: file, path: a.bin}
rules:
  - do: [entropy: {path: b.bin, source: file}]
)yaml"),
      R"text(s.yaml:2:31: only a scenario that is a file itself can name a file; write fixed bytes
  entropy: {source: file, path: a.bin}
                                ^
s.yaml:4:26: only a scenario that is a file itself can name a file; write fixed bytes
    - do: [entropy: {path: b.bin, source: file}]
                           ^
)text");
}

TEST(Messages, RefusesHeadersThatFramingOwns) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [header: {Content-Length: 3}]
  - do: [header: {transfer-encoding: x, CONNECTION: close}]
  - do: [header: {"a b": x, "": y}]
  - do: [reply: {headers: {content-length: 3}}]
  - {when: {header: {"a:": x}}, do: [close]}
)yaml"),
      R"text(s.yaml:3:19: expected the name of a header, none of Content-Length, Transfer-Encoding and Connection, found "Content-Length"
    - do: [header: {Content-Length: 3}]
                    ^
s.yaml:4:19: expected the name of a header, none of Content-Length, Transfer-Encoding and Connection, found "transfer-encoding"
    - do: [header: {transfer-encoding: x, CONNECTION: close}]
                    ^
s.yaml:4:41: expected the name of a header, none of Content-Length, Transfer-Encoding and Connection, found "CONNECTION"
    - do: [header: {transfer-encoding: x, CONNECTION: close}]
                                          ^
s.yaml:5:19: expected the name of a header, none of Content-Length, Transfer-Encoding and Connection, found "a b"
    - do: [header: {"a b": x, "": y}]
                    ^
s.yaml:5:29: expected the name of a header, none of Content-Length, Transfer-Encoding and Connection, found ""
    - do: [header: {"a b": x, "": y}]
                              ^
s.yaml:6:28: expected the name of a header, none of Content-Length, Transfer-Encoding and Connection, found "content-length"
    - do: [reply: {headers: {content-length: 3}}]
                             ^
s.yaml:7:22: expected the name of a header, found "a:"
    - {when: {header: {"a:": x}}, do: [close]}
                       ^
)text");
}

TEST(Messages, RefusesHeaderValuesThatBreakALine) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [header: {a: "x\r\ny: z"}]
  - do: [header: {a: "x\ny"}]
  - do: [header: {a: "x\0y"}]
  - do: [header: {a: [x]}]
  - do: [reply: {headers: {a: "x\r"}}]
  - do: [reply: {headers: {a: }}]
)yaml"),
      R"text(s.yaml:3:22: expected the value of a header, or nothing to take it away, found the text "x??y: z"
    - do: [header: {a: "x\r\ny: z"}]
                       ^
s.yaml:4:22: expected the value of a header, or nothing to take it away, found the text "x?y"
    - do: [header: {a: "x\ny"}]
                       ^
s.yaml:5:22: expected the value of a header, or nothing to take it away, found the text "x?y"
    - do: [header: {a: "x\0y"}]
                       ^
s.yaml:6:22: expected the value of a header, or nothing to take it away, found a list
    - do: [header: {a: [x]}]
                       ^
s.yaml:7:31: expected the value of a header, found the text "x?"
    - do: [reply: {headers: {a: "x\r"}}]
                                ^
s.yaml:8:28: expected the value of a header, found nothing
    - do: [reply: {headers: {a: }}]
                             ^
)text");
}

TEST(Messages, ReportsAllMistakesInTheOrderOfTheFile) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - name: a
    do:
      - error: ThrottlingException
      - close
    tims: 3
  - name: a
    do:
      - eror: x
      - latency: 5
auth: of
seed: "1"
)yaml"),
      R"text(s.yaml:6:9: "close" cannot stand beside "error" of line 5: a rule takes one fault of the outcome slot; take one of the two away
        - close
          ^
s.yaml:7:5: "rule" has no key "tims"; did you mean "times"?
      tims: 3
      ^
s.yaml:8:11: a rule "a" is on line 3 already; give it another name
    - name: a
            ^
s.yaml:10:9: there is no fault "eror"; did you mean "error"?
        - eror: x
          ^
s.yaml:11:18: expected a time with a unit from 0s to 24h, found 5: write 5s or 5ms
        - latency: 5
                   ^
s.yaml:12:7: there is no way to authenticate "of"; did you mean "off"?
  auth: of
        ^
s.yaml:13:7: expected a whole number from 0, found the text "1": write 1 without quotes
  seed: "1"
        ^
)text");
}

TEST(Messages, ReportsFilesBesideOtherMistakes) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
seed: "1"
entropy: {source: file, path: a.bin}
)yaml"),
      R"text(s.yaml:2:7: expected a whole number from 0, found the text "1": write 1 without quotes
  seed: "1"
        ^
s.yaml:3:31: only a scenario that is a file itself can name a file; write fixed bytes
  entropy: {source: file, path: a.bin}
                                ^
)text");
}

TEST(Messages, TellAbsentNothingWrongTypeAndOutOfRangeApart) {
  EXPECT_EQ(mistakes_in("version: 1\nrules: [{do: [close]}]\n"), "");
  EXPECT_EQ(mistakes_in("version: 1\nrules: [{every: , do: [close]}]\n"),
            R"text(s.yaml:2:10: expected a whole number from 1 to 1000000, found nothing
  rules: [{every: , do: [close]}]
           ^
)text");
  EXPECT_EQ(
      mistakes_in("version: 1\nrules: [{every: \"2\", do: [close]}]\n"),
      R"text(s.yaml:2:17: expected a whole number from 1 to 1000000, found the text "2": write 2 without quotes
  rules: [{every: "2", do: [close]}]
                  ^
)text");
  EXPECT_EQ(
      mistakes_in("version: 1\nrules: [{every: 0, do: [close]}]\n"),
      R"text(s.yaml:2:17: expected a whole number from 1 to 1000000, found 0: write every: 1 for each match, or leave it out
  rules: [{every: 0, do: [close]}]
                  ^
)text");
}

TEST(Messages, AreOneWhenTheFileIsNoYaml) {
  EXPECT_EQ(mistakes_in("version: 1\nseed: \"1\"\nname: @x\n"),
            R"text(s.yaml:3:7: "@" cannot begin a value; put it in quotes
  name: @x
        ^
)text");
}

TEST(Messages, FaultsOfWhatIsNotSentCannotStandBesideIt) {
  EXPECT_EQ(
      mistakes_in(R"yaml(version: 1
rules:
  - do: [payload: missing, cms: flip]
  - do: [cms: flip, payload: "null"]
  - do: [cms: flip, payload: wrong_type]
)yaml"),
      R"text(s.yaml:3:28: "cms" cannot stand beside "payload" of line 3: then no sealed bytes are sent; take one of the two away
    - do: [payload: missing, cms: flip]
                             ^
s.yaml:4:21: "payload" cannot stand beside "cms" of line 4: then no sealed bytes are sent; take one of the two away
    - do: [cms: flip, payload: "null"]
                      ^
s.yaml:5:21: "payload" cannot stand beside "cms" of line 5: then no sealed bytes are sent; take one of the two away
    - do: [cms: flip, payload: wrong_type]
                      ^
)text");
}

TEST(Messages, AreNoneForFaultsThatGoTogether) {
  EXPECT_EQ(mistakes_in(R"yaml(version: 1
key_stores: {cks-1: {}}
rules:
  - do: [error: ThrottlingException, header: {a: b}, latency: 1s, stall, reset]
  - do: [reply, header: {a: b}, header: {c: d}, drip: {bytes: 1, every: 1s}, truncate: 1]
  - do: [garbage, latency: 1s, stall: {after: 3}, truncate: 1, key_store: {cks-1: FAILED}]
  - do: [garbage, reset: {after: 3}]
  - do: [close, latency: 1s, stall]
  - do: [payload: {short_by: 1}, cms: flip, entropy: zeros, reset]
  - do: [payload: bad_base64, cms: flip]
  - do: [latency: 1s, stall, drip: {bytes: 1, every: 1s}]
)yaml"),
            "");
}

}  // namespace
}  // namespace krm::scenario
