#include "scenario/entropy_source.h"

namespace krm::scenario {
namespace {

template <typename S>
concept Source =
    Described<S> && requires(const S source, const Draw& draw, std::span<std::uint8_t> out) {
      { source.fill(draw, out) } -> std::same_as<bool>;
    };

}  // namespace

bool EntropySource::fill(const Draw& draw, std::span<std::uint8_t> out) const {
  return std::visit([&](const Source auto& source) { return source.fill(draw, out); }, any.value);
}

std::optional<std::string> EntropySource::refusal(const Place& place, std::size_t size) const {
  return std::visit(
      [&](const Source auto& source) -> std::optional<std::string> {
        if constexpr (requires { source.refusal(place, size); }) return source.refusal(place, size);
        return std::nullopt;
      },
      any.value);
}

}  // namespace krm::scenario
