#include "sigv4/canonical_request.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/request_target.h"

namespace krm::sigv4 {
namespace {

// Appends the value without blanks around it, and with one space for each run of spaces.
void append_collapsed(std::string& to, std::string_view value) {
  value = http::trim(value);
  for (auto run = value.find("  "); run != std::string_view::npos; run = value.find("  ")) {
    to.append(value.substr(0, run + 1));
    value.remove_prefix(value.find_first_not_of(' ', run));
  }
  to.append(value);
}

std::string without_dots(std::string_view path) {
  std::vector<std::string_view> segments;
  bool ends_in_slash = true;
  while (!path.empty()) {
    const std::string_view segment = path.substr(0, path.find('/'));
    ends_in_slash = segment.size() < path.size() || segment == "." || segment == "..";
    path.remove_prefix(std::min(segment.size() + 1, path.size()));
    if (segment == "..") {
      if (!segments.empty()) segments.pop_back();
    } else if (!segment.empty() && segment != ".") {
      segments.push_back(segment);
    }
  }
  std::string out;
  for (const std::string_view segment : segments) out.append("/").append(segment);
  return ends_in_slash || out.empty() ? out + '/' : out;
}

std::vector<std::string> sorted_names(std::string_view signed_headers) {
  std::vector<std::string> names;
  names.reserve(8);
  while (!signed_headers.empty()) {
    const std::string_view name = signed_headers.substr(0, signed_headers.find(';'));
    signed_headers.remove_prefix(std::min(name.size() + 1, signed_headers.size()));
    if (!name.empty()) names.push_back(base::lower_case(name));
  }
  std::ranges::sort(names);
  const auto again = std::ranges::unique(names);
  names.erase(again.begin(), again.end());
  return names;
}

// Returns nothing when there is no field of that name.
std::optional<std::string> joined_value(const http::Headers& headers, std::string_view name) {
  std::optional<std::string> joined;
  for (const http::Header& header : headers) {
    if (!http::iequals(header.name, name)) continue;
    if (joined) {
      *joined += ',';
    } else {
      joined.emplace();
    }
    append_collapsed(*joined, header.value);
  }
  return joined;
}

}  // namespace

std::string canonical_uri(std::string_view path) {
  if (path == "/" || path.empty()) return "/";
  return percent_encoded(without_dots(path), "/");
}

std::string canonical_query_string(std::string_view target, bool presigned) {
  if (target.find('?') == std::string_view::npos) return {};
  std::vector<std::pair<std::string, std::string>> encoded;
  const RequestTarget parts = split_target(target);
  const RawParameter* signature = presigned ? parts.find("X-Amz-Signature") : nullptr;
  for (const RawParameter& parameter : parts.query) {
    if (&parameter == signature) continue;
    encoded.emplace_back(percent_encoded(percent_decoded(parameter.name)),
                         percent_encoded(percent_decoded(parameter.value)));
  }
  std::ranges::sort(encoded);
  std::string text;
  for (const auto& [name, value] : encoded) {
    text.append(text.empty() ? "" : "&").append(name).append("=").append(value);
  }
  return text;
}

CanonicalRequest canonical_request(const http::HttpRequest& request,
                                   std::string_view signed_headers, bool presigned) {
  CanonicalRequest canonical{.method = request.method,
                             .uri = canonical_uri(split_target(request.target).path),
                             .query_string = canonical_query_string(request.target, presigned),
                             .headers = {},
                             .signed_headers = {},
                             .hashed_payload = hashed(request.body),
                             .missing = {}};
  std::vector<std::string> names = sorted_names(signed_headers);
  canonical.headers.reserve(names.size());
  canonical.signed_headers.reserve(signed_headers.size());
  for (std::string& name : names) {
    auto value = joined_value(request.headers, name);
    if (!value) canonical.missing.push_back(name);
    canonical.signed_headers.append(canonical.signed_headers.empty() ? "" : ";").append(name);
    canonical.headers.push_back({std::move(name), std::move(value).value_or("")});
  }
  return canonical;
}

std::string CanonicalRequest::text() const {
  std::string text;
  text.reserve(512);
  text.append(method).append("\n").append(uri).append("\n").append(query_string).append("\n");
  for (const http::Header& header : headers) {
    text.append(header.name).append(":").append(header.value).append("\n");
  }
  return text.append("\n").append(signed_headers).append("\n").append(hashed_payload);
}

std::string string_to_sign(std::string_view timestamp, const Scope& scope,
                           std::string_view canonical_request) {
  std::string text;
  text.reserve(192);
  text.append(signing_algorithm).append("\n").append(timestamp).append("\n");
  text.append(scope.date).append("/").append(scope.region).append("/").append(scope.service);
  return text.append("/").append(scope_terminator).append("\n").append(hashed(canonical_request));
}

}  // namespace krm::sigv4
