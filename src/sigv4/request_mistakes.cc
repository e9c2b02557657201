#include "sigv4/request_mistakes.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/quoting.h"
#include "sigv4/percent_encoding.h"
#include "sigv4/request_target.h"
#include "sigv4/signed_hosts.h"

namespace krm::sigv4 {
namespace {

std::string shown(std::string_view value, const Signed& is) {
  return base::quoted(is.concealer.hide(value));
}

using Cause = std::optional<std::string>;

Cause of_missing_header(const Signed& is) {
  if (is.canonical.missing.empty()) return std::nullopt;
  return fmt::format("the signed header {} is not in the request",
                     shown(is.canonical.missing.front(), is));
}

Cause of_body(SigningTrial& trial, const Signed& is) {
  const auto signed_as = [&](std::string_view payload) {
    return trial.gives([&](Ingredients& made) { made.canonical.hashed_payload = payload; });
  };
  if (signed_as("UNSIGNED-PAYLOAD")) {
    return "the body was left out of the signature (UNSIGNED-PAYLOAD), which only S3 allows";
  }
  if (!is.request.body.empty() && signed_as(hashed(""))) {
    return "the body hash differs: that of an empty body was signed";
  }
  const auto* claimed = http::find(is.request.headers, "X-Amz-Content-Sha256");
  if (claimed == nullptr || !signed_as(claimed->value)) return std::nullopt;
  if (claimed->value.size() != is.canonical.hashed_payload.size()) {
    return fmt::format("{} was signed in place of the body hash", shown(claimed->value, is));
  }
  return "the body hash differs: the body is not the one that X-Amz-Content-Sha256 is the hash of";
}

// Writes the value as a client does that takes every blank for a space.
std::string without_tabs(std::string value) {
  std::ranges::replace(value, '\t', ' ');
  const auto run = [](char a, char b) { return a == ' ' && b == ' '; };
  value.erase(std::unique(value.begin(), value.end(), run), value.end());
  return value;
}

// Returns values that a header often has when it is signed, and no longer when it arrives.
std::vector<Variant> other_values(const http::Header& header, const Signed& is) {
  std::vector<Variant> values;
  for (const http::Header& raw : is.request.headers) {
    if (!http::iequals(raw.name, header.name)) continue;
    values.push_back({raw.value});
    values.push_back({without_tabs(raw.value)});
  }
  if (header.name == "host") {
    const auto hosts = hosts_in_place_of(header.value, is.region, is.request);
    values.insert(values.end(), hosts.begin(), hosts.end());
  }
  if (header.name == "content-type") {
    const std::string type = header.value.substr(0, header.value.find(';'));
    for (const std::string_view behind : {"", "; charset=utf-8", "; charset=UTF-8"}) {
      values.push_back({type + std::string(behind)});
    }
    values.push_back({"application/x-www-form-urlencoded"});
  }
  if (header.name == "content-length") values.push_back({"0"});
  values.emplace_back();
  return values;
}

Cause of_headers(SigningTrial& trial, const Signed& is) {
  const http::Headers& headers = is.canonical.headers;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string& name = headers[i].name;
    for (const auto& [value, how] : other_values(headers[i], is)) {
      if (trial.gives([&](Ingredients& made) { made.canonical.headers[i].value = value; })) {
        return fmt::format("the signed header {} was changed: it was signed as {}{}{}",
                           shown(name, is), names_a_secret(name) ? concealed : shown(value, is),
                           how.empty() ? "" : "; ", how);
      }
    }
    if (trial.gives([&](Ingredients& made) {
          made.canonical.headers.erase(made.canonical.headers.begin() +
                                       static_cast<std::ptrdiff_t>(i));
        })) {
      return fmt::format("the header {} is listed in SignedHeaders and was not signed",
                         shown(name, is));
    }
  }
  if (trial.gives([&](Ingredients& made) { made.canonical.signed_headers = is.signed_headers; })) {
    return "the names in SignedHeaders are not sorted, or not in lower case";
  }
  return std::nullopt;
}

// Returns the first variant that gives the client's signature when it stands in that part, or
// nullptr.
const Variant* found(SigningTrial& trial, const std::vector<Variant>& variants,
                     std::string CanonicalRequest::*part) {
  for (const Variant& variant : variants) {
    if (trial.gives([&](Ingredients& made) { made.canonical.*part = variant.text; })) {
      return &variant;
    }
  }
  return nullptr;
}

Cause of_path(SigningTrial& trial, const Signed& is) {
  const std::string path(split_target(is.request.target).path);
  const std::string& uri = is.canonical.uri;
  const std::vector<Variant> variants = {
      {canonical_uri(percent_decoded(path)), "encoded once; all services but S3 want it twice"},
      {percent_decoded(path), "not encoded at all"},
      {percent_encoded(uri, "/"), "encoded once too often"},
      {percent_encoded(path, "/"), "not normalised: \".\", \"..\" and \"//\" have to go"},
      {"/", "left out"},
  };
  const Variant* signed_as = found(trial, variants, &CanonicalRequest::uri);
  if (signed_as == nullptr) return std::nullopt;
  return fmt::format("the path was signed as {}: {}", shown(signed_as->text, is), signed_as->how);
}

// Writes the query without the parameter at `place`.
std::string without(const std::vector<RawParameter>& parameters, std::size_t place) {
  std::string text;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (i == place) continue;
    text.append(text.empty() ? "" : "&").append(parameters[i].name);
    text.append("=").append(parameters[i].value);
  }
  return text;
}

// Writes the query in the order of the request, with each name and value as `written`. Leaves out
// the signature.
template <typename Written>
std::string query_as(const std::string& target, Written written) {
  std::string text;
  for (const RawParameter& parameter : split_target(target).query) {
    if (parameter.name == "X-Amz-Signature") continue;
    text.append(text.empty() ? "" : "&").append(written(parameter.name));
    text.append("=").append(written(parameter.value));
  }
  return text;
}

Cause of_query(SigningTrial& trial, const Signed& is) {
  const std::string& target = is.request.target;
  if (target.find('?') == std::string::npos) return std::nullopt;
  const std::vector<RawParameter> parameters = split_query(is.canonical.query_string);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (trial.gives(
            [&](Ingredients& made) { made.canonical.query_string = without(parameters, i); })) {
      return fmt::format("the query parameter {} was added once it was signed",
                         shown(parameters[i].name, is));
    }
  }
  const auto as_it_stands = [](std::string_view text) { return std::string(text); };
  const auto twice = [](std::string_view text) {
    return percent_encoded(percent_encoded(percent_decoded(text)));
  };
  const std::vector<Variant> variants = {
      {query_as(target, as_it_stands), "not encoded or not sorted, but as it stands"},
      {query_as(target, [](std::string_view text) { return percent_decoded(text); }),
       "not encoded at all"},
      {query_as(target, twice), "encoded twice"},
      {"", "left out"},
  };
  const Variant* signed_as = found(trial, variants, &CanonicalRequest::query_string);
  if (signed_as == nullptr) return std::nullopt;
  return fmt::format("the query was signed {}", signed_as->how);
}

}  // namespace

Cause mistake_of_request(SigningTrial& trial, const Signed& is) {
  if (auto cause = of_missing_header(is)) return cause;
  for (const auto family : {of_body, of_headers, of_path, of_query}) {
    if (auto cause = family(trial, is)) return cause;
  }
  return std::nullopt;
}

}  // namespace krm::sigv4
