#include "scenario/digest.h"

#include "base/key_text.h"
#include "scenario/load.h"

namespace krm::scenario {
namespace {

std::vector<const source::File*> file_sources(const Scenario& scenario) {
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

}  // namespace

std::string digest(const Scenario& scenario) {
  std::string key;
  base::append(key, std::string_view(dump(scenario)));
  for (const source::File* file : file_sources(scenario)) {
    base::append(key, std::string_view(reinterpret_cast<const char*>(file->content.data()),
                                       file->content.size()));
  }
  const auto bytes = base::digest(key);
  return Codec<aws::Blob>::write({bytes.begin(), bytes.begin() + 16}).text;
}

std::vector<std::string> files_of(const Scenario& scenario) {
  std::vector<std::string> paths;
  for (const source::File* file : file_sources(scenario)) paths.push_back(file->path);
  return paths;
}

}  // namespace krm::scenario
