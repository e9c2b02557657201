// A ReferencedFile is a file that a scenario names. It is read with the scenario.
#pragma once

#include "document/walk.h"

namespace krm::document {

struct ReferencedFile {
  std::string path;         // as it is written
  std::string content;      // never empty once the scenario is loaded
  std::size_t longest = 0;  // the most bytes that it may have
  bool operator==(const ReferencedFile&) const = default;
};

template <>
struct Codec<ReferencedFile> {
  struct Form {
    TextForm path{};
    std::size_t longest = std::size_t{1} << 20;
    std::string_view instead{};  // what to do where no file may be named
  };
  static std::optional<ReferencedFile> read(const Node& node, const Form& form, Reading& reading);
  static Node write(const ReferencedFile& value) {
    return Node::scalar(Node::Kind::text, value.path);
  }
  static Shape shape(const Form& form) { return Codec<std::string>::shape(form.path); }
};

// Returns the files that `value` names, in the order of its fields. They live as long as it does.
template <typename T>
std::vector<const ReferencedFile*> files_within(const T& value) {
  std::vector<const ReferencedFile*> files;
  walk<ReferencedFile>(value, [&](const ReferencedFile& file) { files.push_back(&file); });
  return files;
}

}  // namespace krm::document
