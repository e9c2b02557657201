// Bytes of a file, one call after the other: what a real generator once gave.
#pragma once

#include <span>

#include "scenario/notation.h"
#include "scenario/source/draw.h"
#include "scenario/source/then.h"

namespace krm::scenario::source {

struct File {
  static constexpr std::string_view name = "file";
  static constexpr std::string_view help =
      "the bytes of a file, each call going on where the one before it ended";
  static constexpr std::size_t longest = std::size_t{1} << 20;
  static void fields(auto& field) {
    field.required(
        "path", &File::path,
        "where it is, seen from the scenario file; at most 1 MiB, read once, at the start",
        TextForm{.what = "a path", .pattern = "^.+$", .holds = [](std::string_view t) {
                   return !t.empty();
                 }});
    field("then", &File::then,
          "after its last byte: its first again, KMSInternalException, or the system's bytes");
  }
  void check(const Node& node, Mistakes& mistakes) const;

  bool fill(const Draw& draw, std::span<std::uint8_t> out) const;
  std::optional<std::string> refusal(const Place& place, std::size_t size) const;

  std::string path;
  Then then = Then::repeat;
  base::Bytes content;  // filled in once the file has been read; never empty then
  bool operator==(const File&) const = default;
};

}  // namespace krm::scenario::source
