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

  // REQUIRES: `node` is what `source` was read from.
  void read(EntropySource& source, const Node& node) {
    auto* file = std::get_if<source::File>(&source.any.value);
    if (file == nullptr) return;
    const Mark mark = node.find("path")->mark;
    if (!directory_) {
      mistakes_.add(mark,
                    "only a scenario that is a file itself can name a file; write fixed bytes");
      return;
    }
    std::string why;
    auto content = content_of(std::filesystem::path(*directory_) / file->path, why);
    if (!content) {
      mistakes_.add(mark, fmt::format("cannot read {}: {}", printable(file->path), why));
    } else if (content->empty() || content->size() > source::File::longest) {
      mistakes_.add(mark, fmt::format("{} has {} bytes; 1 to {} are wanted", printable(file->path),
                                      content->empty() ? "no" : "too many", source::File::longest));
    } else {
      file->content = std::move(*content);
    }
  }

 private:
  const std::optional<std::string>& directory_;
  Mistakes& mistakes_;
};

}  // namespace

void read_source_files(Scenario& scenario, const Node& node,
                       const std::optional<std::string>& directory, Mistakes& mistakes) {
  SourceFiles files(directory, mistakes);
  if (const Node* entropy = node.find("entropy")) files.read(scenario.entropy, *entropy);
  for (std::size_t r = 0; r < scenario.rules.size(); ++r) {
    std::vector<Fault>& faults = scenario.rules[r].faults;
    for (std::size_t f = 0; f < faults.size(); ++f) {
      auto* entropy = std::get_if<fault::Entropy>(&faults[f].value);
      if (entropy == nullptr) continue;
      const Node& item = node.find("rules")->items[r].find("do")->items[f];
      files.read(entropy->from, *item.find("entropy"));
    }
  }
}

}  // namespace krm::scenario
