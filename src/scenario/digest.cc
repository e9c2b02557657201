#include "scenario/digest.h"

#include "base/hex.h"
#include "base/key_text.h"
#include "scenario/load.h"
#include "scenario/named_files.h"

namespace krm::scenario {

std::string digest(const Scenario& scenario) {
  std::string key;
  base::append(key, std::string_view(dump(scenario)));
  for (const NamedFile& file : files_of(scenario)) base::append(key, file.content);
  return base::to_hex(base::ByteView(base::digest(key)).first(16));
}

}  // namespace krm::scenario
