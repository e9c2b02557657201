// Turns Shapes into JSON Schema (draft 2020-12, which OpenAPI 3.1 uses as well).
#pragma once

#include "document/node.h"
#include "document/shape.h"

namespace krm::document {

// Returns the schema of values of that shape. A reference becomes `references` and its name.
Node schema_of(const Shape& shape, std::string_view references = "#/$defs/");

// Make nodes as they stand in a schema.
Node text_node(std::string_view text);
Node number_node(double number);

}  // namespace krm::document
