#include "report/sarif_parts.h"

#include <algorithm>
#include <cctype>

#include "core/text.h"
#include "taxonomy/taxonomy.h"

namespace broch::report {
namespace {

/// RFC 3986: everything but unreserved characters and separators is percent-encoded.
std::string uri(std::string_view path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  if (path.starts_with("./")) path.remove_prefix(2);
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || std::string_view("-._~/").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

}  // namespace

json::Object sarif_text(std::string text) { return json::Object{{"text", std::move(text)}}; }

json::Object sarif_artifact(std::string_view path) {
  json::Object out{{"uri", uri(path)}};
  if (!path.starts_with('/')) out.append("uriBaseId", "%SRCROOT%");
  return out;
}

std::string cwe_number(std::string_view id) { return std::string(id.substr(id.find('-') + 1)); }

std::string sarif_document(json::Object run) {
  return json::dump(json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                 {"version", "2.1.0"},
                                 {"runs", json::Array{std::move(run)}}},
                    2) +
         "\n";
}

CweTaxa::CweTaxa(const std::set<std::string>& ids) : ids_(ids.begin(), ids.end()) {
  std::sort(ids_.begin(), ids_.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
}

json::Object CweTaxa::reference(const std::string& id) const {
  const auto at = std::find(ids_.begin(), ids_.end(), id);
  return json::Object{{"id", cwe_number(id)},
                      {"index", static_cast<int>(at - ids_.begin())},
                      {"toolComponent", json::Object{{"name", "CWE"}, {"index", 0}}}};
}

json::Object CweTaxa::component() const {
  json::Array taxa;
  for (const std::string& id : ids_) {
    json::Object taxon{{"id", cwe_number(id)},
                       {"helpUri", "https://cwe.mitre.org/data/definitions/" + cwe_number(id) + ".html"}};
    if (const taxonomy::Entry* entry = taxonomy::find(id)) {
      taxon.append("name", std::string(entry->name));
      if (!entry->description.empty())
        taxon.append("shortDescription", sarif_text(std::string(entry->description)));
    }
    taxa.push_back(std::move(taxon));
  }
  return json::Object{{"name", "CWE"},
                      {"organization", "MITRE"},
                      {"informationUri", "https://cwe.mitre.org/"},
                      {"isComprehensive", false},
                      {"shortDescription", sarif_text("The MITRE Common Weakness Enumeration")},
                      {"taxa", std::move(taxa)}};
}

}  // namespace broch::report
