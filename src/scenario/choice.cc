#include "scenario/choice.h"

namespace krm::scenario {

void refuse_unknown_name(Mark mark, std::string_view family, std::string_view name,
                         const std::vector<std::string_view>& names, Mistakes& mistakes) {
  mistakes.add(mark, fmt::format("there is no {} \"{}\"{}", family, printable(name),
                                 suggestion(name, names)));
}

}  // namespace krm::scenario
