// CWE-22: the canonical path must begin with the base
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

std::optional<std::string> read_document(const fs::path& base, const std::string& name) {
    std::error_code error;
    const fs::path root = fs::canonical(base, error);
    if (error) return std::nullopt;
    const fs::path file = fs::weakly_canonical(root / name, error);
    if (error) return std::nullopt;
    const auto [root_end, unused] = std::mismatch(root.begin(), root.end(), file.begin(), file.end());
    if (root_end != root.end() || !fs::is_regular_file(file)) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}
