#include "scenario/source_files.h"

#include <filesystem>

#include "base/file.h"

namespace krm::scenario {
namespace {

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
    // One byte more than may be, so that it is seen.
    const auto content = base::read_file((std::filesystem::path(*directory_) / path->text).string(),
                                         source::File::longest + 1);
    if (!content) {
      mistakes_.add(mark, fmt::format("cannot read {}: {}", printable(path->text),
                                      base::in_words(content.error())));
    } else if (content->empty() || content->size() > source::File::longest) {
      mistakes_.add(mark, fmt::format("{} has {} bytes; 1 to {} are wanted", printable(path->text),
                                      content->empty() ? "no" : "too many", source::File::longest));
    } else if (source != nullptr) {
      std::get<source::File>(source->any.value).content.assign(content->begin(), content->end());
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

std::vector<const source::File*> files_of(const Scenario& scenario) {
  std::vector<const source::File*> files;
  const auto add = [&files](const EntropySource& source) {
    if (const auto* file = std::get_if<source::File>(&source.any.value)) files.push_back(file);
  };
  add(scenario.entropy);
  for (const Rule& rule : scenario.rules) {
    for (const Fault& fault : rule.faults) {
      if (const auto* entropy = std::get_if<fault::Entropy>(&fault.value)) add(entropy->from);
    }
  }
  return files;
}

}  // namespace krm::scenario
