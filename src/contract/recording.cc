#include "contract/recording.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "document/json.h"
#include "document/view_reader.h"
#include "mock/logical_calls.h"

namespace krm::contract {
namespace {

using Name = std::pair<std::string, std::string>;  // tenant and digest

class Reader {
 public:
  // Returns what is wrong with the line, or an empty text.
  std::string add(const std::string& text) {
    const auto node = document::read_json(text);
    if (!node) return "this is no JSON; the line is not whole, or of another file";
    if (mock::is_contract(*node)) {
      auto contract = mock::contract_in(*node);
      if (!contract) return contract.error();
      recording_.contracts.push_back(std::move(*contract));
      return {};
    }
    const auto line = document::read_view<mock::RequestView>(*node);
    if (!line) return line.error() + "; this is no line of a journal file";
    const Name name{line->tenant, line->scenario.value_or("")};
    const auto [place, is_new] = places_.try_emplace(name, attempts_.size());
    if (is_new) attempts_.push_back({name, {}});
    attempts_[place->second].second.push_back(mock::attempt_in(*line));
    largest_id_ = std::max(largest_id_, line->id.value_or(0));
    ++lines_;
    return {};
  }

  Recording recording() && {
    const auto id_of = [](const scenario::AttemptOfCall& one) { return one.attempt.request; };
    for (auto& [name, attempts] : attempts_) {
      std::ranges::sort(attempts, {}, id_of);  // lines stand in the order in which they closed
      recording_.runs.push_back({name.first, name.second, scenario::join(std::move(attempts))});
    }
    // Ids ascend by one over the whole server.
    recording_.lost = largest_id_ > lines_ ? largest_id_ - lines_ : 0;
    return std::move(recording_);
  }

 private:
  Recording recording_;
  std::uint64_t largest_id_ = 0;
  std::uint64_t lines_ = 0;
  std::map<Name, std::size_t> places_;
  std::vector<std::pair<Name, std::vector<scenario::AttemptOfCall>>> attempts_;
};

scenario::History history_of(const Recording::Run& run, std::uint64_t lost) {
  return {.tenant = run.tenant,
          .calls = run.calls,
          .calls_made = static_cast<std::int64_t>(run.calls.size()),
          .lost = lost};
}

}  // namespace

std::vector<Judgement> Recording::judge() const {
  std::vector<Judgement> judgements;
  for (const mock::Contract& contract : contracts) {
    std::vector<scenario::History> histories;
    for (const Run& run : runs) {
      if (run.digest == contract.digest) histories.push_back(history_of(run, lost));
    }
    judgements.push_back(contract::judge(contract, std::move(histories)));
  }
  return judgements;
}

Judgement Recording::judge_by(mock::Contract contract) const {
  std::vector<scenario::History> histories;
  histories.reserve(runs.size());
  for (const Run& run : runs) histories.push_back(history_of(run, lost));
  return contract::judge(std::move(contract), std::move(histories));
}

tl::expected<Recording, std::string> read_recording(std::istream& lines) {
  Reader reader;
  std::string text;
  for (std::int64_t number = 1; std::getline(lines, text); ++number) {
    if (const std::string wrong = reader.add(text); !wrong.empty()) {
      return tl::unexpected(fmt::format("line {}: {}", number, wrong));
    }
  }
  return std::move(reader).recording();
}

}  // namespace krm::contract
