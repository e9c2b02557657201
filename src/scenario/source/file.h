// File gives the bytes of a file, one call after the other, as a real generator once gave them.
#pragma once

#include "document/referenced_file.h"
#include "scenario/names.h"
#include "scenario/source/draw.h"
#include "scenario/source/then.h"

namespace krm::scenario::source {

struct File {
  static constexpr std::string_view name = "file";
  static constexpr std::string_view help =
      "the bytes of a file, each call going on where the one before it ended";
  static void fields(auto& field) {
    field.required(
        "path", &File::file,
        "where it is, seen from the scenario file; at most 1 MiB, read once, at the start",
        {.path = {.what = "a path", .pattern = "^.+$", .holds = some_text.holds},
         .longest = std::size_t{1} << 20,
         .instead = "write fixed bytes"});
    field("then", &File::then,
          "after its last byte: its first again, KMSInternalException, or the system's bytes");
  }
  void check(const Node& node, Reading& reading) const;

  bool fill(const Draw& draw, std::span<std::uint8_t> out) const;
  std::optional<std::string> refusal(const Place& place, std::size_t size) const;

  document::ReferencedFile file;
  Then then = Then::repeat;
  bool operator==(const File&) const = default;
};

}  // namespace krm::scenario::source
