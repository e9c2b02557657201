#include "aws/upstream_url.h"

#include <gtest/gtest.h>

namespace krm::aws {
namespace {

std::string read(std::string_view text) {
  const auto upstream = read_upstream_url(text);
  return upstream ? upstream->url() : upstream.error();
}

TEST(UpstreamUrl, NamesAServer) {
  EXPECT_EQ(read("http://127.0.0.1:4566"), "http://127.0.0.1:4566");
  EXPECT_EQ(read("HTTP://localstack:4566/"), "http://localstack:4566");
  EXPECT_EQ(read("https://moto"), "https://moto");
  EXPECT_EQ(read("https://moto:443"), "https://moto");
  EXPECT_EQ(read("http://[::1]:80"), "http://[::1]");
  EXPECT_EQ(read_upstream_url("https://x")->port, 443);
  EXPECT_EQ(read_upstream_url("http://x")->port, 80);
}

TEST(UpstreamUrl, IsRefusedWithWhatToWriteInstead) {
  for (const auto* text : {"", "moto", "moto:5000", "ftp://moto", "http://", "http://:5000",
                           "http://[::1", "http://mo to", "http://moto:"}) {
    EXPECT_NE(read(text).find("write http://HOST:PORT or https://HOST:PORT"), std::string::npos)
        << text;
  }
  for (const auto* text : {"http://moto/kms", "http://moto?x", "http://moto/#"}) {
    EXPECT_NE(read(text).find("more than a host and a port"), std::string::npos) << text;
  }
  for (const auto* text : {"http://moto:0", "http://moto:65536", "http://moto:x"}) {
    EXPECT_NE(read(text).find("has no port of 1 to 65535"), std::string::npos) << text;
  }
}

TEST(UpstreamUrl, ShowsNoPassword) {
  for (const auto* text : {"http://user:hush@moto", "http://user:hu/sh@moto", "ftp://u:hush@moto",
                           "user:hush@moto", "http://user:hush@moto/x", "http://u:hush@moto:x"}) {
    EXPECT_EQ(read(text),
              "the URL names a user: leave it out, since credentials are those of each request")
        << text;
  }
}

TEST(UpstreamUrl, IsNoHostOfAws) {
  for (const auto* host : {"kms.us-east-1.amazonaws.com", "KMS.eu-west-1.AmazonAWS.com.",
                           "kms.cn-north-1.amazonaws.com.cn", "kms.us-east-1.api.aws",
                           "x.lambda-url.us-east-1.on.aws", "amazonaws.com"}) {
    EXPECT_TRUE(is_host_of_aws(host)) << host;
    EXPECT_NE(read("https://" + std::string(host)).find("is a host of AWS"), std::string::npos);
  }
  for (const auto* host : {"localhost", "myamazonaws.com", "kms.localhost.localstack.cloud", "",
                           "amazonaws.com.example"}) {
    EXPECT_FALSE(is_host_of_aws(host)) << host;
  }
}

}  // namespace
}  // namespace krm::aws
