// The published examples of SigV4 (SIGV4: the signing test suite of AWS, the cases of services that
// normalise paths): what is signed, and what has to come of it. Fields that go over several lines
// are joined as HTTP joins them. Left out: a session token that is put into the query once it is
// signed, as some services want it; KMS is not known for that.
#pragma once

#include <string>
#include <vector>

#include "http/header.h"

namespace krm::test {

struct PublishedForm {
  std::string target;  // in the query form without the signature
  http::Headers headers;
  std::string signed_headers;  // in the query form part of the target
  std::string hashed_canonical_request;
  std::string signature;
};

struct PublishedExample {
  std::string name;
  std::string method;
  std::string body;
  PublishedForm by_header;
  PublishedForm by_query;
};

// All are signed by AKIDEXAMPLE at 20150830T123600Z for us-east-1 and "service".
inline constexpr const char* published_secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
inline constexpr const char* published_time = "20150830T123600Z";
inline constexpr const char* published_scope = "20150830/us-east-1/service/aws4_request";

inline const std::vector<PublishedExample>& published_examples() {
  static const std::vector<PublishedExample> all = {
      {.name = "get-header-key-duplicate",
       .method = "GET",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"My-Header1", "value2"},
                      {"My-Header1", "value2"},
                      {"My-Header1", "value1"},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;my-header1;x-amz-date",
                     "dc7f04a3abfde8d472b0ab1a418b741b7c67174dad1551b4117b15527fbe966c",
                     "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host%3Bmy-header1&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"},
                     {"My-Header1", "value2"},
                     {"My-Header1", "value2"},
                     {"My-Header1", "value1"}},
                    "",
                    "fe8b58fb44117d598520befc07c144a5699c661a8db78f9ce4caee1655dec813",
                    "3349ee0b81b4b589da0ff28a395c3591e04de515651dd74f298fa992d1507a97"}},
      {.name = "get-header-value-multiline",
       .method = "GET",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"My-Header1", "value1 value2 value3"},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;my-header1;x-amz-date",
                     "e99419459a677bc11de234014be3c4e72c1ea5b454ceb58b613061f5d7a162e8",
                     "cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host%3Bmy-header1&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}, {"My-Header1", "value1 value2 value3"}},
                    "",
                    "0e73c10e35324b4d215da4bb70be61d13a3d30d569be4ed6e8fd8948965341ca",
                    "e6f5def831211aca02987a44b96826706278c7bc078112ae0263659c5b2f2d56"}},
      {.name = "get-header-value-order",
       .method = "GET",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"My-Header1", "value4"},
                      {"My-Header1", "value1"},
                      {"My-Header1", "value3"},
                      {"My-Header1", "value2"},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;my-header1;x-amz-date",
                     "31ce73cd3f3d9f66977ad3dd957dc47af14df92fcd8509f59b349e9137c58b86",
                     "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host%3Bmy-header1&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"},
                     {"My-Header1", "value4"},
                     {"My-Header1", "value1"},
                     {"My-Header1", "value3"},
                     {"My-Header1", "value2"}},
                    "",
                    "f4d3f13084ba7664111670ce26458291d3e0c620acd9384f8cd6b60d8e83423e",
                    "313720e71ca6202fdcfa9b20f88de01a4eb0638a83c833b1c184359a4eda864e"}},
      {.name = "get-header-value-trim",
       .method = "GET",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"My-Header1", "value1"},
                      {"My-Header2", "\"a   b   c\""},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;my-header1;my-header2;x-amz-date",
                     "a726db9b0df21c14f559d0a978e563112acb1b9e05476f0a6a1c7d68f28605c7",
                     "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host%3Bmy-header1%3Bmy-header2&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"},
                     {"My-Header1", "value1"},
                     {"My-Header2", "\"a   b   c\""}},
                    "",
                    "84c9e353b6161b689210977f93b93e6a7182f9ecb2ceae8af8c3d86b080a88ae",
                    "e7bb0fd515e125e1aec2ecc4c0c17484fb06f6846b927c35e46005dd3df3acd4"}},
      {.name = "get-relative-normalized",
       .method = "GET",
       .body = "",
       .by_header = {"/example/..",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
                     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
       .by_query = {"/example/"
                    "..?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "bb7705b4aa3cb8e8f5e1e0b3d4c0b64030797a313c8ceee43e33117cc43eadc5",
                    "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d"}},
      {.name = "get-relative-relative-normalized",
       .method = "GET",
       .body = "",
       .by_header = {"/example1/example2/../..",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
                     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
       .by_query = {"/example1/example2/../"
                    "..?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "bb7705b4aa3cb8e8f5e1e0b3d4c0b64030797a313c8ceee43e33117cc43eadc5",
                    "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d"}},
      {.name = "get-slash-dot-slash-normalized",
       .method = "GET",
       .body = "",
       .by_header = {"/./",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
                     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
       .by_query = {"/./"
                    "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "bb7705b4aa3cb8e8f5e1e0b3d4c0b64030797a313c8ceee43e33117cc43eadc5",
                    "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d"}},
      {.name = "get-slash-normalized",
       .method = "GET",
       .body = "",
       .by_header = {"//",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
                     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
       .by_query = {"//"
                    "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "bb7705b4aa3cb8e8f5e1e0b3d4c0b64030797a313c8ceee43e33117cc43eadc5",
                    "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d"}},
      {.name = "get-slash-pointless-dot-normalized",
       .method = "GET",
       .body = "",
       .by_header = {"/./example",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "214d50c111a8edc4819da6a636336472c916b5240f51e9a51b5c3305180cf702",
                     "ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5"},
       .by_query = {"/./"
                    "example?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%"
                    "2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-"
                    "Amz-SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "88dd73bb06de69cb042dbb82cadbb4fce1a2623615d94520c271614abf94e738",
                    "35034b1a0bdd969f346975386daf8aedfd4976573b8348cf4f67eaa41c5857de"}},
      {.name = "get-slashes-normalized",
       .method = "GET",
       .body = "",
       .by_header = {"//example//",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "cb96b4ac96d501f7c5c15bc6d67b3035061cfced4af6585ad927f7e6c985c015",
                     "9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84"},
       .by_query = {"//example//"
                    "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "1a3e3fe19998c62136ed2ff9c8531973a46d4a21b336f58e8fcad185ec64d642",
                    "c1834e8fb0307243711f0f907f6ab7311ed300d87f13792d7ee4da89ab93e082"}},
      {.name = "get-space-normalized",
       .method = "GET",
       .body = "",
       .by_header = {"/example space/",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "63ee75631ed7234ae61b5f736dfc7754cdccfedbff4b5128a915706ee9390d86",
                     "652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741"},
       .by_query = {"/example "
                    "space/"
                    "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "cc3dd817bd405e51225826ec4934a96d065d6af5b6b0163c7a5abbd26a84519e",
                    "7a1f416954786484c9824d93c1f26ef64acb9b1b6c9154d08c9f07d0e394abf6"}},
      {.name = "get-unreserved",
       .method = "GET",
       .body = "",
       .by_header = {"/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "6a968768eefaa713e2a6b16b589a8ea192661f098f37349f4e2c0082757446f9",
                     "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"},
       .by_query =
           {"/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz?X-Amz-Algorithm="
            "AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_"
            "request&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600",
            {{"Host", "example.amazonaws.com"}},
            "",
            "3134f2fbc6ef58f34b74b01643a159bfccbc121ea4288a4b75e65bc805d08219",
            "95968482db1b9e0fadef6efc1bd24689f77c77d9ef56919c96a28cc92e0d6005"}},
      {.name = "get-utf8",
       .method = "GET",
       .body = "",
       .by_header = {"/ሴ",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "2a0a97d02205e45ce2e994789806b19270cfbbb0921b278ccf58f5249ac42102",
                     "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"},
       .by_query = {"/ሴ?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "d8f78e05d0d9bb1c16ae1e60ed405de76cfb8fdcd3e414ffe65fad563b996d66",
                    "10eae3f14a260bd3911cc6d008d3c576d143b05b62f09782a7a4b37f52178e44"}},
      {.name = "get-vanilla-empty-query-key",
       .method = "GET",
       .body = "",
       .by_header = {"/?Param1=value1",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "1e24db194ed7d0eec2de28d7369675a243488e08526e8c1c73571282f7c517ab",
                     "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"},
       .by_query = {"/?Param1=value1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%"
                    "2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-"
                    "Amz-SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "74828b608f939673ed5a839190452a943b0178760f258da766209b21f8ca3f86",
                    "49096700cbbaa5753443850f40df10f904fc2fdb544dc9512203cc77c471a9de"}},
      {.name = "get-vanilla-query-order-encoded",
       .method = "GET",
       .body = "",
       .by_header = {"/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "868294f5c38bd141c4972a373a76654f1418a8e4fc18b2e7903ae45e8ae0ec71",
                     "371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac"},
       .by_query =
           {"/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-"
            "Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date="
            "20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600",
            {{"Host", "example.amazonaws.com"}},
            "",
            "9808d6cdc8245c74e705c68350fc6a62b91778cdd613890e5d177998c02c6f53",
            "c5f1848ceec943ac2ca68ee720460c23aaae30a2300586597ada94c4a65e4787"}},
      {.name = "get-vanilla-query-order-key-case",
       .method = "GET",
       .body = "",
       .by_header = {"/?Param2=value2&Param1=value1",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "816cd5b414d056048ba4f7c5386d6e0533120fb1fcfa93762cf0fc39e2cf19e0",
                     "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
       .by_query = {"/?Param2=value2&Param1=value1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-"
                    "Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-"
                    "Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "b82878ecb2ab7ad194b9fe79b2946c2a36ee1627a219408089b2d774c1a0cedb",
                    "86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5"}},
      {.name = "get-vanilla-query-unreserved",
       .method = "GET",
       .body = "",
       .by_header = {"/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~"
                     "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "c30d4703d9f799439be92736156d47ccfb2d879ddf56f5befa6d1d6aab979177",
                     "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"},
       .by_query =
           {"/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~"
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz&X-Amz-Algorithm=AWS4-"
            "HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fservice%2Faws4_"
            "request&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-Expires=3600",
            {{"Host", "example.amazonaws.com"}},
            "",
            "c77f27ef2b499fbfee3f0b3c88bba7057b2b31ee9b62047078a5e0d6be91fd58",
            "8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf"}},
      {.name = "get-vanilla-query",
       .method = "GET",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
                     "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "bb7705b4aa3cb8e8f5e1e0b3d4c0b64030797a313c8ceee43e33117cc43eadc5",
                    "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d"}},
      {.name = "get-vanilla-utf8-query",
       .method = "GET",
       .body = "",
       .by_header = {"/?ሴ=bar",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "eb30c5bed55734080471a834cc727ae56beb50e5f39d1bff6d0d38cb192a7073",
                     "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"},
       .by_query = {"/?ሴ=bar&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%"
                    "2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-"
                    "Amz-SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "b2e8ae8e48ec880defebc6f6dc1d9fbc9f1856b33146f2943060ca71a50a7a77",
                    "0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600"}},
      {.name = "get-vanilla-with-session-token",
       .method = "GET",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"X-Amz-Security-Token",
                       "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267"},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date;x-amz-security-token",
                     "067b36aa60031588cea4a4cde1f21215227a047690c72247f1d70b32fbbfad2b",
                     "07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600&X-Amz-Security-Token="
                    "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "cb30434103085aa9e73780fc60dc9a9df818fd2a7b1de12a9f6f4d791f898761",
                    "7ff2b50b376cb4d151970630573d6291dc128cc5c2a12ffb237f73cc53f67b6c"}},
      {.name = "post-header-key-case",
       .method = "POST",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "553f88c9e4d10fc9e109e2aeb65f030801b70c2f6468faca261d401ae622fc87",
                     "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "d27fc6fe1afc1d88b248c5ae9194ec0943a693dd6d81d8d815c88a369eb0471e",
                    "2ce6e6d2e0cf2f9d1b55fafec88cd20574c31dc2e7631979f71ba2310083e95b"}},
      {.name = "post-header-key-sort",
       .method = "POST",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"My-Header1", "value1"},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;my-header1;x-amz-date",
                     "9368318c2967cf6de74404b30c65a91e8f6253e0a8659d6d5319f1a812f87d65",
                     "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host%3Bmy-header1&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}, {"My-Header1", "value1"}},
                    "",
                    "1295ed77e4ef8b18b32815e493e0b0f78ee47615c0ecbebfec7c75709eb58c88",
                    "c09d07e0d55871f10f2a6d350d994acf6825a3cae70673d7def55616e6119dd7"}},
      {.name = "post-header-value-case",
       .method = "POST",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"My-Header1", "VALUE1"},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;my-header1;x-amz-date",
                     "d51ced243e649e3de6ef63afbbdcbca03131a21a7103a1583706a64618606a93",
                     "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=host%3Bmy-header1&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}, {"My-Header1", "VALUE1"}},
                    "",
                    "9d4d1de88f0149695a91a01275fc72dc00fb50bdc78e424f012ec860d5f8c41d",
                    "0698bc9e4f7f9139065ba2909c0e99da257e8e2a42492a097bcd46d792391fed"}},
      {.name = "post-sts-header-after",
       .method = "POST",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"X-Amz-Security-Token",
                       "AQoDYXdzEPT//////////"
                       "wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeo"
                       "IYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/"
                       "kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HF"
                       "vlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+"
                       "scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "553f88c9e4d10fc9e109e2aeb65f030801b70c2f6468faca261d401ae622fc87",
                     "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
       .by_query = {}},
      {.name = "post-sts-header-before",
       .method = "POST",
       .body = "",
       .by_header = {"/",
                     {{"Host", "example.amazonaws.com"},
                      {"X-Amz-Security-Token",
                       "AQoDYXdzEPT//////////"
                       "wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeo"
                       "IYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/"
                       "kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HF"
                       "vlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+"
                       "scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="},
                      {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date;x-amz-security-token",
                     "c237e1b440d4c63c32ca95b5b99481081cb7b13c7e40434868e71567c1a882f6",
                     "85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead"},
       .by_query =
           {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-"
            "1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-SignedHeaders=host&X-Amz-"
            "Expires=3600&X-Amz-Security-Token=AQoDYXdzEPT%2F%2F%2F%2F%2F%2F%2F%2F%2F%"
            "2FwEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfK"
            "D8YUuwthAx7mSEI%2FqkPpKPi%"
            "2FkMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q"
            "6fE8YQcHNVXAkiY9q6d%2Bxo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz%"
            "2BscqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR%2FoLxBA%3D%3D",
            {{"Host", "example.amazonaws.com"}},
            "",
            "37f7ba7a2ec89e8b29a0d637bcc70d8e8d0fdba854ddfc5bc06a12398cfe8605",
            "46c2e3c63c1dbe7d39f8ada16fe7f001c1f56c5791441565323677f96308871c"}},
      {.name = "post-vanilla-empty-query-value",
       .method = "POST",
       .body = "",
       .by_header = {"/?Param1=value1",
                     {{"Host", "example.amazonaws.com"}, {"X-Amz-Date", "20150830T123600Z"}},
                     "host;x-amz-date",
                     "9d659678c1756bb3113e2ce898845a0a79dbbc57b740555917687f1b3340fbbd",
                     "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"},
       .by_query = {"/?Param1=value1&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%"
                    "2F20150830%2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-"
                    "Amz-SignedHeaders=host&X-Amz-Expires=3600",
                    {{"Host", "example.amazonaws.com"}},
                    "",
                    "98241d1c6f938789d34b92e16e08b7fc8fdaa774c5437ba30d505eedae43dd2b",
                    "a9ef26247f293bffe40eeff86a0480ba8c14d31503b2e0c3399e3a16bf1a3682"}},
      {.name = "post-x-www-form-urlencoded-parameters",
       .method = "POST",
       .body = "Param1=value1",
       .by_header = {"/",
                     {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
                      {"Host", "example.amazonaws.com"},
                      {"Content-Length", "13"},
                      {"X-Amz-Date", "20150830T123600Z"},
                      {"x-amz-content-sha256",
                       "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"}},
                     "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
                     "a89f1a5b53e37702ee6363ce1da3ce8f54386f3c8f352ae652153c2982a0bc4d",
                     "328d1b9eaadca9f5818ef05e8392801e091653bafec24fcab71e7344e7f51422"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=content-length%3Bcontent-type%3Bhost&X-Amz-Expires=3600",
                    {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"},
                     {"Host", "example.amazonaws.com"},
                     {"Content-Length", "13"}},
                    "",
                    "32192353b8ae6d857fac1c71cda066e6af2d3a3127ea7ac1fee22621ab4f05dc",
                    "0dbeb9b026c7b6675f266b8427efec9b4fa8b1f6ef1477d717aea231106eab4d"}},
      {.name = "post-x-www-form-urlencoded",
       .method = "POST",
       .body = "Param1=value1",
       .by_header = {"/",
                     {{"Content-Type", "application/x-www-form-urlencoded"},
                      {"Host", "example.amazonaws.com"},
                      {"Content-Length", "13"},
                      {"X-Amz-Date", "20150830T123600Z"},
                      {"x-amz-content-sha256",
                       "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"}},
                     "content-length;content-type;host;x-amz-content-sha256;x-amz-date",
                     "b1edd1d03544c25390e32085d55b57acc9a3961bb59415ff86c45c3d89d16cfb",
                     "d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b"},
       .by_query = {"/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDEXAMPLE%2F20150830%"
                    "2Fus-east-1%2Fservice%2Faws4_request&X-Amz-Date=20150830T123600Z&X-Amz-"
                    "SignedHeaders=content-length%3Bcontent-type%3Bhost&X-Amz-Expires=3600",
                    {{"Content-Type", "application/x-www-form-urlencoded"},
                     {"Host", "example.amazonaws.com"},
                     {"Content-Length", "13"}},
                    "",
                    "ee5059a7c437165a28d0e775e6498be428761255d657d8c04cb1baa41de6514c",
                    "89a40deed0f26f9461242825a082d2222717248abc7ab41f552ad84a94ad46e9"}},
  };
  return all;
}

}  // namespace krm::test
