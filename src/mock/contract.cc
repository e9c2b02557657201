#include "mock/contract.h"

#include "document/view_reader.h"

namespace krm::mock {
namespace {

struct ContractView {
  static constexpr std::string_view name = "Contract";
  static void members(auto& member) {
    member("name", &ContractView::title, "of the scenario");
    member("digest", &ContractView::digest, "of the scenario");
    member("seed", &ContractView::seed, "that it runs with");
    member("rules", &ContractView::rules, "what they are called");
    member("expect", &ContractView::expect, "as the scenario has it");
  }
  std::string title{};
  std::string digest{};
  std::uint64_t seed = 0;
  std::vector<std::string> rules{};
  document::Node expect{};
};

struct ContractLine {
  static constexpr std::string_view name = "ContractLine";
  static void members(auto& member) {
    member("contract", &ContractLine::contract, "what the requests after it are held to");
  }
  ContractView contract{};
};

using ExpectCodec = document::Codec<scenario::Expectations>;

// Its rules as a scenario has them, for expectations that name some.
document::Node scenario_with(const std::vector<std::string>& rules) {
  document::Node list{.kind = document::Node::Kind::list};
  for (const std::string& rule : rules) {
    list.items.push_back({.kind = document::Node::Kind::mapping});
    list.items.back().add("name", document::Node::scalar(document::Node::Kind::text, rule));
  }
  document::Node whole{.kind = document::Node::Kind::mapping};
  whole.add("rules", std::move(list));
  return whole;
}

}  // namespace

Contract contract_of(const ActiveScenario& active) {
  const scenario::Scenario& scenario = *active.scenario;
  Contract contract{.name = scenario.title,
                    .digest = active.digest(),
                    .seed = active.seed,
                    .expect = *scenario.expect};
  for (const scenario::Rule& rule : scenario.rules) contract.rules.push_back(rule.shown);
  return contract;
}

std::string to_line(const Contract& contract) {
  return document::to_json_line(
      ContractLine{{contract.name, contract.digest, contract.seed.value_or(0), contract.rules,
                    ExpectCodec::write(contract.expect)}});
}

bool is_contract(const document::Node& line) { return line.find("contract") != nullptr; }

tl::expected<Contract, std::string> contract_in(const document::Node& line) {
  auto view = document::read_view<ContractLine>(line);
  if (!view) return tl::unexpected(view.error());
  auto& [title, digest, seed, rules, expect] = view->contract;
  document::Mistakes mistakes;
  const document::Node whole = scenario_with(rules);
  document::Reading reading{mistakes, whole};
  auto expectations = ExpectCodec::read(expect, {}, reading);
  if (!mistakes.none())
    return tl::unexpected("contract.expect: " + mistakes.list().front().message);
  expectations->places = {};  // they are not those of a file
  return Contract{std::move(title), std::move(digest), seed, std::move(rules),
                  std::move(*expectations)};
}

}  // namespace krm::mock
