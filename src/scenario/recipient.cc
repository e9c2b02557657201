#include "scenario/recipient.h"

namespace krm::scenario {

void Recipient::check(const Node& node, Reading& reading) const {
  const Node* pcrs = node.find("expect_pcrs");
  if (pcrs == nullptr) return;
  for (const Member& member : pcrs->members) {
    const std::size_t size = expected_pcrs.at(nitro::pcr_number(member.key).value()).size();
    if (nitro::is_pcr_size(size)) continue;
    reading.refuse(member.value.front().mark,
                   fmt::format("a PCR has 32, 48 or 64 bytes; these are {}", size));
  }
}

void Recipient::complete() {
  for (const Root& root : written_roots) {
    if (root.file) {
      roots.anchors.add(root.anchors);
    } else {
      roots.aws = true;
    }
  }
}

}  // namespace krm::scenario

namespace krm::document {
namespace {

const Codec<ReferencedFile>::Form root_file{.path = scenario::some_text,
                                            .longest = nitro::longest_root_file,
                                            .instead = "say it with --recipient-root"};

using Hexes = Table<base::Bytes>;
const Codec<Hexes>::Form pcr_table{
    .key = {.what = "the number of a PCR, 0 to 31",
            .pattern = "^([0-9]|[12][0-9]|3[01])$",
            .holds = [](std::string_view text) { return nitro::pcr_number(text).has_value(); }}};

}  // namespace

using nitro::Pcrs;
using scenario::Root;

std::optional<Root> Codec<Root>::read(const Node& node, const Form&, Reading& reading) {
  if (node.kind == Node::Kind::text && node.text == nitro::aws_root_word) return Root{};
  Root root{.file = Codec<ReferencedFile>::read(node, root_file, reading)};
  if (!root.file) return std::nullopt;
  if (root.file->content.empty()) return root;
  if (const auto added = root.anchors.add_pem(root.file->content); !added) {
    reading.refuse(node.mark, fmt::format("{}: {}", printable(node.text), added.error()));
  }
  return root;
}

Node Codec<Root>::write(const Root& value) {
  if (value.file) return Codec<ReferencedFile>::write(*value.file);
  return Node::scalar(Node::Kind::text, std::string(nitro::aws_root_word));
}

Shape Codec<Root>::shape(const Form&) { return Codec<ReferencedFile>::shape(root_file); }

std::optional<Pcrs> Codec<Pcrs>::read(const Node& node, const Form&, Reading& reading) {
  const auto table = Codec<Hexes>::read(node, pcr_table, reading);
  if (!table) return std::nullopt;
  Pcrs pcrs;
  for (const auto& [number, value] : *table) pcrs.emplace(*nitro::pcr_number(number), value);
  return pcrs;
}

Node Codec<Pcrs>::write(const Pcrs& value) {
  Hexes table;
  for (const auto& [number, bytes] : value) table.emplace(std::to_string(number), bytes);
  return Codec<Hexes>::write(table);
}

Shape Codec<Pcrs>::shape(const Form&) { return Codec<Hexes>::shape(pcr_table); }

}  // namespace krm::document
