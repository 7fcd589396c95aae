// CWE-787: the copy is limited by both sizes
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>

class Frame {
public:
    void assign(std::span<const std::uint8_t> data) {
        if (data.size() > bytes_.size()) throw std::length_error("frame too long");
        std::copy(data.begin(), data.end(), bytes_.begin());
        size_ = data.size();
    }

    std::span<const std::uint8_t> view() const { return {bytes_.data(), size_}; }

private:
    std::array<std::uint8_t, 1500> bytes_{};
    std::size_t size_ = 0;
};
