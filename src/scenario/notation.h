// This file takes the words of `document` for a scenario's structs, without their namespace. A
// fault, a matcher, a source or an expectation includes it and describes itself in `fields`.
#pragma once

#include "document/choice.h"
#include "document/fields.h"

namespace krm::scenario {

using document::AnyForm;
using document::check_unique;
using document::Codec;
using document::Described;
using document::expected;
using document::Guess;
using document::Integers;
using document::is_bare;
using document::Member;
using document::Milliseconds;
using document::Mistakes;
using document::Node;
using document::Numbers;
using document::OneOf;
using document::OneOrMore;
using document::printable;
using document::Reading;
using document::Shape;
using document::Table;
using document::Tagged;
using document::TextForm;
using document::Times;

}  // namespace krm::scenario
