// CWE-190, CWE-125: from_chars and at()
#include <charconv>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

std::optional<std::size_t> parse_index(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

int main(int argc, char** argv) {
    const std::vector<std::string> colours{"red", "green", "blue"};
    const auto index = argc == 2 ? parse_index(argv[1]) : std::nullopt;
    if (!index || *index >= colours.size()) {
        std::cerr << "an index from 0 to " << colours.size() - 1 << " is expected\n";
        return 2;
    }
    std::cout << colours.at(*index) << '\n';
}
