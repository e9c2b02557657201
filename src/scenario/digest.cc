#include "scenario/digest.h"

#include "base/hex.h"
#include "base/key_text.h"
#include "document/json.h"

namespace krm::scenario {

std::string digest(const Node& written, const std::vector<const document::ReferencedFile*>& files) {
  std::string key;
  base::append(key, std::string_view(to_json(written)));
  for (const auto* file : files) base::append(key, file->content);
  return base::to_hex(base::ByteView(base::digest(key)).first(16));
}

std::string digest(const Scenario& scenario) {
  return digest(Codec<Scenario>::write(scenario), referenced_files(scenario));
}

}  // namespace krm::scenario
