// The judgement as JSON: every verdict and every call. The admin API answers it, and --report
// writes it; `journal diff` reads it back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/judgement.h"
#include "document/view.h"
#include "mock/logical_calls.h"

namespace krm::contract {

struct ReportView {
  struct Expectation {
    static constexpr std::string_view name = "ExpectationVerdict";
    static void members(auto& member) {
      member("expectation", &Expectation::expectation, "its key");
      member("written", &Expectation::written, "the same with its value");
      member("verdict", &Expectation::verdict, "what was found");
      member("wanted", &Expectation::wanted, "what had to be");
      member("seen", &Expectation::seen, "what broke it, or why it is unproven; null: it holds");
      member("broken_by", &Expectation::broken_by, "how many calls broke it");
      member("tenant", &Expectation::tenant, "whose calls were judged; null: those of all");
      member("call", &Expectation::call, "the index of the first call that broke it");
      member("attempt", &Expectation::attempt, "the attempt of that call, from 1");
      member("timeline", &Expectation::timeline, "that call as a line, with waits to scale");
      member("rules_say", &Expectation::rules_say, "what the rules of its SDK would do there");
      member("line", &Expectation::line, "where it stands in the scenario, if that is a file");
      member("column", &Expectation::column, "the same");
    }
    std::string expectation{};
    std::string written{};
    Verdict::Value verdict{};
    std::string wanted{};
    std::optional<std::string> seen{};
    std::int64_t broken_by = 0;
    std::optional<std::string> tenant{};
    std::optional<std::int64_t> call{};
    std::optional<std::int64_t> attempt{};
    std::optional<std::string> timeline{};
    std::optional<std::string> rules_say{};
    std::optional<std::int64_t> line{};
    std::optional<std::int64_t> column{};
  };

  struct Tenant {
    static constexpr std::string_view name = "TenantVerdict";
    static void members(auto& member) {
      member("tenant", &Tenant::tenant, "the access key ID, or -");
      member("requests", &Tenant::requests, "how many of them the journal has");
      member("lost", &Tenant::lost, "how many it has no more");
      member("expectations", &Tenant::expectations, "in the order of the manual");
      member("calls", &Tenant::calls, "in the order of their first requests");
    }
    std::string tenant{};
    std::int64_t requests = 0;
    std::int64_t lost = 0;
    std::vector<Expectation> expectations{};
    std::vector<mock::CallView> calls{};
  };

  struct Contract {
    static constexpr std::string_view name = "ContractVerdict";
    static void members(auto& member) {
      member("name", &Contract::title, "of the scenario");
      member("digest", &Contract::digest, "of the scenario");
      member("seed", &Contract::seed, "that it ran with; null: nobody knows");
      member("again", &Contract::again, "the command that runs it again");
      member("verdict", &Contract::verdict, "the worst that counts");
      member("passes", &Contract::passes, "nothing breaks it");
      member("expectations", &Contract::expectations, "those over all tenants");
      member("tenants", &Contract::tenants, "those that called");
    }
    std::string title{};
    std::string digest{};
    std::optional<std::uint64_t> seed{};
    std::optional<std::string> again{};
    Verdict::Value verdict{};
    bool passes = false;
    std::vector<Expectation> expectations{};
    std::vector<Tenant> tenants{};
  };

  static constexpr std::string_view name = "Report";
  static void members(auto& member) {
    member("version", &ReportView::version, "of the program");
    member("verdict", &ReportView::verdict, "the worst that counts");
    member("passes", &ReportView::passes, "nothing breaks a contract");
    member("contracts", &ReportView::contracts, "one for each scenario with expectations");
  }
  std::string version{};
  Verdict::Value verdict{};
  bool passes = true;
  std::vector<Contract> contracts{};
};

ReportView report_view(const std::vector<Judgement>& judgements);

}  // namespace krm::contract
