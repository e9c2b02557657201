#include "tests/support/ber.h"

#include <stdexcept>

#include "base/hex.h"

namespace krm::test {
namespace {

using base::to_hex;

class Walk {
 public:
  explicit Walk(base::ByteView ber) : ber_(ber) {}

  // Elements up to `end`, or where `until_mark` up to end-of-contents.
  void elements(unsigned depth, std::size_t end, bool until_mark) {
    while (until_mark || position_ < end) {
      if (element(depth, end) && until_mark) return;
    }
    if (position_ != end) throw std::runtime_error("an element goes beyond its end");
  }

  std::vector<BerElement> take() { return std::move(elements_); }

 private:
  // Whether it was end-of-contents.
  bool element(unsigned depth, std::size_t end) {
    const std::size_t offset = position_;
    const std::uint8_t identifier = next(end);
    const std::uint8_t first = next(end);
    std::size_t length = first;
    if (first > 0x80) {
      length = 0;
      for (int i = 0; i < first - 0x80; ++i) length = length << 8 | next(end);
    }
    elements_.push_back({offset, depth, to_hex(ber_.subspan(offset, position_ - offset)), {}});
    const bool constructed = (identifier & 0x20) != 0;
    if (first == 0x80) {
      if (!constructed) throw std::runtime_error("a primitive element of indefinite length");
      elements(depth + 1, end, true);
      return false;
    }
    if (length > end - position_) throw std::runtime_error("an element ends beyond its parent");
    if (constructed) {
      elements(depth + 1, position_ + length, false);
    } else {
      elements_.back().content = to_hex(ber_.subspan(position_, length));
      position_ += length;
    }
    return identifier == 0 && first == 0;
  }

  std::uint8_t next(std::size_t end) {
    if (position_ >= end) throw std::runtime_error("the octets end too early");
    return ber_[position_++];
  }

  base::ByteView ber_;
  std::size_t position_ = 0;
  std::vector<BerElement> elements_;
};

}  // namespace

std::vector<BerElement> walk_ber(base::ByteView ber) {
  Walk walk(ber);
  walk.elements(0, ber.size(), false);
  return walk.take();
}

}  // namespace krm::test
