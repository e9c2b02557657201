#include "scenario/header_text.h"

#include <algorithm>

#include "http/header.h"

namespace krm::scenario {
namespace {

bool may_be_set(std::string_view name) {
  if (!http::is_token(name)) return false;
  return std::ranges::none_of(
      std::initializer_list<std::string_view>{"Content-Length", "Transfer-Encoding", "Connection"},
      [&](std::string_view framing) { return http::iequals(name, framing); });
}

}  // namespace

const TextForm header_name{
    .what = "the name of a header, none of Content-Length, Transfer-Encoding and Connection",
    .pattern =
        "^(?!([Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Ll][Ee][Nn][Gg][Tt][Hh]|[Tt][Rr][Aa][Nn][Ss]"
        "[Ff][Ee][Rr]-[Ee][Nn][Cc][Oo][Dd][Ii][Nn][Gg]|[Cc][Oo][Nn][Nn][Ee][Cc][Tt][Ii]"
        "[Oo][Nn])$)[0-9A-Za-z!#$%&'*+.^_`|~-]+$",
    .holds = may_be_set};

}  // namespace krm::scenario

namespace krm::document {
namespace {

bool is_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
  });
}

}  // namespace

using scenario::HeaderText;

std::optional<HeaderText> Codec<HeaderText>::read(const Node& node, const Form& form,
                                                  Reading& reading) {
  if (node.kind == Node::Kind::null && form.may_be_null) return HeaderText{};
  const bool scalar = node.is_scalar() && node.kind != Node::Kind::null;
  if (scalar && is_value(node.text)) return HeaderText{node.text};
  expected(node, shape(form).what, reading);
  return std::nullopt;
}

Node Codec<HeaderText>::write(const HeaderText& value) {
  return value.value ? Node::scalar(Node::Kind::text, *value.value) : Node{};
}

Shape Codec<HeaderText>::shape(const Form& form) {
  Shape all{.kind = Shape::Kind::any_of, .what = "the value of a header"};
  const std::string_view pattern = "^[^\\u0000-\\u0008\\u000a-\\u001f\\u007f]*$";
  all.inner = {{.kind = Shape::Kind::text, .what = "text", .pattern = std::string(pattern)},
               {.kind = Shape::Kind::number, .what = "a number"},
               {.kind = Shape::Kind::boolean, .what = "true or false"}};
  if (form.may_be_null) {
    all.what += ", or nothing to take it away";
    all.inner.push_back({.kind = Shape::Kind::null, .what = "nothing"});
  }
  return all;
}

}  // namespace krm::document
