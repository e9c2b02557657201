#include "sigv4/signed_hosts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/ascii.h"

namespace krm::sigv4 {
namespace {

using std::string_view;

constexpr int most_named = 3;  // by each header of a proxy

// Ports that a proxy or an HTTP client leaves out of Host.
constexpr std::array<string_view, 7> usual_ports = {":4599", ":443",  ":80",  ":8443",
                                                    ":8080", ":4566", ":3000"};

// A host that a proxy says the client has asked for.
struct Named {
  string_view header;
  string_view host;
};

string_view without_quotes(string_view text) {
  const bool quoted = text.size() > 1 && text.starts_with('"') && text.ends_with('"');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

// Calls `see` with each part of `text` between the separators, without blanks around it.
template <typename See>
void each_part(string_view text, string_view separators, See see) {
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(separators), text.size());
    see(http::trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::vector<Named> named_by_proxies(const http::HttpRequest& request) {
  constexpr std::array<string_view, 4> names = {"X-Forwarded-Host", "X-Original-Host",
                                                "X-Forwarded-Server", "X-Host"};
  constexpr string_view key = "host=";
  std::vector<Named> all;
  for (const http::Header& header : request.headers) {
    for (const string_view name : names) {
      if (!http::iequals(header.name, name)) continue;
      each_part(header.value, ",", [&](string_view host) { all.push_back({name, host}); });
    }
    // RFC 7239, 4: for=192.0.2.1;host=kms.test;proto=https
    if (!http::iequals(header.name, "Forwarded")) continue;
    each_part(header.value, ";,", [&](string_view part) {
      if (http::iequals(part.substr(0, key.size()), key)) {
        all.push_back({"Forwarded", without_quotes(part.substr(key.size()))});
      }
    });
  }
  std::map<string_view, int> named;
  std::erase_if(all, [&](const Named& one) { return ++named[one.header] > most_named; });
  return all;
}

void add_hosts_before_a_proxy(std::vector<Variant>& hosts, const http::HttpRequest& request,
                              const std::string& host_now) {
  const string_view port = http::value_of(request.headers, "X-Forwarded-Port");
  const auto add = [&](string_view host, string_view header) {
    const std::string how = fmt::format(
        "{} has it, so a proxy changed Host on the way; let the proxy pass Host on", header);
    hosts.push_back({std::string(host), how});
    if (!port.empty()) hosts.push_back({fmt::format("{}:{}", host, port), how});
    for (const string_view usual : usual_ports)
      hosts.push_back({fmt::format("{}{}", host, usual), how});
  };
  for (const Named& named : named_by_proxies(request)) add(named.host, named.header);
  if (!port.empty()) {
    const auto colon = host_now.rfind(':');
    const bool has_port = colon != std::string::npos && !host_now.ends_with(']');
    const string_view name = string_view(host_now).substr(0, has_port ? colon : string_view::npos);
    hosts.push_back(
        {fmt::format("{}:{}", name, port),
         "X-Forwarded-Port has the port, so a proxy took it out of Host on the way; let "
         "the proxy pass Host on"});
  }
}

void add_other_spellings(std::vector<Variant>& hosts, const std::string& host) {
  const auto colon = host.rfind(':');
  const bool has_port = colon != std::string::npos && !host.ends_with(']');
  const std::string name = has_port ? host.substr(0, colon) : host;
  const std::string port = host.substr(name.size());
  const bool has_dot = name.ends_with('.');
  const std::string stem = has_dot ? name.substr(0, name.size() - 1) : name;
  const auto add = [&](std::string text, std::string how = {}) {
    hosts.push_back({std::move(text), std::move(how)});
  };
  const std::string of_dot =
      has_dot ? "without the dot behind the name" : "with a dot behind the name";
  add(name);
  add((has_dot ? stem : stem + '.') + port, of_dot);
  add(has_dot ? stem : stem + '.', of_dot);
  for (const string_view usual : usual_ports) add(name + std::string(usual));
  add(base::lower_case(host));
  if (host.starts_with('[')) {
    const std::string address = name.substr(1, name.size() - 2);
    add(host.substr(0, host.find(':')), "the client cut the address at its first colon");
    add(address, "without the brackets");
    add(address + port, "without the brackets");
  }
  for (const string_view other : {"localhost", "127.0.0.1", "[::1]", "kms", "kms-random-mock"}) {
    add(std::string(other));
    add(std::string(other) + port);
    add(std::string(other) + std::string(usual_ports.front()));
  }
}

}  // namespace

std::vector<Variant> hosts_in_place_of(const std::string& host, string_view region,
                                       const http::HttpRequest& request) {
  std::vector<Variant> hosts;
  add_hosts_before_a_proxy(hosts, request, host);
  add_other_spellings(hosts, host);
  for (const string_view domain : {"amazonaws.com", "amazonaws.com.cn", "api.aws"}) {
    hosts.push_back({fmt::format("kms.{}.{}", region, domain)});
  }
  return hosts;
}

}  // namespace krm::sigv4
