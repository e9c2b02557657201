#include "document/referenced_file.h"

namespace krm::document {

std::optional<ReferencedFile> Codec<ReferencedFile>::read(const Node& node, const Form& form,
                                                          Reading& reading) {
  auto path = Codec<std::string>::read(node, form.path, reading);
  if (!path) return std::nullopt;
  ReferencedFile file{std::move(*path), {}, form.longest};
  if (!reading.read_file) {
    reading.refuse(
        node.mark,
        fmt::format("only a scenario that is a file itself can name a file; {}", form.instead));
    return file;
  }
  // Asks for one byte more than there may be, to see whether it is there.
  auto content = reading.read_file(file.path, form.longest + 1);
  if (!content) {
    reading.refuse(node.mark,
                   fmt::format("cannot read {}: {}", printable(file.path), content.error()));
  } else if (content->empty() || content->size() > form.longest) {
    reading.refuse(node.mark,
                   fmt::format("{} has {} bytes; 1 to {} are wanted", printable(file.path),
                               content->empty() ? "no" : "too many", form.longest));
  } else {
    file.content = std::move(*content);
  }
  return file;
}

}  // namespace krm::document
