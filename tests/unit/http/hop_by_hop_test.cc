#include "http/hop_by_hop.h"

#include <gtest/gtest.h>

#include <utility>

namespace krm::http {
namespace {

Headers rest_of(Headers headers) {
  drop_hop_by_hop(headers);
  return headers;
}

TEST(HopByHop, DropsWhatSpeaksOfOneConnection) {
  EXPECT_EQ(rest_of({{"connection", "keep-alive"},
                     {"A", "1"},
                     {"Keep-Alive", "timeout=5"},
                     {"PROXY-AUTHENTICATE", "Basic"},
                     {"Proxy-Authorization", "Basic eA=="},
                     {"B", ""},
                     {"Proxy-Connection", "keep-alive"},
                     {"TE", "trailers"},
                     {"Transfer-Encoding", "chunked"},
                     {"Upgrade", "h2c"},
                     {"A", "2"}}),
            (Headers{{"A", "1"}, {"B", ""}, {"A", "2"}}));
}

TEST(HopByHop, DropsEveryFieldThatAConnectionFieldNames) {
  EXPECT_EQ(rest_of({{"X-One", "1"},
                     {"x-one", "again"},
                     {"X-Two", "2"},
                     {"X-Three", "3"},
                     {"Connection", " x-ONE ,, close"},
                     {"Connection", "X-Two"}}),
            (Headers{{"X-Three", "3"}}));
}

TEST(HopByHop, KeepsAFieldWhoseNameOnlyBeginsLikeOne) {
  const Headers headers{{"Connection-Id", "1"}, {"TEA", "green"}, {"X", "Connection"}};
  EXPECT_EQ(rest_of(headers), headers);
}

TEST(HopByHop, KeepsTheLengthWhateverConnectionNames) {
  EXPECT_EQ(rest_of({{"Connection", "content-length"}, {"Content-Length", "2"}}),
            (Headers{{"Content-Length", "2"}}));
}

TEST(HopByHop, TakesAnEmptyListForNoName) {
  EXPECT_EQ(rest_of({{"Connection", ""}, {"A", "1"}}), (Headers{{"A", "1"}}));
}

}  // namespace
}  // namespace krm::http
