// Mistakes of our own and failures of the machine: the client gets an error of KMS's, the log says
// what happened, and the connection lives on.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "tests/support/server_fixture.h"
#include "tests/wire/messages.h"

namespace krm::test {
namespace {

// Throws once, then counts.
class ThrowingEntropy final : public base::Entropy {
 public:
  bool fill(std::span<std::uint8_t> out) override {
    if (!thrown_.exchange(true)) throw std::runtime_error("the dice are lost");
    return counting_.fill(out);
  }

 private:
  std::atomic<bool> thrown_{false};
  CountingEntropy counting_;
};

TEST(Bug, IsAnInternalFailureAndTheConnectionLivesOn) {
  ThrowingEntropy entropy;
  const Server server(entropy);
  SocketClient client = server.connect();
  client.send(request_32);
  EXPECT_EQ(client.read_reply(),
            "HTTP/1.1 500 Internal Server Error\r\n"
            "x-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\n"
            "Cache-Control: no-cache, no-store, must-revalidate, private\r\n"
            "Expires: 0\r\n"
            "Pragma: no-cache\r\n"
            "Date: Tue, 24 Nov 2026 07:15:00 GMT\r\n"
            "Content-Type: application/x-amz-json-1.1\r\n"
            "Content-Length: 28\r\n"
            "\r\n"
            "{\"__type\":\"InternalFailure\"}");
  EXPECT_EQ(server.log(), "error: bug: the dice are lost\n");
  client.send(request_32);
  EXPECT_EQ(client.read_reply(), kms_reply("200 OK", plaintext_32));
}

TEST(FailingDraw, IsKmssOwnErrorAndNeverFewerBytes) {
  FailingEntropy entropy(1);
  const Server server(entropy);
  SocketClient client = server.connect();
  client.send(request_32);
  EXPECT_EQ(client.read_reply(),
            kms_reply("500 Internal Server Error", R"({"__type":"KMSInternalException"})"));
  client.send(request_32);
  EXPECT_EQ(client.read_reply(), kms_reply("200 OK", plaintext_32));
}

}  // namespace
}  // namespace krm::test
