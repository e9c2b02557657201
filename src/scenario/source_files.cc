#include "scenario/source_files.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace krm::scenario {
namespace {

std::string why_not(int error) { return std::generic_category().message(error); }

// Of at most the size that is allowed, and one byte more.
std::optional<aws::Blob> content_of(const std::filesystem::path& path, std::string& why) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    why = why_not(EISDIR);
    return std::nullopt;
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  aws::Blob bytes(source::File::longest + 1);
  if (file)
    file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file.is_open() || file.bad()) {
    why = why_not(errno != 0 ? errno : EIO);
    return std::nullopt;
  }
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

class SourceFiles {
 public:
  SourceFiles(const std::optional<std::string>& directory, Mistakes& mistakes)
      : directory_(directory), mistakes_(mistakes) {}

  // The file that a source names, if it is one that names a file; `source` may be absent, where
  // something else of the scenario could not be read.
  void read(const Node& node, EntropySource* source) {
    const Node* kind = node.find("source");
    const Node* path = node.find("path");
    if (kind == nullptr || kind->text != source::File::name) return;
    if (path == nullptr || path->kind != Node::Kind::text || path->text.empty()) return;
    const Mark mark = path->mark;
    if (!directory_) {
      mistakes_.add(mark,
                    "only a scenario that is a file itself can name a file; write fixed bytes");
      return;
    }
    std::string why;
    auto content = content_of(std::filesystem::path(*directory_) / path->text, why);
    if (!content) {
      mistakes_.add(mark, fmt::format("cannot read {}: {}", printable(path->text), why));
    } else if (content->empty() || content->size() > source::File::longest) {
      mistakes_.add(mark, fmt::format("{} has {} bytes; 1 to {} are wanted", printable(path->text),
                                      content->empty() ? "no" : "too many", source::File::longest));
    } else if (source != nullptr) {
      std::get<source::File>(source->any.value).content = std::move(*content);
    }
  }

 private:
  const std::optional<std::string>& directory_;
  Mistakes& mistakes_;
};

}  // namespace

void read_source_files(Scenario* scenario, const Node& node,
                       const std::optional<std::string>& directory, Mistakes& mistakes) {
  SourceFiles files(directory, mistakes);
  if (const Node* entropy = node.find("entropy")) {
    files.read(*entropy, scenario == nullptr ? nullptr : &scenario->entropy);
  }
  const Node* rules = node.find("rules");
  for (std::size_t r = 0; rules != nullptr && r < rules->items.size(); ++r) {
    const Node* faults = rules->items[r].find("do");
    for (std::size_t f = 0; faults != nullptr && f < faults->items.size(); ++f) {
      const Node* entropy = faults->items[f].find(fault::Entropy::name);
      if (entropy == nullptr) continue;
      files.read(*entropy,
                 scenario == nullptr
                     ? nullptr
                     : &std::get<fault::Entropy>(scenario->rules[r].faults[f].value).from);
    }
  }
}

}  // namespace krm::scenario
