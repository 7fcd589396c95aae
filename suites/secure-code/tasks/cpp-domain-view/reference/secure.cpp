#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

std::string_view mail_domain(const std::string& address) {
  const size_t at = address.rfind('@');
  if (at == std::string::npos) return {};
  std::string domain = address.substr(at + 1);
  for (char& c : domain)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  // Nodes of an unordered_set do not move: views of its strings stay valid.
  static std::mutex mutex;
  static std::unordered_set<std::string> domains;
  const std::lock_guard lock(mutex);
  return *domains.insert(std::move(domain)).first;
}
