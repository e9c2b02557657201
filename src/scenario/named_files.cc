#include "scenario/named_files.h"

#include <filesystem>
#include <utility>

#include "base/file.h"
#include "crypto/certification_path.h"

namespace krm::scenario {
namespace {

class NamedFiles {
 public:
  NamedFiles(const std::optional<std::string>& directory, Mistakes& mistakes)
      : directory_(directory), mistakes_(mistakes) {}

  // The file that a source names, if it is one that names a file; `source` may be absent, where
  // something else of the scenario could not be read.
  void read(const Node& node, EntropySource* source) {
    const Node* kind = node.find("source");
    const Node* path = node.find("path");
    if (kind == nullptr || kind->text != source::File::name) return;
    if (path == nullptr || path->kind != Node::Kind::text || path->text.empty()) return;
    const auto content = content_of(*path, source::File::longest, "write fixed bytes");
    if (!content || source == nullptr) return;
    std::get<source::File>(source->any.value).content.assign(content->begin(), content->end());
  }

  // The roots that a recipient names; `recipient` may be absent likewise.
  void read(const Node& node, Recipient* recipient) {
    const Node* roots = node.find("roots");
    if (roots == nullptr) return;
    for (const Node& root : roots->items) {
      if (root.kind != Node::Kind::text || root.text.empty() || root.text == Recipient::aws)
        continue;
      auto text = content_of(root, Recipient::longest_root, "say it with --recipient-root");
      if (!text) continue;
      crypto::TrustAnchors anchors;
      if (const auto added = anchors.add_pem(*text); !added) {
        mistakes_.add(root.mark, fmt::format("{}: {}", printable(root.text), added.error()));
      } else if (recipient != nullptr) {
        recipient->root_texts.push_back(std::move(*text));
      }
    }
  }

 private:
  std::optional<std::string> content_of(const Node& path, std::size_t longest,
                                        std::string_view instead) {
    if (!directory_) {
      mistakes_.add(
          path.mark,
          fmt::format("only a scenario that is a file itself can name a file; {}", instead));
      return std::nullopt;
    }
    // One byte more than may be, so that it is seen.
    auto content =
        base::read_file((std::filesystem::path(*directory_) / path.text).string(), longest + 1);
    if (!content) {
      mistakes_.add(path.mark, fmt::format("cannot read {}: {}", printable(path.text),
                                           base::in_words(content.error())));
      return std::nullopt;
    }
    if (content->empty() || content->size() > longest) {
      mistakes_.add(path.mark,
                    fmt::format("{} has {} bytes; 1 to {} are wanted", printable(path.text),
                                content->empty() ? "no" : "too many", longest));
      return std::nullopt;
    }
    return std::move(*content);
  }

  const std::optional<std::string>& directory_;
  Mistakes& mistakes_;
};

}  // namespace

void read_named_files(Scenario* scenario, const Node& node,
                      const std::optional<std::string>& directory, Mistakes& mistakes) {
  NamedFiles files(directory, mistakes);
  if (const Node* recipient = node.find("recipient")) {
    files.read(*recipient, scenario == nullptr ? nullptr : &scenario->recipient.value());
  }
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

std::vector<NamedFile> files_of(const Scenario& scenario) {
  std::vector<NamedFile> files;
  const auto add = [&files](const EntropySource& source) {
    const auto* file = std::get_if<source::File>(&source.any.value);
    if (file == nullptr) return;
    const std::string_view content(reinterpret_cast<const char*>(file->content.data()),
                                   file->content.size());
    files.push_back({file->path, source::File::longest, content});
  };
  add(scenario.entropy);
  if (const auto& recipient = scenario.recipient) {
    auto text = recipient->root_texts.begin();
    for (const std::string& root : recipient->roots) {
      if (root != Recipient::aws) files.push_back({root, Recipient::longest_root, *text++});
    }
  }
  for (const Rule& rule : scenario.rules) {
    for (const Fault& fault : rule.faults) {
      if (const auto* entropy = std::get_if<fault::Entropy>(&fault.value)) add(entropy->from);
    }
  }
  return files;
}

}  // namespace krm::scenario
